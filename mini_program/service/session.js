// Who is signed in on this device, and for which member of the family the pages speak.

const api = require('./api')
const drafts = require('./drafts')
const kept = require('./kept')
const outbox = require('./outbox')
const seen = require('./seen')
const login = require('../device/login')

let opening = null
let asked = null

/** Signs in where the device can do so by itself; resolves to the session, or null for somebody not known yet. */
function open() {
  const known = kept.session()
  if (known || kept.hasLeft()) return Promise.resolve(known)
  if (!opening) opening = begin().finally(() => { opening = null })
  return opening
}

async function begin() {
  const proof = await login.byItself()
  if (!proof) return null
  try {
    return await enter(proof)
  } catch (fault) {
    if (fault.code !== 'login_refused') throw fault
  }
  // A code lives five minutes and works once; another one is fetched once, and a second no is said.
  const another = await login.byItself()
  return another ? enter(another) : null
}

/** Signs in with what shows who somebody is. */
async function enter(proof) {
  const told = await api.post('/sign-in', proof)
  kept.keepSession({ ...told, person: firstOf(told.people) })
  forgetOthers()
  return kept.session()
}

/** Ties this WeChat to a person, by the code of the counter, scanned or written in. */
async function link(proof) {
  kept.comeBack()
  await open()
  const told = await api.post('/link', proof)
  know(told)
}

/** Whom the pages speak for: one of the own people, or somebody of a family that is helped. */
function person() {
  const known = kept.session()
  if (!known) return null
  return known.helped || known.people.find((one) => one.id === known.person) || null
}

/** A helper looks at what somebody of a family sees. */
function speakFor(helped) {
  kept.keepSession({ ...kept.session(), helped })
}

/** A message says for whom of the people of this telephone it was; the pages turn to them when they are loaded. */
function turnTo(id) {
  asked = Number(id) || null
}

/** The person whose page is asked for; rejects with a stranger where nobody is known. */
async function mine() {
  if (!(await open())) throw { kind: 'stranger' }
  if (asked) await turn()
  // Somebody may have been linked at the counter since this device signed in.
  if (!person()) await renew()
  if (!person()) throw { kind: 'stranger' }
  return person()
}

/** Somebody who is none of the own people changes nothing: an address can be passed on, and says nothing of anybody. */
async function turn() {
  const id = asked
  asked = null
  const own = () => people().some((one) => one.id === id)
  if (!own()) await renew().catch((fault) => { if (!fault.kind) throw fault })
  if (own()) choose(id)
}

/** For whom this telephone speaks now, as the server knows it; without a line, as it was known last. */
async function renew() {
  const { data, stale } = await api.get('/me', { keep: true })
  if (!stale) know(data)
  return stale
}

function know({ people: found, worker }) {
  const known = kept.session()
  const still = found.some((one) => one.id === known.person)
  kept.keepSession({ ...known, people: found, worker, person: still ? known.person : firstOf(found) })
  forgetOthers(known.people)
}

/**
 * Nothing stays here of anybody for whom this telephone speaks no longer: they were erased, or parted from it. Of families
 * that its owner helps there may be words that still wait to be sent.
 */
function forgetOthers(before = []) {
  const { people: own, worker } = kept.session()
  const is = (id) => (one) => one.id === id
  const gone = (id) => !own.some(is(id)) && (!worker || before.some(is(id)))
  drafts.forget(gone)
  outbox.forget(gone)
  if (own.length === 0 || before.some((one) => gone(one.id))) seen.forget()
}

/** Whether it turns out that this telephone speaks for somebody else now, or for nobody. */
async function hasChanged() {
  const before = person()
  await renew()
  return !before || !person() || person().id !== before.id
}

const firstOf = (found) => (found.length ? found[0].id : null)

/** This telephone speaks for somebody no longer, and nothing of them is left on it. */
function partFrom(id) {
  const { worker } = kept.session()
  know({ people: people().filter((one) => one.id !== id), worker })
}

/** Whether only the person's own word counts, and this telephone is that of a relative who looks for them. */
function looksOnly() {
  const whose = person()
  return Boolean(whose) && whose.role === 'relative'
}

/** The worker who holds this telephone and looks at what others see, or null. */
function worker() {
  return (kept.session() || {}).worker || null
}

function people() {
  const known = kept.session()
  return known ? known.people : []
}

function choose(id) {
  kept.keepSession({ ...kept.session(), person: id, helped: null })
}

/**
 * Signs out here, or on every device; whether or not the server hears of it, nothing is left here. WeChat would know who
 * it is at once, so this device waits until somebody wants to come in again.
 */
async function leave(everywhere) {
  try {
    await api.post('/sign-out', { everywhere })
  } finally {
    kept.forget()
    kept.noteLeft()
  }
}

module.exports = {
  open, enter, link, renew, hasChanged, turnTo, mine, person, people, partFrom, looksOnly, worker, speakFor, choose, leave,
}
