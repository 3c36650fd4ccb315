// For those who help families: whom to look after today, most urgent first as the server orders them, three taps at most.

const api = require('../../service/api')
const session = require('../../service/session')
const { into } = require('../../service/loading')

Page({
  data: { state: 'loading', fault: '', stale: false, items: [] },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      await session.open()
      // Other families' affairs are not kept on a telephone.
      const { data } = await api.get('/helper/households')
      return { items: data.items }
    })
  },

  /** The pages speak for this person until another is chosen. */
  see(event) {
    const { id, name } = event.currentTarget.dataset
    session.speakFor({ id, name })
    wx.switchTab({ url: '/pages/home/home' })
  },

  call(event) { wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone }) },
})
