// Starts the mini-program in a browser: the framework, the globals that its files expect, its components, its first page.

import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { backend } from './backend.js'
import { Pages } from './pages.js'
import { standIn } from './wx.js'

export function start({ app, configs, prefixes, templates, modules }) {
  const kiosk = new URLSearchParams(location.search).get('mode') === 'kiosk'
  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  const drawing = env.associateBackend(backend())
  Object.entries(configs).forEach(([path, config]) => {
    space.addComponentStaticConfig(path, config)
    space.addCompiledTemplate(path, { groupList: templates, content: templates[path] })
    // Style sheets are one file of the page; the framework only has to know the prefix of each component's classes.
    if (prefixes[path]) space.addStyleSheet(path, undefined, prefixes[path])
  })
  const pages = new Pages({ app, configs, open: (path, host) => open(drawing, space, path, host) })
  let own = {}
  Object.assign(window, {
    wx: standIn(pages, kiosk),
    App: (given) => { own = given },
    getApp: () => own,
    getCurrentPages: () => pages.current(),
  })
  document.documentElement.classList.toggle('kiosk', kiosk)
  modules.app()
  Object.keys(configs).forEach((path) => space.globalComponentEnv(window, path, modules[path]))
  if (own.onLaunch) own.onLaunch({ query: {} })
  pages.begin()
}

function open(drawing, space, path, host) {
  const root = drawing.createRoot('wx-page', space, path)
  root.attach(host.parentNode, host)
  return { page: root.get(), release: () => root.release() }
}
