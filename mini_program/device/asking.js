// How news reaches somebody from this device: WeChat asks and sends; from the kiosk a printed slip goes along instead.

const { kiosk } = require('./kind')

const asks = () => !kiosk()
const prints = () => kiosk()
const print = () => wx.browser.print()

module.exports = { asks, prints, print }
