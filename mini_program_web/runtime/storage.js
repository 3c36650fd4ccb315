// What the mini-program keeps on a device, no more a key than WeChat takes. A kiosk is shared: there it lives in memory and
// ends with the page.

const PREFIX = 'jobmatch:'
const LARGEST = 1024 * 1024

export function storage(shared) {
  const kept = shared ? new Map() : null
  return {
    getStorageSync(key) {
      const text = shared ? kept.get(key) : localStorage.getItem(PREFIX + key)
      return text === null || text === undefined ? '' : JSON.parse(text)
    },
    setStorageSync(key, value) {
      const text = JSON.stringify(value)
      if (new Blob([text]).size > LARGEST) throw new Error('setStorageSync:fail exceed storage item max length')
      if (shared) kept.set(key, text)
      else localStorage.setItem(PREFIX + key, text)
    },
    removeStorageSync(key) {
      if (shared) kept.delete(key)
      else localStorage.removeItem(PREFIX + key)
    },
    getStorageInfoSync() {
      const names = shared ? [...kept.keys()] : Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
      return { keys: shared ? names : names.map((name) => name.slice(PREFIX.length)) }
    },
    clearStorageSync() {
      if (shared) kept.clear()
      else Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key))
    },
  }
}
