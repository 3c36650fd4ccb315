// What was told to this person, newest first; and the tap that allows WeChat to say it next time.

const api = require('../../service/api')
const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { asks } = require('../../device/asking')
const { into, tell } = require('../../service/loading')
const { said } = require('../../service/words')

Page({
  data: { state: 'loading', fault: '', stale: false, items: [], next: null, asks: asks() },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const { data, stale } = await api.get(`/people/${person.id}/inbox`, { keep: true })
      return { items: data.items.map(dated), next: data.next, stale }
    })
  },

  async more() {
    try {
      const { data } = await api.get(`/people/${session.person().id}/inbox`, { query: { after: this.data.next } })
      this.setData({ items: [...this.data.items, ...data.items.map(dated)], next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  open(event) {
    const { at } = event.currentTarget.dataset
    const message = this.data.items[at]
    if (!message.read) {
      this.setData({ [`items[${at}].read`]: true })
      // Whether it is noted as read must stop nobody from reading it.
      outbox.note(`/people/${session.person().id}/inbox/${message.id}/read`, {})
    }
    if (message.page) go(message.page)
  },

  async allow() {
    const allowed = await messages.want(session.person(), 'digest', 'answer', 'meeting_tomorrow')
    wx.showToast({ title: allowed ? '好，下回发到微信' : '不发也行，这里都看得到', icon: 'none' })
  },
})

const TABS = ['/pages/home/home', '/pages/vacancies/vacancies', '/pages/inbox/inbox', '/pages/me/me']

const dated = (one) => ({ ...one, day: said(one.at) })

/** Messages name pages as WeChat does, without the slash in front. */
function go(page) {
  const url = page.startsWith('/') ? page : `/${page}`
  if (TABS.includes(url.split('?')[0])) wx.switchTab({ url: url.split('?')[0] })
  else wx.navigateTo({ url })
}
