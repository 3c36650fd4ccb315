"""The page that shows what phones would show: service notifications, the newest first, and how many more may come."""

from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from wechat_simulator.world import SHANGHAI

STYLES = Path(__file__).with_name("phones.css")
SECONDS_BETWEEN_LOOKS = 3


def html(shown: dict[str, Any]) -> str:
    """The whole page; it looks again every few seconds, without a script."""
    phones = "".join(_phone(phone) for phone in shown["phones"])
    nobody = '<p class="nobody">还没有人用手机登录过。打开小程序登录一次，手机就出现在这里。</p>'
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{SECONDS_BETWEEN_LOOKS}">
<title>模拟微信</title>
<link rel="stylesheet" href="/_phones.css">
</head>
<body>
<header><h1>模拟微信</h1><p>这里看得到每部手机会收到哪样。都是编的人，不连真的微信。</p></header>
<main>{phones or nobody}</main>
</body>
</html>
"""


def _phone(phone: dict[str, Any]) -> str:
    letters = "".join(_letter(letter) for letter in reversed(phone["received"]))
    quiet = '<p class="quiet">还没有消息</p>'
    left = sum(phone["accepted"].values())
    return (
        f'<section class="phone"><h2>{escape(phone["name"])}</h2>'
        f'<p class="about">{escape(phone["number"])} · 还可以收 {left} 条</p>'
        f'<div class="screen"><h3>服务通知</h3>{letters or quiet}</div></section>'
    )


def _letter(letter: dict[str, Any]) -> str:
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in letter["lines"])
    at = datetime.fromtimestamp(letter["at"], SHANGHAI).strftime("%-m月%-d日 %H:%M")
    leads = f'<p class="leads">进入小程序查看<span>{escape(letter["page"])}</span></p>' if letter["page"] else ""
    return f'<article><p class="at">{at}</p><h4>{escape(letter["title"])}</h4><dl>{lines}</dl>{leads}</article>'
