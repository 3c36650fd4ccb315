// Says who somebody is, with the code of the counter: scanned or written in on a telephone, written in at the kiosk.

const login = require('../../device/login')
const { kiosk } = require('../../device/kind')
const messages = require('../../service/messages')
const session = require('../../service/session')

const TYPED = /^\d{8}$/
const SCANNED = /^[A-Za-z0-9_-]{8,64}$/
const KEYS = [...'123456789', '删', '0']

Page({
  data: { kiosk: kiosk(), writes: false, code: '', wrong: '', keys: KEYS },

  onLoad({ scene }) {
    // A mini-program code opens this page by itself, with the code in its scene.
    if (scene) this.scanned(decodeURIComponent(scene))
  },

  // The counter says the number in two groups, and so somebody may write it.
  write(event) { this.setData({ code: event.detail.value.replace(/\s/g, ''), wrong: '' }) },

  /** A kiosk has no keyboard of its own. */
  press(event) {
    const { key } = event.currentTarget.dataset
    this.setData({ code: key === '删' ? this.data.code.slice(0, -1) : this.data.code + key, wrong: '' })
  },

  startWriting() { this.setData({ writes: true }) },

  enter() {
    if (!TYPED.test(this.data.code)) return this.setData({ wrong: '号码是八个数，看一下再写。' })
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
    await this.scanned(codeOf(told))
  },

  /** Anything that can be scanned may have come before the camera; only what a counter makes is asked about. */
  scanned(qr) {
    if (!SCANNED.test(qr)) return this.setData({ wrong: '这不是窗口的码。请扫窗口屏幕上的那个。' })
    return this.link({ qr })
  },

  link(proof) { return this.run(() => session.link(proof)) },

  async run(entering) {
    this.setData({ wrong: '' })
    try {
      await entering()
      messages.load()
      await wx.switchTab({ url: '/pages/home/home' })
      if (!this.data.kiosk) wx.showToast({ title: '连上了', icon: 'none' })
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
