// How a page stands: it loads, there is no line, nobody is signed in, something went wrong. At the kiosk, always: help.

const { kiosk } = require('../../device/kind')
const kept = require('../../service/kept')
const quiet = require('../../device/quiet')
const session = require('../../service/session')
const { readAloud } = require('../../device/voice')

Component({
  properties: { state: String, words: String, stale: Boolean },
  data: { kiosk: kiosk(), left: false, helps: false },
  observers: {
    state(state) {
      const nobody = state === 'stranger'
      this.setData({ left: nobody && kept.hasLeft(), helps: nobody && session.helps() })
    },
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
    call() { readAloud('请窗口的同志过来帮一下忙。') },
    end() { quiet.startOver() },
  },
})
