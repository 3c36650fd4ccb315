// Says who somebody is, with the code of the counter: scanned or written in on a telephone, written in at the kiosk.

const login = require('../../device/login')
const { kiosk } = require('../../device/kind')
const messages = require('../../service/messages')
const session = require('../../service/session')

Page({
  data: { kiosk: kiosk(), writes: false, code: '', wrong: '' },

  onLoad({ scene }) {
    // A mini-program code opens this page by itself, with the code in its scene.
    if (scene) this.link({ qr: decodeURIComponent(scene) })
  },

  // The counter says the number in two groups, and so somebody may write it.
  write(event) { this.setData({ code: event.detail.value.replace(/\s/g, ''), wrong: '' }) },
  startWriting() { this.setData({ writes: true }) },

  enter() {
    const proof = login.byCode(this.data.code)
    return this.data.kiosk ? this.run(() => session.enter(proof)) : this.link(proof)
  },

  async scan() {
    let told
    try {
      told = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] })
    } catch (fault) {
      return
    }
    await this.link({ qr: codeOf(told) })
  },

  link(proof) { return this.run(() => session.link(proof)) },

  async run(entering) {
    this.setData({ wrong: '' })
    try {
      await entering()
      messages.load()
      wx.switchTab({ url: '/pages/home/home' })
    } catch (fault) {
      if (!fault.kind) throw fault
      this.setData({ wrong: fault.message || '没有认出来。请窗口的同志再开一个。' })
    }
  },

  look() { wx.switchTab({ url: '/pages/vacancies/vacancies' }) },
})

/** The code itself, whether it was printed bare or as a mini-program code with a scene. */
function codeOf({ result, path }) {
  const scene = /[?&]scene=([^&]+)/.exec(path || result || '')
  return scene ? decodeURIComponent(scene[1]) : result
}
