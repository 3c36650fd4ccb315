// Whether this device can ask for messages: WeChat can. At the kiosk somebody takes the printed slip along instead.

const { kiosk } = require('./kind')

const asks = () => !kiosk()

module.exports = { asks }
