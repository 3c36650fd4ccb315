// What somebody is writing: kept at every letter, until the server has it.

const kept = require('./kept')

const NAME = /^draft:\w+:(\d+)$/

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

/** Nothing that was written about whoever is `gone` is left here. */
function forget(gone) {
  kept.names().filter((name) => NAME.test(name) && gone(Number(NAME.exec(name)[1]))).forEach(kept.drop)
}

module.exports = { read, write, done, forget }
