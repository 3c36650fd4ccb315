// What somebody is writing: kept at every letter, until the server has it.

const kept = require('./kept')

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

module.exports = { read, write, done }
