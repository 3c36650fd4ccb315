// For those who help families: each family in the own hands, who of it looks for work, and what waits for them.

const api = require('../../service/api')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')

Page({
  data: { state: 'loading', fault: '', items: [], next: null },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      if (!(await session.open())) throw { kind: 'stranger' }
      // Other families' affairs are not kept on a telephone.
      const { data } = await api.get('/helper/households')
      return { items: data.items.map(counted), next: data.next }
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

  /** The pages speak for this person until another is chosen. */
  see(event) {
    const { id, name } = event.currentTarget.dataset
    session.speakFor({ id, name })
    wx.switchTab({ url: '/pages/home/home' })
  },
})

const counted = (family) => ({ ...family, seekers: family.members.filter((one) => one.asks_for_work).length })
