// A button that reads a text aloud.

const { readAloud } = require('../../device/voice')

Component({
  properties: { words: String },
  methods: { read() { readAloud(this.data.words) } },
})
