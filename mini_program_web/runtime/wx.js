// The `wx` of the mini-program, put together from its parts. A function with `success`, `fail` or `complete` calls them;
// without them it answers with a promise, as WeChat's does.

import { browser } from './browser.js'
import { closeAll, hideToast, showActionSheet, showModal, showToast } from './dialogs.js'
import { network, request } from './network.js'
import { storage } from './storage.js'
import * as wechat from './wechat.js'

export function standIn(pages, kiosk) {
  if (!kiosk) wechat.learnNames()
  const going = (verb) => ({ url, delta }) => {
    closeAll()
    pages[verb](url === undefined ? delta : url)
    return { errMsg: `${verb}:ok` }
  }
  const answering = {
    login: wechat.login,
    requestSubscribeMessage: wechat.requestSubscribeMessage,
    scanCode: wechat.scanCode,
    makePhoneCall: wechat.makePhoneCall,
    showModal,
    showActionSheet,
    navigateTo: going('navigateTo'),
    redirectTo: going('redirectTo'),
    switchTab: going('switchTab'),
    reLaunch: going('reLaunch'),
    navigateBack: going('back'),
    setNavigationBarTitle: ({ title }) => pages.title(title),
    setClipboardData: ({ data }) => navigator.clipboard.writeText(data).then(() => ({ errMsg: 'setClipboardData:ok' })),
    pageScrollTo: ({ scrollTop }) => window.scrollTo(0, scrollTop),
  }
  return {
    ...storage(kiosk),
    ...network,
    ...Object.fromEntries(Object.entries(answering).map(([name, run]) => [name, eitherWay(run)])),
    request: (asked) => { wechat.spent(); return request(asked) },
    showToast,
    hideToast,
    browser: browser(kiosk),
  }
}

function eitherWay(run) {
  return (asked = {}) => {
    const { success, fail, complete } = asked
    const running = new Promise((settle) => settle(run(asked)))
    if (!success && !fail && !complete) return running
    running.then(
      (told) => { if (success) success(told); if (complete) complete(told) },
      (fault) => { if (fail) fail(fault); if (complete) complete(fault) },
    )
    return undefined
  }
}
