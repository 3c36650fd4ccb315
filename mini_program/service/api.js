// Every word to the server and back: the token, one renewal when it has run out, a key that makes a repeated POST harmless,
// and what was seen last for when there is no line.

const kept = require('./kept')
const { server } = require('../settings')

const PATIENCE = 20000
const NO_LINE = { kind: 'offline', message: '现在没有网。您写的都还在，有网了再试。' }
const BROKEN = { kind: 'broken', message: '系统这会儿有点忙，过一下再试。不是您的问题。' }
let renewing = null

/**
 * The answer to a GET: `{ data, stale }`. With `keep` it is remembered, not sent again while it is unchanged, and shown
 * again when there is no line; what is private stays unremembered.
 */
async function get(path, { query = {}, keep = false } = {}) {
  const name = `seen:${path}?${JSON.stringify(query)}`
  const seen = keep ? kept.read(name) : null
  try {
    const answer = await send('GET', path, query, seen && seen.etag ? { 'If-None-Match': seen.etag } : {})
    if (answer.statusCode === 304 && seen) return { data: seen.data, stale: false }
    if (keep) kept.write(name, { etag: headerOf(answer, 'etag'), data: answer.data })
    return { data: answer.data, stale: false }
  } catch (fault) {
    if (seen && fault.kind !== 'refused') return { data: seen.data, stale: true }
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
  if (answer.statusCode >= 500) throw { ...BROKEN, code: told.code, message: told.message || BROKEN.message }
  const kind = answer.statusCode === 401 ? 'stranger' : 'refused'
  throw { kind, status: answer.statusCode, code: told.code, message: told.message || BROKEN.message, fields: told.fields }
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
  if (!renewing) renewing = renewed(before).finally(() => { renewing = null })
  return renewing
}

async function renewed(before) {
  const answer = await ask('POST', '/refresh', { refresh: before.refresh }, { 'Idempotency-Key': newKey() })
  if (answer.statusCode >= 500) throw BROKEN
  if (answer.statusCode >= 400) {
    kept.endSession()
    return false
  }
  kept.keepSession({ ...before, ...answer.data })
  return true
}

function headerOf(answer, name) {
  const found = Object.keys(answer.header || {}).find((one) => one.toLowerCase() === name)
  return found ? answer.header[found] : ''
}

module.exports = { get, post, newKey }
