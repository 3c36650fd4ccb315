// Which messages somebody may be asked to allow, and the asking: at the tap itself, with nothing sent before it.

const api = require('./api')
const outbox = require('./outbox')
const session = require('./session')
const { asks } = require('../device/asking')

const MOST_AT_ONCE = 3
let ids = {}

/** Loads the ids of the templates, at launch and after a sign-in; without them nobody is asked, and all else goes on. */
async function load() {
  if (!asks()) return
  try {
    if (!(await session.open())) return
    const { data } = await api.get('/templates', { keep: true })
    ids = Object.fromEntries(data.items.map((one) => [one.name, one.id]))
  } catch (fault) {
    ids = {}
  }
}

/** Asks for messages of these kinds. To be called first in a tap. Resolves to whether at least one was allowed. */
async function ask(...templates) {
  const known = templates.filter((one) => ids[one]).slice(0, MOST_AT_ONCE)
  if (!asks() || known.length === 0) return false
  let said
  try {
    said = await wx.requestSubscribeMessage({ tmplIds: known.map((one) => ids[one]) })
  } catch (fault) {
    return false
  }
  const answers = Object.fromEntries(known.map((one) => [one, said[ids[one]]]).filter(([, word]) => word))
  // WeChat knows, but the server sends nothing of which it has not heard that it may.
  outbox.note('/subscriptions', answers)
  return Object.values(answers).includes('accept')
}

/** Somebody taps that they want to be told: what they may have said against messages before holds no longer. */
async function want(person, ...templates) {
  const allowed = await ask(...templates)
  // Only one's own word counts; a helper allows messages to the helper.
  if (allowed && person.role === 'self') outbox.note(`/people/${person.id}/messages`, { wanted: true })
  return allowed
}

module.exports = { load, ask, want }
