// A kiosk is shared: who walks away leaves nothing. After fifty quiet seconds it asks, after sixty it begins anew.

const session = require('../service/session')
const { kiosk } = require('./kind')

const ASKS_AFTER = 50
const ENDS_AFTER = 60

function watch() {
  if (!kiosk()) return
  let asked = false
  let ended = false
  wx.browser.onQuiet((seconds) => {
    if (seconds < ASKS_AFTER) {
      if (asked) wx.hideToast()
      asked = ended = false
    } else if (seconds >= ENDS_AFTER && !ended) {
      ended = true
      startOver()
    } else if (!asked) {
      asked = true
      wx.showToast({ title: '还在看吗？不点一下，10秒后就回到开头', icon: 'none', duration: (ENDS_AFTER - ASKS_AFTER) * 1000 })
    }
  })
}

/** Signs whoever was here out and begins anew; a page that is loaded again remembers nothing and waits for nothing. */
function startOver() {
  signOut()
  wx.browser.restart()
}

/** Whether this is a kiosk of which somebody has said at which centre it stands. */
const takesNumbers = () => kiosk() && Boolean(wx.browser.site)

/** Signs whoever was here out as well: the page with the numbers belongs to the hall. */
function takeNumber() {
  signOut()
  wx.browser.takeNumber()
}

function signOut() {
  wx.browser.hush()
  if (session.person()) session.leave(false).catch(() => {})
}

module.exports = { watch, startOver, takesNumbers, takeNumber }
