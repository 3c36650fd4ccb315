// Reading aloud: a browser with a Chinese voice speaks. WeChat has none of its own: there the words are shown large, for
// whoever sits beside to read them out, and the telephone's own screen reader has them as the label of the card.

/** Speaks where there is a voice; whether it does. */
function readAloud(words) {
  if (!wx.browser || !wx.browser.speaks()) return false
  wx.browser.speak(words)
  return true
}

module.exports = { readAloud }
