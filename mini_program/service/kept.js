// What stays on this device while somebody is signed in, under names; and how all of it is forgotten.

const SESSION = 'session'
const OWN = 'own'
const LEFT = 'left'

/** The tokens and the people of whoever is signed in, or null. */
function session() {
  return wx.getStorageSync(SESSION) || null
}

function keepSession(given) {
  wx.setStorageSync(SESSION, given)
}

/** Something of one's own: an answer seen last, a draft. */
function read(name) {
  const all = wx.getStorageSync(OWN) || {}
  return name in all ? all[name] : null
}

function write(name, value) {
  const all = wx.getStorageSync(OWN) || {}
  all[name] = value
  wx.setStorageSync(OWN, all)
}

function drop(name) {
  const all = wx.getStorageSync(OWN) || {}
  delete all[name]
  wx.setStorageSync(OWN, all)
}

/** The tokens go, what somebody has written stays for when they are back. */
function endSession() {
  wx.removeStorageSync(SESSION)
}

/** Nothing of the last person is left for the next. */
function forget() {
  wx.removeStorageSync(SESSION)
  wx.removeStorageSync(OWN)
}

/** Whoever has signed out stays out until somebody wants to come in again. */
function noteLeft() {
  wx.setStorageSync(LEFT, true)
}

function hasLeft() {
  return Boolean(wx.getStorageSync(LEFT))
}

function comeBack() {
  wx.removeStorageSync(LEFT)
}

module.exports = { session, keepSession, read, write, drop, endSession, forget, noteLeft, hasLeft, comeBack }
