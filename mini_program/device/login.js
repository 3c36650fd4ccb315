// How somebody says who they are on this device: WeChat knows on a telephone, at the kiosk the counter's code does.

const { kiosk } = require('./kind')

/** What the server needs to sign somebody in without a question; null where a question has to be asked. */
async function byItself() {
  if (kiosk()) return null
  try {
    const { code } = await wx.login()
    return { code }
  } catch (fault) {
    if (await cut()) throw { kind: 'offline', message: '现在没有网。有网了再试一下。' }
    return null
  }
}

/** Whether the line is cut: then somebody is not a stranger, only out of reach. */
function cut() {
  return new Promise((settle) => wx.getNetworkType({ success: ({ networkType }) => settle(networkType === 'none') }))
}

/** What the server needs when somebody has written in the code that the counter gave them: to come in, or to be linked. */
const byCode = (words) => (kiosk() ? { counter_code: words } : { phone_code: words })

module.exports = { byItself, byCode }
