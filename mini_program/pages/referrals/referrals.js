// Where each job stands that somebody said yes to, and how it went there.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')

const WHAT = 'feedback'

Page({
  data: { state: 'loading', fault: '', stale: false, items: [] },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const { data, stale } = await api.get(`/people/${person.id}/referrals`, { keep: true })
      const written = drafts.read(WHAT, person.id)
      return { items: data.items.map((one) => ({ ...one, draft: written[one.id] || '' })), stale }
    })
  },

  write(event) {
    const one = this.data.items[event.currentTarget.dataset.at]
    const { id } = session.person()
    drafts.write(WHAT, id, { ...drafts.read(WHAT, id), [one.id]: event.detail.value })
  },

  async say(event) {
    const { at, thumb } = event.currentTarget.dataset
    const { id } = session.person()
    const one = this.data.items[at]
    const { [one.id]: words = '', ...others } = drafts.read(WHAT, id)
    try {
      await outbox.say(`/people/${id}/feedback`, { referral: one.id, thumb, words })
      drafts.write(WHAT, id, others)
      this.setData({ [`items[${at}].thanked`]: true })
    } catch (fault) {
      tell(fault)
    }
  },

  home() { wx.switchTab({ url: '/pages/home/home' }) },
})
