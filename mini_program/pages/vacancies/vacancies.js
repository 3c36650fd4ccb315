// All open vacancies, for anybody: what is looked for, and five large filters.

const api = require('../../service/api')
const { into, tell } = require('../../service/loading')

const FILTERS = [
  ['walkable', '走路能到'], ['dormitory', '包住'], ['day_shift', '白班'], ['no_certificate', '不要证'], ['over_fifty', '50岁以上'],
]

Page({
  data: {
    state: 'loading', fault: '', stale: false, q: '', cards: [], next: null, names: [], at: -1, filters: FILTERS.map(([name, words]) => ({ name, words, on: false })),
  },

  onLoad() { this.load() },

  load() {
    return into(this, async () => {
      try {
        const { data, stale } = await api.get('/vacancies', { query: this.query(), keep: !this.narrowed() })
        return { cards: data.items, next: data.next, stale }
      } catch (fault) {
        if (fault.code !== 'site_needed') throw fault
        return this.askWhereFrom()
      }
    })
  },

  /** Nobody is known here, so a walk has no beginning yet: somebody chooses it. */
  async askWhereFrom() {
    const { data } = await api.get('/sites', { keep: true })
    this.sites = data.items
    return { cards: [], next: null, names: data.items.map((one) => one.name) }
  },

  begin(event) {
    this.setData({ at: Number(event.detail.value) })
    this.load()
  },

  async more() {
    try {
      const { data } = await api.get('/vacancies', { query: { ...this.query(), after: this.data.next } })
      this.setData({ cards: [...this.data.cards, ...data.items], next: data.next })
    } catch (fault) {
      tell(fault)
    }
  },

  query() {
    const chosen = this.data.filters.filter((one) => one.on).map((one) => [one.name, 'true'])
    const words = this.data.q.trim()
    const from = this.data.at >= 0 ? [['site', this.sites[this.data.at].code]] : []
    return Object.fromEntries([...chosen, ...from, ...(words ? [['q', words]] : [])])
  },

  narrowed() { return Object.keys(this.query()).length > 0 },
  write(event) { this.setData({ q: event.detail.value }) },

  toggle(event) {
    const at = event.currentTarget.dataset.at
    this.setData({ [`filters[${at}].on`]: !this.data.filters[at].on })
    this.load()
  },

  clear() {
    this.setData({ q: '', filters: this.data.filters.map((one) => ({ ...one, on: false })) })
    this.load()
  },

  open(event) { wx.navigateTo({ url: `/pages/vacancy/vacancy?id=${event.detail.vacancy}` }) },
  onShareAppMessage() { return { title: '附近在招工，来看看', path: '/pages/vacancies/vacancies' } },
})
