// Where each job stands that somebody said yes to, and how it went there.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { said } = require('../../service/words')

const WHAT = 'feedback'

Page({
  data: { state: 'loading', fault: '', stale: false, items: [] },

  onLoad({ person }) { session.turnTo(person) },
  onShow() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const { data, stale } = await api.get(`/people/${person.id}/referrals`, { keep: true })
      const written = drafts.read(WHAT, person.id)
      return { items: data.items.map((one) => ({ ...one, draft: written[one.id] || '', ...meeting(one) })), stale }
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
      await outbox.say(`/people/${id}/feedback`, { referral: one.id, thumb, ...(words ? { words } : {}) })
      drafts.write(WHAT, id, others)
      this.setData({ [`items[${at}].thanked`]: true })
    } catch (fault) {
      tell(fault)
    }
  },

  home() { wx.switchTab({ url: '/pages/home/home' }) },
})

/** Where to be when, and whether it can be said how it went: not before somebody was to be there. */
function meeting({ state, meet_at: at, meet_place: place, meet_whom: whom }) {
  const parts = [said(at), place && `到${place}`, whom && `找${whom}`].filter(Boolean)
  return { meet: at || place ? parts.join('，') : '', asks: state === 'introduced' && !(Date.parse(at) > Date.now()) }
}
