// The own seat in a class, or the place in its line: how it stands, taking what came free, and giving it up.

const messages = require('../../service/messages')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { DROPS, said } = require('../../service/words')

Component({
  properties: { seat: Object, own: Boolean },
  data: { days: '', asks: false, kept: false, reasons: DROPS.map(([code, words]) => ({ code, words })) },
  observers: {
    seat(seat) {
      if (seat) this.setData({ days: daysOf(seat), kept: false })
    },
  },
  methods: {
    ask() { this.setData({ asks: !this.data.asks }) },

    take: once(async function take() {
      const allowed = messages.ask('seat', 'new_match')
      await this.say(`courses/${this.data.seat.course}/join`, { agrees: true })
      await allowed
    }),

    giveUp: once(async function giveUp(event) {
      await this.say(`enrolments/${this.data.seat.id}/give-up`, { reason: event.currentTarget.dataset.code })
    }),

    async say(what, body) {
      try {
        const there = await outbox.say(`/people/${session.person().id}/${what}`, body)
        this.setData({ asks: false, kept: !there })
        this.triggerEvent(there ? 'moved' : 'kept')
      } catch (fault) {
        tell(fault)
        this.setData({ asks: false })
        this.triggerEvent('moved')
      }
    },
  },
})

function daysOf({ starts_on: first, ends_on: last }) {
  if (!first) return ''
  return `${said(first)}开班${last ? `，${said(last)}结束` : ''}`
}
