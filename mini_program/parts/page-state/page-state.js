// How a page stands: it loads, there is no line, nobody is signed in, something went wrong. At the kiosk, always: help.

const { kiosk } = require('../../device/kind')
const api = require('../../service/api')
const kept = require('../../service/kept')
const outbox = require('../../service/outbox')
const quiet = require('../../device/quiet')
const session = require('../../service/session')
const { readAloud } = require('../../device/voice')

Component({
  properties: { state: String, words: String, stale: Boolean, waits: Boolean },
  data: { kiosk: kiosk(), numbers: quiet.takesNumbers(), left: false, helps: false, calls: false, heard: false },
  observers: {
    state(state) {
      const nobody = state === 'stranger'
      this.setData({ left: nobody && kept.hasLeft(), helps: nobody && Boolean(session.worker()) })
    },
  },
  lifetimes: {
    attached() {
      // What a page says of the line is said anew when the line is back.
      this.deaf = outbox.hear(() => {
        if (this.data.stale || this.data.waits || this.data.state === 'offline') this.again()
      })
    },
    detached() { this.deaf() },
  },
  methods: {
    again() { this.triggerEvent('again') },
    comeBack() {
      kept.comeBack()
      this.again()
    },
    help() { wx.navigateTo({ url: '/pages/families/families' }) },
    link() { wx.navigateTo({ url: '/pages/link/link' }) },
    look() { wx.switchTab({ url: '/pages/vacancies/vacancies' }) },
    call() {
      readAloud('请窗口的同志过来帮一下忙。')
      this.setData({ calls: true, heard: false })
      // Without a line, or where no centre hears it, the sign says the same.
      api.post('/help-calls', { site: wx.browser.site }).then(() => this.setData({ heard: true })).catch(() => {})
    },
    come() { this.setData({ calls: false }) },
    end() { quiet.startOver() },
    number() { quiet.takeNumber() },
  },
})
