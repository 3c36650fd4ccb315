// One vacancy, whole: for anybody what may be known of it, for somebody it was proposed to also why, and the answer.

const api = require('../../service/api')
const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { print, prints } = require('../../device/asking')
const { into, tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { REASONS, SAID, TABLES, money, spoken } = require('../../service/words')

Page({
  data: {
    state: 'loading', fault: '', stale: false, own: false, looksOnly: false, answer: '', said: '', because: '', asksWhy: false, waiting: false, prints: prints(),
    reasons: REASONS.map(([code, words]) => ({ code, words })),
  },

  onLoad({ id, person }) {
    this.id = id
    session.turnTo(person)
    this.load()
  },

  load() {
    return into(this, async () => {
      const own = await this.proposal()
      const { data: card, stale } = own || (await api.get(`/vacancies/${this.id}`, { keep: true }))
      const tables = TABLES.map(([heading, name]) => ({ heading, lines: card[name] })).filter((one) => one.lines.length)
      return {
        card, tables, own: Boolean(own), looksOnly: session.looksOnly(), words: spoken(card), money: money(card), stale, waiting: outbox.waits(),
        ...saying(card.said),
      }
    })
  },

  /** What was proposed to this person; null for whoever is not known, or where it is a vacancy like any other. */
  async proposal() {
    try {
      // Who it is cannot be said without WeChat, but a vacancy can be looked at all the same.
      const { id } = await session.mine().catch((fault) => { throw { ...fault, kind: fault.kind && 'stranger' } })
      return await api.get(`/people/${id}/proposals/${this.id}`, { keep: true })
    } catch (fault) {
      if (fault.kind && fault.kind !== 'broken') return null
      throw fault
    }
  },

  want: once(async function want() {
    const asked = messages.ask('answer', 'meeting_tomorrow', 'new_match')
    await this.say({ answer: 'want' })
    await asked
  }),

  think() { return this.say({ answer: 'think' }) },
  no() { this.setData({ asksWhy: !this.data.asksWhy }) },
  because(event) { return this.say({ answer: 'not', reason: event.currentTarget.dataset.code }) },

  async say(body) {
    try {
      const sent = await outbox.say(`/people/${session.person().id}/proposals/${this.id}/answer`, body)
      this.setData({ ...saying(body.answer, body.reason), asksWhy: false, waiting: !sent })
      wx.showToast({ title: body.answer === 'want' ? '记下了，我们去问单位' : '记下了', icon: 'none' })
    } catch (fault) {
      tell(fault)
    }
  },

  ask() {
    if (!session.person()) wx.navigateTo({ url: '/pages/link/link' })
    else wx.showModal({ title: '到服务中心问一下', content: `跟窗口说岗位“${this.data.card.title}”，我们帮您问。`, showCancel: false, confirmText: '晓得了' })
  },

  print() { print() },
  report() { wx.navigateTo({ url: `/pages/complaint/complaint?vacancy=${this.id}` }) },

  // What is shared is the vacancy, never the person.
  onShareAppMessage() { return { title: this.data.card.title, path: `/pages/vacancy/vacancy?id=${this.id}` } },
})

function saying(answer, reason = '') {
  const [, words = ''] = REASONS.find(([code]) => code === reason) || []
  return { answer: answer || '', said: SAID[answer] || '', because: words }
}
