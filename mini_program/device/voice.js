// Reading aloud: a browser with a Chinese voice speaks. WeChat has none of its own: there the words are shown large, for
// whoever sits beside to read them out, and the telephone's own screen reader has them as the label of the card.

function readAloud(words) {
  if (wx.browser && wx.browser.speaks()) {
    wx.browser.speak(words)
    return
  }
  wx.showModal({ title: '请旁边的人念一下', content: words, showCancel: false, confirmText: '念完了' })
}

module.exports = { readAloud }
