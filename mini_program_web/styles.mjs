// Style sheets of the mini-program as style sheets of a browser: rpx, tag names, and whose rule it is.

import postcss from 'postcss'
import selectors from 'postcss-selector-parser'

// Tags that the mini-program writes and the browser knows as elements of ours (runtime/elements.js).
const OURS = new Set([
  'view', 'text', 'button', 'image', 'input', 'textarea', 'label', 'picker',
  'radio-group', 'radio', 'checkbox-group', 'checkbox',
])
const RPX = /(-?(?:\d+\.)?\d+)rpx/g

/** The rules of the app: they hold on every page. */
export const ofTheApp = (source) => compile(source, (selector) => selector)

/** The rules of one page: they hold under its own root alone. */
export const ofAPage = (source, path) => compile(source, (selector) => (
  selector.startsWith('body') ? selector : `[data-path="${path}"] ${selector}`
))

/** The rules of one component: its classes carry the prefix that the runtime gives them in its template. */
export const ofAComponent = (source, prefix) => compile(source, (selector) => (
  selectors((root) => root.walkClasses((one) => { one.value = `${prefix}--${one.value}` })).processSync(selector)
))

function compile(source, own) {
  const sheet = postcss.parse(source)
  sheet.walkDecls((line) => { line.value = line.value.replace(RPX, 'calc($1 * var(--rpx))') })
  sheet.walkRules((rule) => { rule.selectors = rule.selectors.map((one) => own(named(one))) })
  return sheet.toString()
}

function named(selector) {
  return selectors((root) => root.walkTags((tag) => {
    if (tag.value === 'page') tag.value = 'body'
    else if (OURS.has(tag.value)) tag.value = `wx-${tag.value}`
  })).processSync(selector)
}
