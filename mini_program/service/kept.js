// What stays on this device while somebody is signed in, under names; and how all of it is forgotten. Each name has a key of
// its own: WeChat takes 1 MB a key, and what grows must never stand in the way of what somebody writes.

const SESSION = 'session'
const OWN = 'own:'
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
  const { value = null } = wx.getStorageSync(OWN + name) || {}
  return value
}

function write(name, value) {
  wx.setStorageSync(OWN + name, { value })
}

function drop(name) {
  wx.removeStorageSync(OWN + name)
}

/** The names under which something of one's own lies here. */
function names() {
  return wx.getStorageInfoSync().keys.filter((key) => key.startsWith(OWN)).map((key) => key.slice(OWN.length))
}

/** The tokens go, what somebody has written stays for when they are back. */
function endSession() {
  wx.removeStorageSync(SESSION)
}

/** Nothing of the last person is left for the next. */
function forget() {
  wx.clearStorageSync()
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

module.exports = { session, keepSession, read, write, drop, names, endSession, forget, noteLeft, hasLeft, comeBack }
