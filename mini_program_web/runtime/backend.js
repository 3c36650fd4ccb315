// Where the component framework draws: the browser's document, with our elements for WeChat's, and without style sheets
// of its own, which the content policy would refuse.

import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { element } from './elements.js'
import { tapped } from './wechat.js'

export function backend() {
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = {
    createElement: element,
    createTextNode: (words) => document.createTextNode(words),
    createDocumentFragment: () => document.createDocumentFragment(),
  }
  context.onEvent((target, type, detail, options) => {
    if (type === 'tap') tapped()
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  return context
}
