// What somebody is writing: kept at every letter, until the server has it.

const kept = require('./kept')

const KINDS = ['form', 'complaint', 'feedback']

const nameOf = (what, person) => `draft:${what}:${person}`

function read(what, person) {
  return kept.read(nameOf(what, person)) || {}
}

function write(what, person, draft) {
  kept.write(nameOf(what, person), draft)
}

function done(what, person) {
  kept.drop(nameOf(what, person))
}

/** Nothing that was written about this person is left here. */
function forget(person) {
  KINDS.forEach((what) => done(what, person))
}

module.exports = { read, write, done, forget }
