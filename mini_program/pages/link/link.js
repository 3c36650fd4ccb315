// Says who somebody is: by the QR code of the counter or by telephone in WeChat, by the counter's code at the kiosk.

const login = require('../../device/login')
const { kiosk } = require('../../device/kind')
const messages = require('../../service/messages')
const session = require('../../service/session')

Page({
  data: { kiosk: kiosk(), code: '', wrong: '' },

  onLoad({ scene }) {
    // The QR code of the slip opens this page by itself, with its code.
    if (scene) this.link({ qr: decodeURIComponent(scene) })
  },

  write(event) { this.setData({ code: event.detail.value.trim(), wrong: '' }) },
  enter() { return this.run(() => session.enter(login.byCode(this.data.code))) },

  async scan() {
    let told
    try {
      told = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] })
    } catch (fault) {
      return
    }
    await this.link({ qr: codeOf(told) })
  },

  async byPhone(event) {
    const { code } = event.detail
    if (code) await this.link({ phone_code: code })
    else this.setData({ wrong: '没有拿到手机号。扫二维码也可以，或者到窗口说一声。' })
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
      this.setData({ wrong: fault.message || '没有认出来。请窗口的同志再打一张。' })
    }
  },

  look() { wx.switchTab({ url: '/pages/vacancies/vacancies' }) },
})

/** The code itself, whether it was printed bare or as a mini-program code with a scene. */
function codeOf({ result, path }) {
  const scene = /[?&]scene=([^&]+)/.exec(path || result || '')
  return scene ? decodeURIComponent(scene[1]) : result
}
