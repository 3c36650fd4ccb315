// Everything about oneself: where it stands, whether messages come, which telephones see it, a copy of it, its erasure, and the
// way out.

const api = require('../../service/api')
const session = require('../../service/session')
const { kiosk } = require('../../device/kind')
const { into, tell } = require('../../service/loading')
const { said } = require('../../service/words')

// What a relative was let see of somebody: jobs and messages, and what became of a yes. The record is the person's.
const OTHERS = [
  { url: '/pages/referrals/referrals', words: '说了想去的', more: '单位怎么回的' },
  { url: '/pages/courses/courses', words: '可以学的', more: '学一样，多几样活' },
  { url: '/pages/complaint/complaint', words: '投诉，打12333', more: '哪样不对，跟我们说' },
]
const OWN = [
  { url: '/pages/form/form', words: '我的登记', more: '看、改，还看得到哪个查过' },
  { url: '/pages/referrals/referrals', words: '我说了想去的', more: '单位怎么回的，去了怎么样' },
  { url: '/pages/courses/courses', words: '培训和我的证书', more: '学一样，多几样活' },
  { url: '/pages/complaint/complaint', words: '投诉，打12333', more: '哪样不对，跟我们说' },
]
const FOR_ALL = [{ url: '/pages/link/link', words: '再加一个家里人', more: '请窗口开一个码来扫，他要同意' }]
const FAMILIES = { url: '/pages/families/families', words: '我帮的人家', more: '今天该看哪家' }

Page({
  data: { state: 'loading', fault: '', stale: false, people: [], places: [], own: false, messages: null, links: null, erasing: '', kiosk: kiosk() },

  onShow() { this.load() },

  load() {
    return into(this, async () => {
      if (!(await session.open())) throw { kind: 'stranger' }
      // First who it is: it may be somebody else's telephone since it was looked at last.
      const stale = await session.renew()
      const person = session.person()
      const worker = session.worker()
      if (!person && !worker) throw { kind: 'stranger' }
      const [messages, links, concerns] = await Promise.all(['messages', 'links', 'concerns'].map(ofMine))
      return {
        person: person || worker, people: session.people(), stale, messages, links: links && links.items.map(named),
        erasing: asked(concerns),
        // Whoever looks for somebody has no say in these.
        own: Boolean(person) && person.role !== 'relative',
        places: [...(worker ? [FAMILIES] : []), ...(person ? (session.looksOnly() ? OTHERS : OWN) : []), ...(kiosk() ? [] : FOR_ALL)],
      }
    })
  },

  choose(event) {
    session.choose(event.currentTarget.dataset.id)
    this.load()
  },

  go(event) { wx.navigateTo({ url: event.currentTarget.dataset.url }) },

  async texts() {
    const path = `/people/${this.data.person.id}/texts`
    try {
      const { data } = await api.get(path)
      const now = data.agrees ? '现在是：微信收不到的，发短信。' : '现在是：不发短信。'
      const said = await wx.showModal({
        title: data.agrees ? '不要短信了？' : '要发短信吗？',
        content: `${now}短信发到您登记的手机上，不要钱，拿着手机的人都看得到。`,
        confirmText: data.agrees ? '不要了' : '要', cancelText: '不变',
      })
      if (!said.confirm) return
      await api.post(path, { agrees: !data.agrees })
      wx.showToast({ title: data.agrees ? '不发短信了' : '好，发短信', icon: 'none' })
    } catch (fault) {
      tell(fault)
    }
  },

  /** One tap says it, and the next takes it back. */
  async turn() {
    const wanted = !this.data.messages.wanted
    try {
      await api.post(`/people/${this.data.person.id}/messages`, { wanted })
      this.setData({ messages: { wanted } })
      wx.showToast({ title: wanted ? '好，有新的就告诉您' : '好，不发了', icon: 'none' })
    } catch (fault) {
      tell(fault)
    }
  },

  async end(event) {
    const { person, links } = this.data
    const one = links[event.currentTarget.dataset.at]
    const whose = one.this ? '这台手机' : one.words
    const said = await wx.showModal({
      title: '真的断开吗？', content: `断开了，${whose}就看不到您的岗位和消息了。要再连，您到窗口开个码就行。`,
      confirmText: '断开', cancelText: '不断',
    })
    if (!said.confirm) return
    try {
      await api.post(`/people/${person.id}/links/${one.id}/end`)
      if (one.this) session.partFrom(person.id)
      wx.showToast({ title: '断开了', icon: 'none' })
    } catch (fault) {
      tell(fault)
    }
    this.load()
  },

  async take() {
    try {
      const { data } = await api.get(`/people/${this.data.person.id}/export`)
      await wx.setClipboardData({ data: asText(data) })
      wx.showModal({ title: '拿好了', content: '您的全部资料已经复制。打开和家里人的聊天，长按，粘贴，就存下来了。', showCancel: false, confirmText: '晓得了' })
    } catch (fault) {
      tell(fault)
    }
  },

  async erase() {
    const said = await wx.showModal({ title: '真的删吗？', content: '删了，就不再给您推荐活，也找不回来。服务中心会先打电话给您，再删。', confirmText: '删', cancelText: '不删' })
    if (!said.confirm) return
    try {
      const asked = await api.post(`/people/${this.data.person.id}/erase`)
      const [year, month, day] = asked.evidence_until.split('-').map(Number)
      const until = `${year}年${month}月${day}日`
      wx.showModal({
        title: '收到了',
        content: `服务中心会打电话给您，说好了就删。同意过什么、答复过什么，不带名字留到${until}，有争议好查，到时候自动删。`,
        showCancel: false, confirmText: '晓得了',
      })
      this.load()
    } catch (fault) {
      tell(fault)
    }
  },

  leave() { return this.signOut(false) },
  leaveAll() { return this.signOut(true) },

  async signOut(everywhere) {
    try {
      await session.leave(everywhere)
    } catch (fault) {
      if (everywhere) tell(fault)
    }
    wx.reLaunch({ url: '/pages/home/home' })
  },
})

/** What only oneself may see and change; null for whoever it is not, and where it cannot be had now: the rest goes on. */
async function ofMine(what) {
  const person = session.person()
  if (!person || person.role !== 'self') return null
  try {
    return (await api.get(`/people/${person.id}/${what}`)).data
  } catch (fault) {
    if (!fault.kind) throw fault
    return null
  }
}

/** On which day somebody asked for all of it to be erased, as long as that has not been talked over with them. */
function asked(concerns) {
  const waits = concerns && concerns.items.find((one) => one.kind === 'erasure' && !one.settled)
  return waits ? said(waits.said_at.slice(0, 10)) : ''
}

function named({ id, role, since, this: here }) {
  const words = role === 'self' ? '我的手机' : '家里人的手机'
  return { id, words, this: here, day: `${since.slice(0, 4)}年${said(since.slice(0, 10))}` }
}

/** All that is kept, as lines that a person can read: what, why, and who looked at it. */
function asText({ values, looks }) {
  const held = values.map((one) => `${one.what}：${one.value}（${one.why}）`)
  return [...held, '看过的：', ...looks.map((one) => `${said(one.at)} ${one.who} ${one.what}`)].join('\n')
}
