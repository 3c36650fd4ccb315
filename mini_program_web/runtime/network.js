// `wx.request` over the browser's fetch, and whether there is a line at all.

const LONGEST_WAIT = 60000

export const network = {
  getNetworkType: ({ success }) => success({ networkType: navigator.onLine ? 'wifi' : 'none' }),
  onNetworkStatusChange(listener) {
    window.addEventListener('online', () => listener({ isConnected: true, networkType: 'wifi' }))
    window.addEventListener('offline', () => listener({ isConnected: false, networkType: 'none' }))
  },
}

/** WeChat's answer to a request: any status is a success, no answer is a failure. */
export function request({ url, method = 'GET', data, header = {}, timeout = LONGEST_WAIT, success, fail, complete }) {
  const stopper = new AbortController()
  const clock = setTimeout(() => stopper.abort(), timeout)
  const asks = method === 'GET' || method === 'HEAD'
  const query = asks && data ? `?${new URLSearchParams(data)}` : ''
  const whole = {
    method,
    headers: { 'Content-Type': 'application/json', ...header },
    body: asks || data === undefined ? undefined : JSON.stringify(data),
    signal: stopper.signal,
    credentials: 'omit',
    cache: 'no-store',
    // What was said reaches the server even if the page is left at that moment.
    keepalive: !asks,
  }
  fetch(url + query, whole)
    .then(async (answer) => {
      const text = await answer.text()
      return { statusCode: answer.status, data: parsed(text), header: Object.fromEntries(answer.headers), errMsg: 'request:ok' }
    })
    .then((answer) => { if (success) success(answer); if (complete) complete(answer) })
    .catch((fault) => {
      const told = { errMsg: `request:fail ${fault.name === 'AbortError' ? 'timeout' : fault.message}` }
      if (fail) fail(told)
      if (complete) complete(told)
    })
    .finally(() => clearTimeout(clock))
  return { abort: () => stopper.abort() }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
