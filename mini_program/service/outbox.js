// What somebody said while there was no line: kept with its key and sent when the line is back, in the order it was said.

const api = require('./api')
const kept = require('./kept')

const NAME = 'outbox'
let sending = false

/** Sends now, or keeps it for later; resolves to true when the server has it, and rejects when the server says no. */
async function say(path, body) {
  const key = api.newKey()
  if (waiting().length === 0) {
    try {
      await api.post(path, body, key)
      return true
    } catch (fault) {
      if (fault.kind !== 'offline') throw fault
    }
  }
  kept.write(NAME, [...waiting(), { path, body, key }])
  flush()
  return false
}

function waiting() {
  return kept.read(NAME) || []
}

/** Sends what waits, oldest first; what the server refuses is told and dropped, what the line refuses goes on waiting. */
async function flush() {
  if (sending) return
  sending = true
  try {
    while (waiting().length) {
      const [first] = waiting()
      if (!(await reaches(first))) return
      kept.write(NAME, waiting().slice(1))
    }
  } finally {
    sending = false
  }
}

async function reaches({ path, body, key }) {
  try {
    await api.post(path, body, key)
    return true
  } catch (fault) {
    if (fault.kind !== 'refused') return false
    wx.showModal({ title: '先前说的没有办成', content: fault.message, showCancel: false, confirmText: '晓得了' })
    return true
  }
}

/** Tries again whenever the line comes back, and at the start. */
function watch() {
  flush()
  wx.onNetworkStatusChange(({ isConnected }) => { if (isConnected) flush() })
}

module.exports = { say, waiting, flush, watch }
