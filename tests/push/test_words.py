"""Messages in words: everything that is known, nothing that is not."""

import re

import pytest

from jobmatch.push.templates import Template, said

FACTS = {
    "title": "缝纫工", "employer": "测试厂", "pay": "2800到3200元", "place": "蟠龙工业园", "when": "6月2日9点",
    "whom": "王师傅", "count": 3, "what": "电话改了",
}  # fmt: skip


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("facts", [FACTS, {}])
def test_every_kind_can_be_said_whatever_is_known(template: Template, facts: dict[str, object]) -> None:
    words = said(template, facts)
    assert not re.search(r"[{}]|None", words.title + words.text)
    assert words.title
    assert words.text.endswith("。")


def test_what_is_known_is_said() -> None:
    assert said(Template.NEW_MATCH, FACTS).text == (
        "有个活合适您：缝纫工，测试厂。到手大约2800到3200元。在蟠龙工业园。想去就说一声。"
    )
    assert said(Template.MEETING_TOMORROW, FACTS).text.startswith("提醒您：6月2日9点，去蟠龙工业园见工。")


def test_a_fact_with_braces_is_only_a_fact() -> None:
    assert "{employer}" in said(Template.NEW_MATCH, {"title": "{employer}", "employer": "测试厂"}).text
