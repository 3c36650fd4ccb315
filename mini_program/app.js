// Starts the mini-program: what has to be there before the first tap, and what waits for the line.

const messages = require('./service/messages')
const outbox = require('./service/outbox')
const quiet = require('./device/quiet')

App({
  onLaunch() {
    // Which kinds of messages there are must be known before somebody taps: after a tap there is no time to ask.
    messages.load()
    outbox.watch()
    quiet.watch()
  },
})
