// The own seats in classes, the classes that can still be joined, and the certificates that somebody has.

const api = require('../../service/api')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { said } = require('../../service/words')

Page({
  data: { state: 'loading', fault: '', stale: false, waiting: false, seats: [], courses: [], next: null, certificates: [], hidden: false, own: true },

  onLoad({ person }) {
    session.turnTo(person)
    this.load()
  },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const [seats, courses, certificates] = await Promise.all(
        ['enrolments', 'courses', 'certificates'].map((one) => api.get(`/people/${person.id}/${one}`, { keep: true })),
      )
      return {
        seats: seats.data.items, courses: courses.data.items, next: courses.data.next, own: !session.looksOnly(),
        certificates: certificates.data.items.map((one) => ({ ...one, until: untilWhen(one) })),
        hidden: Boolean(certificates.data.hidden), stale: seats.stale || courses.stale, waiting: outbox.waits(),
      }
    })
  },

  /** What was said without a line is kept; once it is sent, the page shows what came of it. */
  waits() { this.setData({ waiting: true }) },

  async more() {
    try {
      const { data } = await api.get(`/people/${session.person().id}/courses`, { query: { after: this.data.next } })
      this.setData({ courses: [...this.data.courses, ...data.items], next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },
})

function untilWhen({ valid_to: end, review_due: review }) {
  if (review) return `${said(review)}前要去复审`
  return end ? `${end.slice(0, 4)}年${said(end)}到期` : '有'
}
