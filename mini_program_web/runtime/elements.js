// The elements that a template names (view, button, input …) as elements of the browser: what they are to a screen reader
// and a keyboard, and how the browser's own fields inside them speak to the template.

import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { tapped } from './wechat.js'

/** An event whose own keys the template reads as `event.detail`. */
class Told extends Event {
  constructor(type, detail) {
    super(type, { bubbles: true })
    Object.assign(this, detail)
  }
}

class Plain extends HTMLElement {
  setAttribute(name, value) {
    super.setAttribute(name === 'aria-role' ? 'role' : name, value)
  }

  get disabled() {
    return this.hasAttribute('disabled')
  }

  /** A tap that came from the keyboard or from a screen reader, as one from a finger. */
  tap() {
    if (this.disabled) return
    tapped()
    glassEasel.triggerEvent(this.__wxElement, 'tap', {}, { bubbles: true, composed: true })
  }

  connectedCallback() {
    if (this.ready) return
    this.ready = true
    this.settle()
  }

  settle() {}
}

class View extends Plain {
  // In WeChat whatever is tapped is reached by TalkBack and VoiceOver when it has a role; here by the Tab key too.
  settle() {
    if (this.getAttribute('role') === 'dialog') this.giveBack = holdKeys(this)
    if (!['button', 'link', 'tab', 'checkbox', 'radio'].includes(this.getAttribute('role'))) return
    if (!this.hasAttribute('tabindex')) super.setAttribute('tabindex', '0')
    listenToKeys(this)
  }

  disconnectedCallback() {
    if (this.giveBack) this.giveBack()
  }
}

class Button extends Plain {
  setAttribute(name, value) {
    super.setAttribute(name, value)
    if (name === 'disabled') super.setAttribute('aria-disabled', 'true')
  }

  removeAttribute(name) {
    super.removeAttribute(name)
    if (name === 'disabled') super.removeAttribute('aria-disabled')
  }

  settle() {
    if (!this.hasAttribute('role')) super.setAttribute('role', 'button')
    super.setAttribute('tabindex', '0')
    listenToKeys(this)
  }
}

class Image extends Plain {
  setAttribute(name, value) {
    if (name === 'src') this.style.setProperty('--picture', `url("${new URL(String(value).replace(/^\//, ''), document.baseURI)}")`)
    else super.setAttribute(name, value)
  }

  settle() {
    if (!this.hasAttribute('aria-label')) super.setAttribute('aria-hidden', 'true')
    else super.setAttribute('role', 'img')
  }
}

class Field extends Plain {
  constructor() {
    super()
    this.inner = document.createElement(this.constructor.inside)
    this.inner.addEventListener('input', (event) => {
      event.stopPropagation()
      this.dispatchEvent(new Told('input', { value: this.inner.value }))
    })
    this.inner.addEventListener('change', (event) => event.stopPropagation())
    for (const [type, told] of [['blur', 'blur'], ['focus', 'focus']]) {
      this.inner.addEventListener(type, () => this.dispatchEvent(new Told(told, { value: this.inner.value })))
    }
    this.inner.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && this.constructor.inside === 'input') {
        this.dispatchEvent(new Told('confirm', { value: this.inner.value }))
      }
    })
  }

  setAttribute(name, value) {
    if (name === 'value') {
      if (this.inner.value !== value) this.inner.value = value
    } else if (name === 'type') {
      this.inner.inputMode = value === 'number' ? 'numeric' : value === 'digit' ? 'decimal' : 'text'
    } else if (['maxlength', 'placeholder', 'aria-label', 'disabled'].includes(name)) {
      if (name !== 'maxlength' || Number(value) >= 0) this.inner.setAttribute(name, value)
    } else {
      super.setAttribute(name, value)
    }
  }

  removeAttribute(name) {
    this.inner.removeAttribute(name)
    super.removeAttribute(name)
  }

  settle() {
    this.append(this.inner)
  }
}

class Input extends Field { static inside = 'input' }
class Textarea extends Field { static inside = 'textarea' }

/** One of a list (`mode="selector"`) or a day (`mode="date"`): the browser's own field lies over what is shown. */
class Picker extends Plain {
  setAttribute(name, value) {
    if (name === 'range' || name === 'value' || name === 'mode') {
      this[`given_${name}`] = value
      this.lay()
    } else if (name === 'aria-label') {
      this.label = value
      this.lay()
    } else {
      super.setAttribute(name, value)
    }
  }

  settle() {
    this.lay()
  }

  lay() {
    if (!this.ready) return
    const day = this.given_mode === 'date'
    if (!this.field) {
      this.field = document.createElement(day ? 'input' : 'select')
      if (day) this.field.type = 'date'
      this.field.addEventListener('change', (event) => {
        event.stopPropagation()
        this.dispatchEvent(new Told('change', { value: this.field.value }))
      })
      this.field.addEventListener('input', (event) => event.stopPropagation())
      this.append(this.field)
    }
    this.field.setAttribute('aria-label', this.label || '')
    if (!day) {
      // The range of a picker reaches an attribute as text: its members joined by commas (none of ours holds one).
      const names = String(this.given_range || '').split(',')
      this.field.replaceChildren(new Option('', ''), ...names.map((name, at) => new Option(name, String(at))))
    }
    this.field.value = this.given_value === undefined ? '' : String(this.given_value)
  }
}

class Choice extends Plain {
  settle() {
    this.kind = this.localName === 'wx-radio' ? 'radio' : 'checkbox'
    super.setAttribute('role', this.kind)
    if (!this.hasAttribute('tabindex')) super.setAttribute('tabindex', '0')
    super.setAttribute('aria-checked', String(this.hasAttribute('checked')))
    this.addEventListener('click', () => this.choose())
    this.addEventListener('keydown', (event) => {
      if (event.key !== ' ' && event.key !== 'Enter') return
      event.preventDefault()
      this.choose()
    })
  }

  setAttribute(name, value) {
    super.setAttribute(name, value)
    if (name === 'checked') super.setAttribute('aria-checked', 'true')
  }

  removeAttribute(name) {
    super.removeAttribute(name)
    if (name === 'checked') super.setAttribute('aria-checked', 'false')
  }

  get checked() {
    return this.getAttribute('aria-checked') === 'true'
  }

  choose() {
    if (this.disabled) return
    const group = this.closest('wx-radio-group, wx-checkbox-group')
    const members = [...group.querySelectorAll(this.localName)]
    if (this.kind === 'radio') {
      members.forEach((one) => HTMLElement.prototype.setAttribute.call(one, 'aria-checked', String(one === this)))
    } else {
      super.setAttribute('aria-checked', String(!this.checked))
    }
    const chosen = members.filter((one) => one.checked).map((one) => one.getAttribute('value'))
    group.dispatchEvent(new Told('change', { value: this.kind === 'radio' ? chosen[0] : chosen }))
  }
}

class Group extends Plain {
  settle() {
    if (!this.hasAttribute('role')) super.setAttribute('role', this.localName === 'wx-radio-group' ? 'radiogroup' : 'group')
  }
}

const KINDS = {
  view: View, text: Plain, label: Plain, button: Button, image: Image, input: Input, textarea: Textarea, picker: Picker,
  radio: Choice, checkbox: Choice, 'radio-group': Group, 'checkbox-group': Group,
}

Object.entries(KINDS).forEach(([name, Kind]) => customElements.define(`wx-${name}`, class extends Kind {}))

/** What a template names, as an element of the browser. */
export function element(name) {
  return document.createElement(name in KINDS ? `wx-${name}` : name)
}

/** What lies over the whole page has the keys until it is gone; Escape taps the button that ends it. Gives them back. */
function holdKeys(one) {
  const before = document.activeElement
  const stops = () => [...one.querySelectorAll('[tabindex]')]
  Plain.prototype.setAttribute.call(one, 'aria-modal', 'true')
  one.tabIndex = -1
  setTimeout(() => (stops()[0] || one).focus())
  one.addEventListener('keydown', (event) => {
    const all = stops()
    if (event.key === 'Escape') {
      all[all.length - 1].click()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      const next = all.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1)
      all[(next + all.length) % all.length].focus()
    }
  })
  return () => before.focus({ preventScroll: true })
}

function listenToKeys(one) {
  one.addEventListener('keydown', (event) => {
    if (event.target !== one || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    if (!event.repeat) one.click()
  })
  // A click without a pointer comes from a key or a screen reader; one with a pointer has already been a tap.
  one.addEventListener('click', (event) => {
    if (event.detail === 0) one.tap()
  })
}
