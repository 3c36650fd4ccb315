// What a browser can do and WeChat cannot: the kiosk's clock, a voice, paper. Found as `wx.browser`; on a telephone it is
// missing, and the mini-program does without.

const TOUCHES = ['pointerdown', 'touchmove', 'wheel', 'keydown', 'input']

export function browser(kiosk) {
  const site = new URLSearchParams(location.search).get('site') || ''
  return {
    kiosk,
    /** The centre at which the kiosk stands, as whoever set it up wrote it into the address. */
    site,
    speaks: () => 'speechSynthesis' in window && speechSynthesis.getVoices().some((voice) => voice.lang.startsWith('zh')),
    speak(words) {
      speechSynthesis.cancel()
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang: 'zh-CN', rate: 0.9 }))
    },
    hush: () => { if ('speechSynthesis' in window) speechSynthesis.cancel() },
    print: () => window.print(),
    takeNumber: () => location.assign(`/waiting/take?${new URLSearchParams({ site, from: 'kiosk' })}`),
    restart: () => location.replace(location.pathname + location.search),
    /** Calls back each second with the seconds since anybody touched anything. */
    onQuiet(listener) {
      let touched = Date.now()
      TOUCHES.forEach((type) => window.addEventListener(type, () => { touched = Date.now() }, { capture: true, passive: true }))
      setInterval(() => listener(Math.floor((Date.now() - touched) / 1000)), 1000)
    },
  }
}
