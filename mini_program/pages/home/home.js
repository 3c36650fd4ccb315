// The first page: what suits this person, and why there is no more.

const api = require('../../service/api')
const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { once } = require('../../service/taps')

Page({
  data: { state: 'loading', fault: '', stale: false, cards: [], people: [], others: [], hindrances: [], courses: [], waiting: false, own: true },

  onLoad({ person }) { session.turnTo(person) },
  onShow() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const found = await api.get(`/people/${person.id}/proposals`, { keep: true })
      const first = (one) => one.shown || one.said
      return {
        person, own: !session.looksOnly(), people: session.people(), cards: found.data.items.filter(first),
        others: found.data.items.filter((one) => !first(one)), stale: found.stale, waiting: outbox.waits(),
      }
    })
  },

  choose(event) {
    session.choose(event.currentTarget.dataset.id)
    this.setData({ hindrances: [], courses: [] })
    this.load()
  },

  open(event) { wx.navigateTo({ url: `/pages/vacancy/vacancy?id=${event.detail.vacancy}` }) },

  want: once(async function want(event) {
    const { vacancy } = event.detail
    const asked = messages.ask('answer', 'meeting_tomorrow', 'new_match')
    try {
      const sent = await outbox.say(`/people/${this.data.person.id}/proposals/${vacancy}/answer`, { answer: 'want' })
      this.setData({
        cards: this.data.cards.map((one) => (one.vacancy === vacancy ? { ...one, said: 'want' } : one)), waiting: !sent,
      })
      await asked
      wx.showToast({ title: sent ? '记下了，我们去问单位' : '先记在手机里了', icon: 'none' })
    } catch (fault) {
      tell(fault)
    }
  }, (event) => event.detail.vacancy),

  async why() {
    try {
      const { data } = await api.get(`/people/${this.data.person.id}/why-not`)
      if (data.barriers.length) this.setData({ hindrances: data.barriers, courses: data.courses })
      else wx.showModal({ title: '没有哪样卡住', content: '附近招工的活，合适的都在上面了。', showCancel: false, confirmText: '晓得了' })
    } catch (fault) {
      tell(fault)
    }
  },

  async allow() {
    const allowed = await messages.want(this.data.person, 'new_match', 'digest')
    wx.showToast({ title: allowed ? '好，有了就告诉您' : '有了新的，这里看得到', icon: 'none' })
  },

  showOthers() { this.setData({ cards: [...this.data.cards, ...this.data.others], others: [] }) },
  look() { wx.switchTab({ url: '/pages/vacancies/vacancies' }) },
})
