// How a page comes to what it shows: it says that it loads, and then what came, or why nothing did.

const kept = require('./kept')
const session = require('./session')

/** Runs `load` for a page; what it resolves to becomes the page's data. A page shown once stays while it is renewed. */
async function into(page, load) {
  const known = kept.session()
  if (page.data.state !== 'ready') page.setData({ state: 'loading' })
  try {
    page.setData({ stale: false, ...(await load()), state: 'ready' })
  } catch (fault) {
    if (!fault.kind) throw fault
    // A sign-in that ended while nobody looked is begun anew without a question, where this device can do so by itself.
    if (fault.kind === 'stranger' && known && !kept.session()) return into(page, load)
    if (await isNobodys(fault)) return into(page, load)
    page.setData({ stale: false, state: fault.kind, fault: fault.message || '' })
  }
  return undefined
}

/** Whether it was refused because this telephone does not speak for the person any more: then the page is another one's. */
async function isNobodys(fault) {
  if (fault.code !== 'not_yours') return false
  try {
    return await session.hasChanged()
  } catch (other) {
    if (!other.kind) throw other
    return false
  }
}

/** Says why something did not work. */
function tell(fault) {
  if (!fault.kind) throw fault
  wx.showModal({ title: '这回没办成', content: fault.message, showCancel: false, confirmText: '晓得了' })
}

module.exports = { into, tell }
