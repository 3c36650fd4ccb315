// A class that can be joined: what it is and opens; joining asks first whether its school may hear the name.

const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { said } = require('../../service/words')

Component({
  properties: { course: Object, own: Boolean },
  data: { days: '', asks: false, kept: false, wished: false },
  observers: {
    course(course) {
      if (course) this.setData({ days: daysOf(course), kept: false, wished: course.wished })
    },
  },
  methods: {
    ask() { this.setData({ asks: !this.data.asks }) },

    join: once(async function join() {
      // One question for both: how the seat stands, and the post that opens once the class is done.
      const allowed = messages.ask('seat', 'new_match')
      try {
        const there = await outbox.say(this.path('join'), { agrees: true })
        this.setData({ asks: false, kept: !there })
        // Before the question is answered: the line may be back, and what was kept be sent, while it still stands there.
        this.triggerEvent(there ? 'moved' : 'kept')
        await allowed
      } catch (fault) {
        this.refused(fault)
      }
    }),

    wish: once(async function wish() {
      const allowed = messages.ask('course')
      try {
        await outbox.say(this.path('wish'), {})
        this.setData({ asks: false, wished: true })
        await allowed
      } catch (fault) {
        tell(fault)
      }
    }),

    path(what) { return `/people/${session.person().id}/courses/${this.data.course.id}/${what}` },

    refused(fault) {
      tell(fault)
      this.setData({ asks: false })
      // It may be joined already, or held no more: the page shows how it stands.
      this.triggerEvent('moved')
    },
  },
})

function daysOf({ starts_on: first, ends_on: last, days }) {
  if (!first) return days ? `学${days}天，哪天开班要问` : '哪天开班要问'
  return `${said(first)}开班${last ? `，${said(last)}结束` : ''}${days ? `，学${days}天` : ''}`
}
