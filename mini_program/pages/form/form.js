// What is held about somebody, to see and to have corrected. Every letter is kept on this device until the server has it;
// a cut line or a closed app loses nothing.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const session = require('../../service/session')
const { kiosk } = require('../../device/kind')
const { into, tell } = require('../../service/loading')
const { said } = require('../../service/words')

const WHAT = 'form'
// What follows from something else, or was noted down as it happened: to write another word there would change nothing.
const FIXED = new Set([
  'updated_at', 'registered_at', 'erased_at', 'noted_at', 'asked_on', 'source', 'number', 'office_number', 'office_code',
  'purpose', 'given', 'given_on', 'witness', 'withdrawn_on', 'scope', 'capacity_on', 'capacity_by', 'original_seen_by',
  'original_seen_on', 'wechat_bound', 'phone_unreached_since', 'closed_on',
])

Page({
  data: {
    state: 'loading', fault: '', sections: [], seen: [], hidden: false, can_work: '', unsent: 0, sending: false, kiosk: kiosk(),
  },

  onLoad({ person }) {
    this.opened = ''
    this.unfolded = new Set([0])
    session.turnTo(person)
    this.load()
  },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const [form, seen] = await Promise.all([
        api.get(`/people/${person.id}/form`), api.get(`/people/${person.id}/form/seen`),
      ])
      this.sections = form.data.sections
      return {
        person, hidden: form.data.hidden, can_work: form.data.can_work,
        seen: byDay(seen.data.items), ...this.shown({}, person),
      }
    })
  },

  fold(event) {
    const { section } = event.currentTarget.dataset
    if (!this.unfolded.delete(section)) this.unfolded.add(section)
    this.setData(this.shown({}))
  },

  open(event) {
    this.opened = event.currentTarget.dataset.at
    this.setData(this.shown({}))
  },

  write(event) {
    const { field } = event.currentTarget.dataset
    const words = event.detail.value
    const written = this.written()
    // What was written anew is another request, and so gets another key.
    if (words) written[field] = { words, key: api.newKey() }
    else delete written[field]
    drafts.write(WHAT, this.data.person.id, written)
    this.setData(this.shown({}))
  },

  written(person = this.data.person) { return drafts.read(WHAT, person.id) },

  /** The entries with what is written beside them; the same field of two rows is one question to the counter. */
  shown(wrong, person = this.data.person) {
    const written = this.written(person)
    const seen = new Set()
    const entry = (one, at) => {
      const words = written[one.field] && !seen.has(one.field) ? written[one.field].words : ''
      seen.add(one.field)
      const opened = at === this.opened || Boolean(words)
      return { ...one, at, words, opened, fixed: FIXED.has(one.field), wrong: wrong[one.field] || '' }
    }
    const sections = this.sections.map((section, s) => {
      const entries = section.entries.map((one, e) => entry(one, `${s}-${e}`))
      // Whatever is not done with lies open.
      const open = this.unfolded.has(s) || entries.some((one) => one.words || one.waits)
      return { title: section.title, count: entries.length, open, entries: open ? entries : [] }
    })
    return { sections, unsent: Object.keys(written).length }
  },

  /** Sends one after the other; what has arrived is no longer written here, what has not stays. */
  async send() {
    const { person } = this.data
    this.setData({ sending: true })
    try {
      for (const [field, { words, key }] of Object.entries(this.written())) {
        await this.sendOne(person, field, words, key)
      }
      this.opened = ''
      wx.showToast({ title: '交上去了，窗口看了就改', icon: 'none' })
      await this.load()
    } catch (fault) {
      this.setData(this.shown(fault.field ? { [fault.field]: fault.message } : {}))
      tell(fault)
    } finally {
      this.setData({ sending: false })
    }
  },

  async sendOne(person, field, words, key) {
    try {
      await api.post(`/people/${person.id}/form/corrections`, { field, words }, key)
    } catch (fault) {
      throw { ...fault, field: fault.kind === 'refused' ? field : '' }
    }
    const { [field]: sent, ...others } = this.written()
    drafts.write(WHAT, person.id, others)
  },

  discard() {
    drafts.done(WHAT, this.data.person.id)
    this.opened = ''
    this.setData(this.shown({}))
  },
})

/** Who looked, one line for a day and a person: every tap is noted, and all of them would hide whoever else looked. */
function byDay(looks) {
  const lines = new Map()
  looks.forEach((one) => {
    const day = said(one.at.slice(0, 10))
    const key = `${day} ${one.who}`
    const line = lines.get(key) || { key, day, who: one.who, what: new Set() }
    line.what.add(one.what)
    lines.set(key, line)
  })
  return [...lines.values()].map((one) => ({ ...one, what: [...one.what].join('、') }))
}
