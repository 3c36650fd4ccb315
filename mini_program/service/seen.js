// The answers seen last, for when there is no line: the newest fifty. They are a convenience: where there is no room for one,
// nobody hears of it, and no page fails.

const kept = require('./kept')

const MOST = 50
const NAMES = 'seen'

const keyOf = (name) => `seen:${name}`
const names = () => kept.read(NAMES) || []

function read(name) {
  return kept.read(keyOf(name))
}

function write(name, answer) {
  try {
    // The list comes first, so that there is never an answer that nothing would take away again.
    const all = [...names().filter((one) => one !== name), name]
    all.slice(0, -MOST).forEach(dropOne)
    kept.write(NAMES, all.slice(-MOST))
    kept.write(keyOf(name), answer)
  } catch (fault) {
    // An older answer beside a newer page would be worse than none.
    dropOne(name)
  }
}

/** Nothing of what was seen is left, where somebody's affairs are not this telephone's any more. */
function forget() {
  names().forEach(dropOne)
  kept.drop(NAMES)
}

function drop(name) {
  kept.write(NAMES, names().filter((one) => one !== name))
  dropOne(name)
}

function dropOne(name) {
  kept.drop(keyOf(name))
}

module.exports = { read, write, drop, forget }
