// What is held about somebody, to see and to correct. Every letter is kept on this device until the server has it; a cut
// line or a closed app loses nothing.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { laid } = require('./fields')

const WHAT = 'form'

Page({
  data: { state: 'loading', fault: '', stale: false, groups: [], seen: [], unsent: 0, sending: false },

  onLoad() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const [form, seen] = await Promise.all([
        api.get(`/people/${person.id}/form`), api.get(`/people/${person.id}/form/seen`),
      ])
      this.form = form.data
      return { person, seen: seen.data.items, ...this.shown({}, person) }
    })
  },

  write(event) { this.change(event.currentTarget.dataset, event.detail.value) },

  pick(event) {
    const { g, f } = event.currentTarget.dataset
    const chosen = this.data.groups[g].fields[f].choices[Number(event.detail.value)]
    if (chosen) this.change({ g, f }, chosen.code)
  },

  change({ g, f }, value) {
    const { name } = this.data.groups[g].fields[f]
    const { key, changes } = drafts.read(WHAT, this.data.person.id)
    drafts.write(WHAT, this.data.person.id, { key: key || api.newKey(), changes: { ...changes, [name]: value } })
    this.setData(this.shown({}))
  },

  /** The form with what is written over what is held. */
  shown(wrong, person = this.data.person) {
    const { changes = {} } = drafts.read(WHAT, person.id)
    return { groups: laid(this.form.groups, changes, wrong), unsent: Object.keys(changes).length }
  },

  async send() {
    const { person } = this.data
    const draft = drafts.read(WHAT, person.id)
    this.setData({ sending: true })
    try {
      await api.post(`/people/${person.id}/form/corrections`, { changes: draft.changes }, draft.key)
      drafts.done(WHAT, person.id)
      wx.showToast({ title: '交上去了', icon: 'none' })
      this.load()
    } catch (fault) {
      // What is corrected after a refusal is another request, and so gets another key.
      if (fault.kind === 'refused') drafts.write(WHAT, person.id, { ...draft, key: api.newKey() })
      this.setData(this.shown(fault.fields || {}))
      tell(fault)
    } finally {
      this.setData({ sending: false })
    }
  },

  discard() {
    drafts.done(WHAT, this.data.person.id)
    this.setData(this.shown({}))
  },
})
