// What somebody says of a job that was promised: I have begun, I am not there any more; on which day, and why.

const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { LEAVES, said } = require('../../service/words')

const AT_WORK = ['started', 'on_job', 'stable_3m', 'stable_6m']
const DAYS_BACK = 7
// What the labour inspectorate has to hear of: it is said where the reason is given.
const SUFFERED = ['Q3', 'Q6', 'Q8']

Component({
  properties: { job: Object },
  data: { may: '', asks: false, day: '', days: [], reasons: LEAVES.map(([code, words]) => ({ code, words })), done: '' },
  observers: {
    job(job) {
      if (job) this.setData({ may: job.state === 'hired' ? 'begin' : AT_WORK.includes(job.state) ? 'end' : '' })
    },
  },
  methods: {
    ask() { this.setData({ asks: !this.data.asks, day: '', days: lastDays() }) },
    began: once(async function began(event) {
      await this.say('started', { first_day: event.currentTarget.dataset.day }, '记下了。我们再问一下单位，两边都说了就算数。')
    }),
    ended(event) { this.setData({ day: event.currentTarget.dataset.day }) },
    because: once(async function because(event) {
      const { code: reason } = event.currentTarget.dataset
      const more = SUFFERED.includes(reason) ? '这个事今天就有人管，您也可以打12333。' : '我们接着帮您找。'
      await this.say('left', { last_day: this.data.day, reason }, `记下了。${more}`)
    }),
    async say(what, body, words) {
      try {
        const there = await outbox.say(`/people/${session.person().id}/referrals/${this.data.job.id}/${what}`, body)
        this.setData({ done: there ? words : '先记在手机里了，有网了就送去。', asks: false, day: '' })
      } catch (fault) {
        tell(fault)
      }
    },
  },
})

/** The last days, today first, each as people say it and as it is written. */
function lastDays() {
  const names = ['今天', '昨天', '前天']
  return Array.from({ length: DAYS_BACK }, (_, back) => {
    // Guizhou's calendar, whatever the telephone's own clock is set to.
    const day = new Date(Date.now() + (8 - back * 24) * 3600000).toISOString().slice(0, 10)
    return { day, words: names[back] || said(day) }
  })
}
