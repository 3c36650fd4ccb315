// Which device this is. Everything that the kiosk does otherwise than a telephone stands in this folder.

const kiosk = () => Boolean(wx.browser && wx.browser.kiosk)

module.exports = { kiosk }
