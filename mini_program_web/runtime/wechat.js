// What only WeChat can do, as far as a browser can stand in for it: who somebody is and which messages they allow. The
// codes come from the WeChat simulator that the page names; where it names none, every call fails as without WeChat.

import { askForMessages, showModal } from './dialogs.js'

const GESTURE_LASTS = 1000
const MOST_TEMPLATES = 3
let tappedAt = -Infinity
let names = {}

/** A tap opens the one moment in which a mini-program may ask for messages. */
export function tapped() {
  tappedAt = performance.now()
}

/** Whatever goes out to the network ends that moment, as it does on an iPhone. */
export function spent() {
  tappedAt = -Infinity
}

export function login() {
  spent()
  return simulator('_login').then((told) => ({ code: told.code, errMsg: 'login:ok' }))
    .catch(() => { throw { errMsg: 'login:fail no WeChat here' } })
}

export async function requestSubscribeMessage({ tmplIds }) {
  if (performance.now() - tappedAt > GESTURE_LASTS) {
    throw { errCode: 20012, errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' }
  }
  if (!tmplIds || tmplIds.length === 0 || tmplIds.length > MOST_TEMPLATES) {
    throw { errCode: 20003, errMsg: 'requestSubscribeMessage:fail one to three templates a call' }
  }
  // WeChat shows what its templates are called, and knows it without a line too.
  await learnNames()
  const shown = new Set(tmplIds.map((id) => names[id] || '一种消息'))
  const said = (await askForMessages([...shown])) ? 'accept' : 'reject'
  const answers = Object.fromEntries(tmplIds.map((id) => [id, said]))
  await simulator('_accept', { answers })
  return { errMsg: 'requestSubscribeMessage:ok', ...answers }
}

/** What the templates are called, as long as it can be asked. */
export async function learnNames() {
  names = await simulator('_templates').catch(() => names)
}

/** A browser has no camera for us: the words under the QR code are written in. */
export async function scanCode() {
  const said = await showModal({ title: '写二维码下面的那串字', editable: true, confirmText: '写好了' })
  if (!said.confirm || !said.content) throw { errMsg: 'scanCode:fail cancel' }
  return { errMsg: 'scanCode:ok', result: said.content.replace(/\s/g, '') }
}

export async function makePhoneCall({ phoneNumber }) {
  await showModal({ title: '打这个电话', content: phoneNumber, showCancel: false, confirmText: '晓得了' })
  return { errMsg: 'makePhoneCall:ok' }
}

async function simulator(path, body) {
  const root = document.documentElement.dataset.simulator
  if (!root) throw new Error('no simulator')
  const who = new URLSearchParams(location.search).get('who') || 'phone-1'
  const answer = await fetch(`${root}/${path}?who=${encodeURIComponent(who)}`, {
    method: body ? 'POST' : 'GET',
    // Said as plain text, so that another origin is asked without a question beforehand.
    body: body ? JSON.stringify({ who, ...body }) : undefined,
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.json()
}
