// Courses that would open more work, the wish to learn, and the certificates that somebody has.

const api = require('../../service/api')
const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { said } = require('../../service/words')

Page({
  data: { state: 'loading', fault: '', stale: false, courses: [], next: null, certificates: [], hidden: false, own: true },

  onLoad({ person }) {
    session.turnTo(person)
    this.load()
  },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const [courses, certificates] = await Promise.all([
        api.get(`/people/${person.id}/courses`, { keep: true }), api.get(`/people/${person.id}/certificates`, { keep: true }),
      ])
      return {
        courses: courses.data.items.map(dated), next: courses.data.next, own: !session.looksOnly(),
        certificates: certificates.data.items.map((one) => ({ ...one, until: untilWhen(one) })),
        hidden: Boolean(certificates.data.hidden), stale: courses.stale,
      }
    })
  },

  async more() {
    try {
      const { data } = await api.get(`/people/${session.person().id}/courses`, { query: { after: this.data.next } })
      this.setData({ courses: [...this.data.courses, ...data.items.map(dated)], next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  wish: once(async function wish(event) {
    const { id } = event.currentTarget.dataset
    const asked = messages.ask('course')
    try {
      await outbox.say(`/people/${session.person().id}/courses/${id}/wish`, {})
      this.setData({ courses: this.data.courses.map((one) => (one.id === id ? { ...one, wished: true } : one)) })
      await asked
    } catch (fault) {
      tell(fault)
    }
  }, (event) => event.currentTarget.dataset.id),
})

const dated = (one) => ({ ...one, day: said(one.starts_on) })

function untilWhen({ valid_to: end, review_due: review }) {
  if (review) return `${said(review)}前要去复审`
  return end ? `${end.slice(0, 4)}年${said(end)}到期` : '有'
}
