// A complaint, about an employer or about us, what became of earlier ones, and the number of the labour authority.

const api = require('../../service/api')
const drafts = require('../../service/drafts')
const session = require('../../service/session')
const { into, tell } = require('../../service/loading')
const { once } = require('../../service/taps')
const words = require('../../service/words')

const WHAT = 'complaint'
const HOTLINE = '12333'
const MOST = 480
const NEARLY = 400
const STANDS = { sent: '交上去了，主管还没有看到。', seen: '主管看到了，还没有回话。', settled: '办好了。' }
const KINDS = [['employer', '招工的单位'], ['centre', '服务中心'], ['other', '别的']]

Page({
  data: { state: 'loading', fault: '', draft: {}, said: [], hidden: false, blank: true, room: '', kinds: KINDS.map(([code, label]) => ({ code, words: label })) },

  onLoad({ vacancy }) {
    this.vacancy = vacancy || ''
    this.load()
  },

  load() {
    return into(this, async () => {
      const person = await session.mine()
      const earlier = await api.get(`/people/${person.id}/concerns`).catch(whoMayNotLook)
      const said = earlier.data.items.filter((one) => one.kind === 'complaint').map(stood)
      const draft = { about: this.vacancy ? 'employer' : 'other', words: '', ...drafts.read(WHAT, person.id) }
      return { person, said, hidden: Boolean(earlier.hidden), draft, ...written(draft) }
    })
  },

  choose(event) { this.keep({ about: event.detail.value }) },
  write(event) { this.keep({ words: event.detail.value }) },

  keep(change) {
    // What was written anew is another request, and so gets another key.
    const draft = { ...this.data.draft, ...change, key: api.newKey() }
    drafts.write(WHAT, this.data.person.id, draft)
    this.setData({ draft, ...written(draft) })
  },

  send: once(async function send() {
    const { person, draft } = this.data
    const about = this.vacancy ? `（岗位${this.vacancy}）` : ''
    try {
      await api.post(`/people/${person.id}/complaints`, { about: draft.about, words: about + draft.words.trim() }, draft.key)
      drafts.done(WHAT, person.id)
      await wx.showModal({ title: '收到了', content: '主管看了会回您的话。着急的话，打12333。', showCancel: false, confirmText: '晓得了' })
      wx.navigateBack()
    } catch (fault) {
      tell(fault)
    }
  }),

  call() { wx.makePhoneCall({ phoneNumber: HOTLINE }) },
})

/** How an earlier one stands; no more is said than is known. */
function stood(one) {
  const stands = STANDS[one.state] || (one.settled ? STANDS.settled : '交上去了，主管还没有回话。')
  return { ...one, day: words.said(one.said_at), stands }
}

/** Whether anything was said yet, and how much room is left, once it gets little. */
function written({ words: said }) {
  const left = MOST - said.length
  const room = left > 0 ? `还写得下${left}个字。` : '写满了。还有要说的，先交这一回，再写一回。'
  return { blank: !said.trim(), room: said.length < NEARLY ? '' : room }
}

/** Whoever looks for somebody may complain for them, but what the person said before is the person's. */
function whoMayNotLook(fault) {
  if (fault.status !== 403) throw fault
  return { data: { items: [] }, hidden: true }
}
