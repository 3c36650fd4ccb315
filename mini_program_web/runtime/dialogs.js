// What WeChat lays over a page: a short word that goes by itself, a question, a list to choose from.

let toast = null
let going = 0

export function showToast({ title, duration = 2500 }) {
  hideToast()
  toast = Object.assign(document.createElement('div'), { className: 'wx-toast', textContent: title })
  toast.setAttribute('role', 'status')
  document.body.append(toast)
  going = setTimeout(hideToast, duration)
}

export function hideToast() {
  clearTimeout(going)
  if (toast) toast.remove()
  toast = null
}

/** A question with one or two answers, and with `editable` a line to write into. */
export function showModal(asked) {
  const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable = false } = asked
  const written = editable
    ? Object.assign(document.createElement('input'), { value: content, placeholder: asked.placeholderText || '' })
    : null
  const buttons = row('wx-answers')
  if (showCancel) buttons.append(answer(cancelText, 'no'))
  const yes = answer(confirmText, 'yes', 'wx-yes')
  buttons.append(yes)
  if (written) {
    written.setAttribute('aria-label', title || asked.placeholderText)
    // A browser would answer Enter by the first button, and what was written would be gone.
    written.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return
      event.preventDefault()
      if (!event.repeat) yes.click()
    })
  }
  return open([heading(title), written || paragraph(content), buttons]).then((said) => ({
    errMsg: 'showModal:ok', confirm: said === 'yes', cancel: said !== 'yes', ...(written ? { content: written.value } : {}),
  }))
}

export function showActionSheet({ itemList, alertText = '' }) {
  const list = row('wx-list')
  list.append(...itemList.map((words, at) => answer(words, String(at))), answer('取消', ''))
  return open([heading(alertText), list]).then((said) => {
    if (!said) throw { errMsg: 'showActionSheet:fail cancel' }
    return { errMsg: 'showActionSheet:ok', tapIndex: Number(said) }
  })
}

/** The sheet on which somebody allows or refuses each kind of message. */
export function askForMessages(names) {
  const buttons = row('wx-answers')
  buttons.append(answer('拒绝', 'no'), answer('允许', 'yes', 'wx-yes'))
  return open([heading('给您发一次消息，可以吗？'), paragraph(names.join('\n')), buttons]).then((said) => said === 'yes')
}

function open(parts) {
  const dialog = document.createElement('dialog')
  const form = Object.assign(document.createElement('form'), { method: 'dialog' })
  form.append(...parts.filter(Boolean))
  dialog.append(form)
  const title = form.querySelector('h2')
  if (title) dialog.setAttribute('aria-label', title.textContent)
  // The key that led here is often still held, and is no answer.
  form.addEventListener('keydown', (event) => {
    if (event.repeat && event.target.localName === 'button' && event.key !== 'Tab') event.preventDefault()
  })
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((settle) => dialog.addEventListener('close', () => {
    dialog.remove()
    settle(dialog.returnValue)
  }))
}

/** Closes whatever lies over the page, as if it had been cancelled. */
export function closeAll() {
  hideToast()
  document.querySelectorAll('dialog').forEach((one) => one.close(''))
}

function heading(words) {
  return words ? Object.assign(document.createElement('h2'), { textContent: words }) : null
}

function paragraph(words) {
  return words ? Object.assign(document.createElement('p'), { textContent: words }) : null
}

function row(className) {
  return Object.assign(document.createElement('div'), { className })
}

function answer(words, value, className = '') {
  return Object.assign(document.createElement('button'), { textContent: words, value, className })
}
