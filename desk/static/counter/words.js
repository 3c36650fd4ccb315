// What the counter's scripts say by themselves; everything else comes from the page.

export const words = {
  zh: {
    saving: "正在存……", saved: "存好了", offline: "网断了。接着答，答的都记在这台电脑上，网一好就自动交上去。",
    signIn: "登录到时间了。答的都还在，登录了自动交上去：", signInLink: "在新窗口再登录一次",
    wait: "还有没存上的，等网好了再往下走。", mine: "用这里的：", theirs: "用那边的：", nothing: "空着",
    elsewhere: "“家里人”那一页还有一项没有存上，点回去看一下。", again: "没有存上。刷新一下这一页，答的都还在。", later: "网断了，等网好了再点一次。",
    of: "：", also: "、", then: "；",
  },
  en: {
    saving: "Saving …", saved: "Saved", offline: "The line is down. Go on: answers wait on this computer and are sent by themselves.",
    signIn: "The sign-in has ended. All answers are kept, and are sent after you", signInLink: "sign in again in a new window",
    wait: "Some answers are not saved yet: go on when the line is back.", mine: "Keep this one: ", theirs: "Take the other: ", nothing: "empty",
    elsewhere: "An answer on the page “The family” is not saved yet: go back and look at it.", again: "Not saved yet. Reload this page; all answers are kept.", later: "The line is down: press again when it is back.",
    of: ": ", also: ", ", then: "; ",
  },
}[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
