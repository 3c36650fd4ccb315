// One vacancy at a glance: what, where, how far, when, how much, why this one, and what is still missing.

const { SAID, money, spoken } = require('../../service/words')

Component({
  properties: { card: Object, order: Number, answerable: Boolean },
  data: { words: '', money: '', said: '', way: '' },
  observers: {
    card(card) {
      if (card && card.title) this.setData({ words: spoken(card), money: money(card), said: SAID[card.said] || '', way: card.way || card.distance || '' })
    },
  },
  methods: {
    open() { this.triggerEvent('open', { vacancy: this.data.card.vacancy }) },
    want() { this.triggerEvent('want', { vacancy: this.data.card.vacancy }) },
  },
})
