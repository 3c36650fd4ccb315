// The pages of the mini-program: a stack over the browser's history, the bar above them and the tabs below, and the
// moments of each page's life (onLoad, onShow, onReady, onHide, onUnload) in the order in which WeChat tells them.

const HOST = 'wx-page'

export class Pages {
  /** `open(path, host)` makes the page at a path inside an element and returns `{ page, release }`. */
  constructor({ app, configs, open }) {
    Object.assign(this, { app, configs, open, stack: [], resting: new Map(), begun: false })
    this.tabs = (app.tabBar ? app.tabBar.list : []).map((tab) => tab.pagePath)
    this.frame = frame(app.tabBar, (path) => this.switchTab(`/${path}`), () => this.back())
    window.addEventListener('popstate', (event) => this.follow(event.state))
  }

  /** The first page: the one that the address names, or the first of the app. */
  begin() {
    const named = location.hash.slice(1)
    const known = this.configs[pathOf(named)] && this.app.pages.includes(pathOf(named))
    this.reLaunch(known ? named : `/${this.app.pages[0]}`)
    this.begun = true
  }

  current() {
    return this.stack.map((one) => one.page)
  }

  navigateTo(url) {
    const address = absolute(url, this.top)
    this.require(address, false)
    this.hide(this.top)
    this.push(address)
    history.pushState(this.state(), '', `#${address}`)
  }

  redirectTo(url) {
    const address = absolute(url, this.top)
    this.require(address, false)
    this.close(this.stack.pop())
    this.push(address)
    history.replaceState(this.state(), '', `#${address}`)
  }

  switchTab(url) {
    const address = absolute(url, this.top)
    this.require(address, true)
    if (this.stack.length === 1 && this.top.address === address) return
    this.clear()
    this.push(address)
    history.pushState(this.state(), '', `#${address}`)
  }

  /** Closes everything, tabs that rest included, and begins anew. */
  reLaunch(url) {
    const address = absolute(url, this.top)
    this.clear()
    this.resting.forEach((one) => this.close(one, true))
    this.resting.clear()
    this.push(address)
    history.replaceState(this.state(), '', `#${address}`)
  }

  back(steps = 1) {
    if (this.stack.length > 1) history.go(-Math.min(steps, this.stack.length - 1))
    else this.switchTab(`/${this.tabs[0]}`)
  }

  title(words) {
    this.frame.title.textContent = words
    document.title = words
  }

  get top() {
    return this.stack[this.stack.length - 1]
  }

  state() {
    return { depth: this.stack.length - 1, address: this.top.address }
  }

  /** Goes where the browser's own back and forward lead. */
  follow(state) {
    const address = state ? state.address : location.hash.slice(1)
    const depth = state ? state.depth : 0
    if (this.stack[depth] && this.stack[depth].address === address) {
      while (this.stack.length - 1 > depth) this.close(this.stack.pop())
      this.show(this.top)
    } else if (this.app.pages.includes(pathOf(address))) {
      this.clear()
      this.push(address)
    }
  }

  require(address, tab) {
    const path = pathOf(address)
    if (!this.app.pages.includes(path)) throw { errMsg: `fail page "${path}" is not found` }
    if (this.tabs.includes(path) !== tab) throw { errMsg: `fail ${tab ? 'not a tab' : 'can not open a tab'}: ${path}` }
  }

  push(address) {
    const path = pathOf(address)
    const rests = this.resting.get(path)
    const one = rests || this.make(address, path)
    this.resting.delete(path)
    this.stack.push(one)
    this.show(one)
    if (!rests) one.tell('onReady')
  }

  make(address, path) {
    const host = document.createElement('div')
    this.frame.pages.append(host)
    const { page, release } = this.open(path, host)
    const shown = this.frame.pages.lastElementChild
    const tell = (moment, ...with_) => { if (typeof page[moment] === 'function') page[moment](...with_) }
    shown.dataset.path = path
    const one = { address, path, page, release, shown, tell, scrolled: 0 }
    tell('onLoad', queryOf(address))
    return one
  }

  show(one) {
    one.shown.hidden = false
    this.title(this.configs[one.path].navigationBarTitleText || this.app.window.navigationBarTitleText)
    this.frame.mark(one.path, this.stack.length > 1 || !this.tabs.includes(one.path), this.tabs.includes(one.path))
    window.scrollTo(0, one.scrolled)
    if (this.begun) this.focus(one.left)
    one.tell('onShow')
  }

  /** Keys and screen readers go on where they left a page, and on a new one at its title. */
  focus(left) {
    if (left) left.focus({ preventScroll: true })
    if (!left || document.activeElement !== left) this.frame.title.focus({ preventScroll: true })
  }

  hide(one) {
    if (!one) return
    one.scrolled = window.scrollY
    one.left = one.shown.contains(document.activeElement) ? document.activeElement : null
    one.shown.hidden = true
    one.tell('onHide')
  }

  /** A page that is closed is gone; a tab rests until it is called again. */
  close(one, tabsToo = false) {
    if (this.tabs.includes(one.path) && !tabsToo) {
      this.hide(one)
      this.resting.set(one.path, one)
      return
    }
    one.tell('onUnload')
    one.release()
    one.shown.remove()
  }

  clear() {
    while (this.stack.length) this.close(this.stack.pop())
  }
}

function pathOf(address) {
  return address.split('?')[0].replace(/^\//, '')
}

function queryOf(address) {
  return Object.fromEntries(new URLSearchParams(address.split('?')[1] || ''))
}

function absolute(url, from) {
  if (url.startsWith('/') || !from) return url
  const found = new URL(url, new URL(`/${from.path}`, location.origin))
  return found.pathname + found.search
}

/** The bar with the title, the place for pages, and the tabs. */
function frame(tabBar, choose, back) {
  const bar = made('header', 'wx-bar')
  const leave = Object.assign(made('button', 'wx-back'), { type: 'button', textContent: '返回' })
  const title = Object.assign(made('h1', ''), { tabIndex: -1 })
  leave.addEventListener('click', back)
  bar.append(leave, title, made('span', 'wx-right'))
  const pages = made('main', 'wx-pages')
  const tabs = made('nav', 'wx-tabs')
  tabs.setAttribute('aria-label', '主要页面')
  const buttons = (tabBar ? tabBar.list : []).map((tab) => {
    const button = Object.assign(made('button', ''), { type: 'button' })
    const picture = Object.assign(made('img', ''), { alt: '' })
    button.append(picture, tab.text)
    button.addEventListener('click', () => choose(tab.pagePath))
    tabs.append(button)
    return { button, picture, tab }
  })
  document.body.append(bar, pages, tabs)
  return {
    pages,
    title,
    mark(path, deep, onTab) {
      leave.style.visibility = deep ? 'visible' : 'hidden'
      tabs.hidden = !onTab
      buttons.forEach(({ button, picture, tab }) => {
        const now = tab.pagePath === path
        picture.src = now ? tab.selectedIconPath : tab.iconPath
        if (now) button.setAttribute('aria-current', 'page')
        else button.removeAttribute('aria-current')
      })
    },
  }
}

function made(name, className) {
  return Object.assign(document.createElement(name), { className })
}
