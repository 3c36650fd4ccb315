// A finger that slips taps twice. What is still being done is not done once more.

/** A handler that hears no second tap on the same thing (`which` names it) before the first is done. */
function once(run, which = () => '') {
  const working = new WeakMap()
  return async function tapped(event) {
    const here = working.get(this) || new Set()
    const thing = which(event)
    if (here.has(thing)) return
    working.set(this, here.add(thing))
    try {
      await run.call(this, event)
    } finally {
      here.delete(thing)
    }
  }
}

module.exports = { once }
