// Every word to the server and back: the token, one renewal when it has run out, a key that makes a repeated POST harmless,
// and what was seen last for when there is no line.

const kept = require('./kept')
const seen = require('./seen')
const { server } = require('../settings')

const PATIENCE = 20000
const NO_LINE = { kind: 'offline', message: '现在没有网。您写的都还在，有网了再试。' }
const BROKEN = { kind: 'broken', message: '系统这会儿有点忙，过一下再试。不是您的问题。' }
const PASSING = [NO_LINE.kind, BROKEN.kind]
let renewing = null

/**
 * The answer to a GET: `{ data, stale }`. With `keep` it is remembered, not sent again while it is unchanged, and shown
 * again when there is no line; what is private stays unremembered, and so does whatever a helper looks at for a family.
 */
async function get(path, { query = {}, keep = false } = {}) {
  const keeps = keep && !(kept.session() || {}).helped
  const name = `${path}?${JSON.stringify(query)}`
  const last = keeps ? seen.read(name) : null
  try {
    const answer = await send('GET', path, query, last && last.etag ? { 'If-None-Match': last.etag } : {})
    if (answer.statusCode === 304 && last) return { data: last.data, stale: false }
    if (keeps) seen.write(name, { etag: headerOf(answer, 'etag'), data: answer.data })
    return { data: answer.data, stale: false }
  } catch (fault) {
    if (last && fault.kind === 'refused') seen.drop(name)
    // Only what a better moment would show again is shown from before; a telephone that is nobody's shows nothing.
    if (last && PASSING.includes(fault.kind)) return { data: last.data, stale: true }
    throw fault
  }
}

/** The answer to a POST. The same `key` twice is done once. */
async function post(path, body = {}, key = newKey()) {
  const answer = await send('POST', path, body, { 'Idempotency-Key': key })
  return answer.data
}

function newKey() {
  const part = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${part()}-${part()}`
}

async function send(method, path, data, header) {
  const before = kept.session()
  let answer = await ask(method, path, data, header)
  if (answer.statusCode === 401 && before && (await renew(before))) answer = await ask(method, path, data, header)
  if (answer.statusCode < 400) return answer
  const told = (answer.data && answer.data.error) || {}
  const fault = { status: answer.statusCode, code: told.code, message: told.message || BROKEN.message }
  if (passes(answer)) throw { ...fault, kind: BROKEN.kind }
  throw { ...fault, kind: answer.statusCode === 401 ? 'stranger' : 'refused', fields: told.fields }
}

/** Whether the very same may be answered otherwise in a moment: the server stumbles, is asked too often, or is still at it. */
function passes({ statusCode, data }) {
  return statusCode >= 500 || statusCode === 429 || Boolean(data && data.error && data.error.code === 'asked_at_once')
}

function ask(method, path, data, header) {
  const { token } = kept.session() || {}
  // The pages are Chinese whatever the telephone's own language is, and so is what the server says on them.
  const headers = { ...header, 'Accept-Language': 'zh-CN', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
  return new Promise((settle, fail) => wx.request({
    url: `${server}/api${path}`, method, data, header: headers, timeout: PATIENCE, success: settle, fail: () => fail(NO_LINE),
  }))
}

/** One renewal at a time, whoever asks; true when there is a token that is good again. */
function renew(before) {
  const now = kept.session()
  if (now && now.token !== before.token) return Promise.resolve(true)
  if (!renewing) renewing = renewed().finally(() => { renewing = null })
  return renewing
}

async function renewed() {
  // What renews is good once. Where the answer was lost, the same key brings that very answer; another would be a theft.
  const { refresh, renewal = newKey() } = kept.session() || {}
  if (!refresh) return false
  kept.keepSession({ ...kept.session(), renewal })
  const answer = await ask('POST', '/refresh', { refresh }, { 'Idempotency-Key': renewal })
  if (passes(answer)) throw BROKEN
  const known = kept.session()
  if (!known) return false // signed out meanwhile
  if (answer.statusCode >= 400) {
    kept.endSession()
    seen.forget()
    return false
  }
  kept.keepSession({ ...known, ...answer.data, renewal: undefined })
  return true
}

function headerOf(answer, name) {
  const found = Object.keys(answer.header || {}).find((one) => one.toLowerCase() === name)
  return found ? answer.header[found] : ''
}

module.exports = { get, post, newKey }
