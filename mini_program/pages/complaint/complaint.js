// A complaint, about a vacancy or about us, and the number of the labour authority.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')

const WHAT = 'complaint'
const HOTLINE = '12333'
const KINDS = [
  ['money', '叫我交钱'], ['papers', '押我的证件'], ['wage', '工钱不对'], ['false', '说的和去看的不一样'], ['treatment', '被人欺负'],
  ['service', '你们办得不好'], ['other', '别的'],
]

Page({
  data: { state: 'loading', fault: '', stale: false, draft: {}, kinds: KINDS.map(([code, words]) => ({ code, words })) },

  onLoad({ vacancy }) {
    this.vacancy = vacancy ? Number(vacancy) : null
    this.load()
  },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      return { person, draft: { key: api.newKey(), kind: 'other', words: '', ...drafts.read(WHAT, person.id) } }
    })
  },

  choose(event) { this.keep({ kind: event.detail.value }) },
  write(event) { this.keep({ words: event.detail.value }) },

  keep(change) {
    const draft = { ...this.data.draft, ...change }
    drafts.write(WHAT, this.data.person.id, draft)
    this.setData({ draft })
  },

  async send() {
    const { person, draft: { key, kind, words } } = this.data
    try {
      await api.post(`/people/${person.id}/complaints`, { kind, words, vacancy: this.vacancy }, key)
      drafts.done(WHAT, person.id)
      await wx.showModal({ title: '收到了', content: '服务中心三天内打电话给您。着急的话，打12333。', showCancel: false, confirmText: '晓得了' })
      wx.navigateBack()
    } catch (fault) {
      tell(fault)
    }
  },

  call() { wx.makePhoneCall({ phoneNumber: HOTLINE }) },
})
