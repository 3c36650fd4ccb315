// What somebody said while there was no line: kept with its key and sent when the line is back, in the order it was said.

const api = require('./api')
const kept = require('./kept')

const NAME = 'outbox'
const AGAIN_AFTER = 30000
let sending = null
let again = null
const hearing = new Set()

/** Sends now, or keeps it for later; resolves to true when the server has it, and rejects when the server says no. */
async function say(path, body) {
  const one = { path, body, key: api.newKey() }
  // What was said before goes first; mostly nothing waits.
  await flush()
  if (waiting().length === 0) {
    try {
      await api.post(path, body, one.key)
      return true
    } catch (fault) {
      if (fault.kind !== 'offline') throw fault
    }
  }
  keep(one)
  flush()
  return false
}

/** Notes what nobody waits for an answer to: kept first, so that a closed app does not lose it, and sent without a word. */
function note(path, body) {
  keep({ path, body, key: api.newKey(), quiet: true })
  flush()
}

/** Whether something waits that somebody said; what was only noted is no concern of theirs. */
function waits() {
  return waiting().some((one) => !one.quiet)
}

function waiting() {
  return kept.read(NAME) || []
}

function keep(one) {
  kept.write(NAME, [...waiting(), one])
}

/** What was said for whoever is `gone` is not sent any more, and not kept. */
function forget(gone) {
  const whose = ({ path }) => Number((/^\/people\/(\d+)\//.exec(path) || [])[1])
  const left = waiting().filter((one) => !whose(one) || !gone(whose(one)))
  if (left.length < waiting().length) kept.write(NAME, left)
}

/**
 * Sends what waits, oldest first; what the server refuses is told and dropped, what only goes wrong now goes on waiting.
 * Resolves to whether any of it went out; then those who listen have heard of it.
 */
function flush() {
  if (!sending) sending = sent().finally(() => { sending = null })
  return sending
}

async function sent() {
  clearTimeout(again)
  let some = false
  while (waiting().length) {
    const [first] = waiting()
    if (!(await reaches(first))) {
      // A server that is busy does not say when it no longer is, as the line does.
      again = setTimeout(tryAgain, AGAIN_AFTER)
      break
    }
    kept.write(NAME, waiting().filter((one) => one.key !== first.key))
    some = true
  }
  // Whoever waits hears of it however it came to be sent: the line may be back before anybody said so.
  if (some) tell()
  return some
}

async function reaches({ path, body, key, quiet }) {
  try {
    await api.post(path, body, key)
    return true
  } catch (fault) {
    if (fault.kind !== 'refused') return false
    if (!quiet) wx.showModal({ title: '先前说的没有办成', content: fault.message, showCancel: false, confirmText: '晓得了' })
    return true
  }
}

/** Tries again whenever the line comes back, and at the start. */
function watch() {
  flush()
  wx.onNetworkStatusChange(async ({ isConnected }) => {
    if (!isConnected) return
    // What is just being sent may have set out before the line was back: its end is no answer about the line of now.
    await sending
    tryAgain()
  })
}

async function tryAgain() {
  if (!(await flush())) tell()
}

function tell() {
  hearing.forEach((listener) => listener())
}

/** Calls back when something that waited was sent, or the line was tried again; gives back what ends that. */
function hear(listener) {
  hearing.add(listener)
  return () => hearing.delete(listener)
}

module.exports = { say, note, waits, forget, hear, flush, watch }
