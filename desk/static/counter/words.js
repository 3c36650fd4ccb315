// What the counter's scripts say by themselves; everything else comes from the page.

export const words = {
  zh: {
    saving: "正在存……", saved: "存好了", offline: "网断了。接着答，答的都记在这台电脑上，网一好就自动交上去。",
    signIn: "登录到时间了。答的都还在：", signInLink: "在新窗口再登录一次", wait: "还有没存上的，等网好了再往下走。",
    mine: "用这里的", theirs: "用那边的", again: "页面开太久了，刷新一下，答的都还在。",
    of: "：", also: "、", then: "；",
  },
  en: {
    saving: "Saving …", saved: "Saved", offline: "The line is down. Go on: answers wait on this computer and are sent by themselves.",
    signIn: "The sign-in has ended. All answers are kept:", signInLink: "sign in again in a new window", wait: "Some answers are not saved yet: go on when the line is back.",
    mine: "Keep this one", theirs: "Take the other", again: "The page was open too long: reload it, all answers are kept.",
    of: ": ", also: ", ", then: "; ",
  },
}[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
