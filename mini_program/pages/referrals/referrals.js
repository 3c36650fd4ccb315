// Where each job stands that somebody said yes to, and how it went there.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const outbox = require('../../service/outbox')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const { said } = require('../../service/words')

const WHAT = 'feedback'
const OVER = ['declined', 'no_answer', 'cancelled', 'rejected', 'left']
const EXPECTED = ['introduced', 'interview']

Page({
  data: { state: 'loading', fault: '', stale: false, items: [], next: null, own: true },

  onLoad({ person }) { session.turnTo(person) },
  onShow() { this.load() },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const { data, stale } = await api.get(`/people/${person.id}/referrals`, { keep: true })
      return { items: this.shown(data.items, person), next: data.next, own: !session.looksOnly(), stale }
    })
  },

  shown(items, person = session.person()) {
    const written = drafts.read(WHAT, person.id)
    return inOrder(items.map((one) => ({ draft: written[one.id] || '', ...one, ...meeting(one) })))
  },

  async more() {
    try {
      const { data } = await api.get(`/people/${session.person().id}/referrals`, { query: { after: this.data.next } })
      this.setData({ items: this.shown([...this.data.items, ...data.items]), next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  write(event) {
    const one = this.data.items[event.currentTarget.dataset.at]
    const { id } = session.person()
    drafts.write(WHAT, id, { ...drafts.read(WHAT, id), [one.id]: event.detail.value })
  },

  say: once(async function say(event) {
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
  }, (event) => event.currentTarget.dataset.at),

  open(event) { wx.navigateTo({ url: `/pages/vacancy/vacancy?id=${event.currentTarget.dataset.vacancy}` }) },
  home() { wx.switchTab({ url: '/pages/home/home' }) },
})

/** Where to be when, and whether it can be said how it went: not before somebody was to be there. */
function meeting({ state, meet_at: at, meet_place: place, meet_whom: whom }) {
  const parts = [said(at), place && `到${place}`, whom && `找${whom}`].filter(Boolean)
  const comes = Date.parse(at) > Date.now()
  const expected = EXPECTED.includes(state)
  return { meet: expected && (at || place) ? parts.join('，') : '', comes: expected && comes, asks: expected && !comes }
}

/** Where somebody is awaited comes first, then what still goes on, then what is over; of one job only how it stands now. */
function inOrder(items) {
  const newest = (one) => items.find((other) => other.vacancy === one.vacancy && !OVER.includes(other.state))
    || items.find((other) => other.vacancy === one.vacancy)
  const rank = ({ comes, asks, state }) => (comes ? 0 : asks ? 1 : OVER.includes(state) ? 3 : 2)
  return items.filter((one) => !OVER.includes(one.state) || newest(one) === one).sort((one, other) => rank(one) - rank(other))
}
