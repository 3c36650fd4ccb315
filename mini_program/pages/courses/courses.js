// Courses that would open more work, the wish to learn, and the certificates that somebody has.

const api = require('../../service/api')
const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')

Page({
  data: { state: 'loading', fault: '', stale: false, courses: [], certificates: [] },

  onLoad() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const [courses, certificates] = await Promise.all([
        api.get(`/people/${person.id}/courses`, { keep: true }), api.get(`/people/${person.id}/certificates`, { keep: true }),
      ])
      return { courses: courses.data.items, certificates: certificates.data.items, stale: courses.stale }
    })
  },

  async wish(event) {
    const { id } = event.currentTarget.dataset
    const asked = messages.ask('course')
    try {
      await outbox.say(`/people/${session.person().id}/courses/${id}/wish`, {})
      this.setData({ courses: this.data.courses.map((one) => (one.id === id ? { ...one, wished: true } : one)) })
      await asked
    } catch (fault) {
      tell(fault)
    }
  },
})
