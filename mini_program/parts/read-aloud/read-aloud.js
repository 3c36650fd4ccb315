// A button that reads a text aloud, or shows it large where there is no voice.

const { readAloud } = require('../../device/voice')

Component({
  properties: { words: String },
  data: { large: false },
  methods: {
    read() { this.setData({ large: !readAloud(this.data.words) }) },
    done() { this.setData({ large: false }) },
  },
})
