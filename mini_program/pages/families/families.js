// For those who help families: what is to be done today, then each family in the own hands and who of it looks for work.

const api = require('../../service/api')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')

Page({
  data: { state: 'loading', fault: '', items: [], next: null, due: [], later: null },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      if (!(await session.open())) throw { kind: 'stranger' }
      // Other families' affairs are not kept on a telephone.
      const [{ data: due }, { data }] = await Promise.all([api.get('/helper/due').catch(noneOfMine), api.get('/helper/households')])
      return { due: due.items.map(keyed), later: due.next, items: data.items.map(counted), next: data.next }
    })
  },

  async more() {
    try {
      const { data } = await api.get('/helper/households', { query: { after: this.data.next } })
      this.setData({ items: [...this.data.items, ...data.items.map(counted)], next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  async moreDue() {
    try {
      const { data } = await api.get('/helper/due', { query: { after: this.data.later } })
      this.setData({ due: [...this.data.due, ...data.items.map(keyed)], later: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  ring(event) { wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone }) },

  /** The pages speak for this person until another is chosen. */
  see(event) {
    const { id, name } = event.currentTarget.dataset
    session.speakFor({ id, name })
    wx.switchTab({ url: '/pages/home/home' })
  },
})

// One person may be due for several things.
const keyed = (one) => ({ ...one, key: `${one.kind} ${one.person} ${one.title} ${one.text}` })
const counted = (family) => ({ ...family, seekers: family.members.filter((one) => one.asks_for_work).length })

/** Whoever runs the server sees the families and has nothing to do for them; any other fault is told. */
function noneOfMine(fault) {
  if (fault.status !== 403) throw fault
  return { data: { items: [], next: null } }
}
