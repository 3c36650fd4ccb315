"""Messages in words: everything that is known, nothing that is not."""

import re

import pytest

from jobmatch.push.templates import Template, said, spoken

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


@pytest.mark.parametrize("template", Template)
@pytest.mark.parametrize("facts", [FACTS, {}])
def test_what_is_read_out_never_asks_to_open_anything(template: Template, facts: dict[str, object]) -> None:
    words = spoken(template, facts, ["缝纫工", "保洁员"])
    assert "打开" not in words.text
    assert words.text.endswith("。")


def test_a_digest_that_is_read_out_names_every_post_once() -> None:
    assert spoken(Template.DIGEST, FACTS, ["缝纫工", "保洁员", "缝纫工"]).text == (
        "有3个新活合适您：缝纫工、保洁员。想去哪个，跟我们说一声，我们帮您联系。"
    )
