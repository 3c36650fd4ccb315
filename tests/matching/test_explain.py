"""The words: both languages complete, every gate named, at most two sentences, nothing private towards others."""

import re
import tomllib
from pathlib import Path

import jobmatch.matching
from tests.matching.worlds import FAR, constraint, pair

WORDS = Path(jobmatch.matching.__file__).parent / "words"


def test_both_languages_have_the_same_clauses_with_the_same_blanks() -> None:
    zh, en = (tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8")) for name in ("zh", "en"))
    assert {section: set(zh[section]) for section in zh} == {section: set(en[section]) for section in en}


def test_every_clause_is_used_and_every_finding_has_its_clause() -> None:
    """Keys made at run time begin with a word that is checked here."""
    made = ("wage_law_", "left_", "furthest_")
    clauses = tomllib.loads((WORDS / "zh.toml").read_text(encoding="utf-8"))
    source = "".join(path.read_text(encoding="utf-8") for path in WORDS.parent.rglob("*.py"))
    for section in ("gate", "fix", "ask", "factor"):
        for key in clauses[section]:
            assert f'"{key}"' in source or key.startswith(made), key
    for verb, section in (("gate", "gate"), ("fix", "fix"), ("ask", "ask")):
        for key in re.findall(rf'found\.{verb}\((?:\w+\.\w+, )?"(\w+)"', source):
            assert key in clauses[section], key


def test_a_no_names_every_gate_in_one_sentence() -> None:
    blocked = pair({"consent": False, "constraints": [constraint("dorm")]}, {"place": FAR, "openings": 0})
    row = blocked.blocked["P1", "A"]
    assert row["gates"] == ["G-CONSENT", "G-EXPIRED", "G-DORM"]
    assert row["because"] == "您还没有同意我们用您的资料找工作；名额已经招满；那里当天回不来，又没有宿舍，您要住宿。"
    assert row["because_en"].count(";") == 2


def test_a_yes_is_at_most_two_sentences_in_both_languages() -> None:
    found = pair(
        {"experience": [{"occupation": "包装工", "months": 30}], "wanted": ["包装"], "available_from": "2026-07-01"},
        {"certificates": [{"kind": "health"}], "insurance": []},
    ).match["P1", "A"]
    assert found["why"].count("。") == 2
    assert "每月到手大约3000元" in found["why"]
    assert "健康证" in found["why"]
    assert "您做过2年零6个月的包装工" in [part["because"] for part in found["parts"]]
    assert found["why_en"].startswith(
        "About 3000 yuan in hand a month, you have 2 years and 6 months of 包装工, it is the 包装 that you want."
    )


def test_a_question_is_exact_and_in_both_languages() -> None:
    found = pair({"certificates": None}, {"certificates": [{"kind": "licence_B2"}]}).match["P1", "A"]
    assert found["asks"] == ["您有B2驾驶证吗？到什么时候有效？"]
    assert found["asks_en"] == ["Do you have a driving licence B2, and until when is it good?"]


def test_parts_name_the_way_and_the_wish() -> None:
    parts = {part["factor"]: part for part in pair({"wanted": ["包装"]}).match["P1", "A"]["parts"]}
    assert parts["distance"]["because"] == "离家1.1公里"
    assert parts["wish"]["because_en"] == "it is the 包装 that you want"


def test_what_nobody_should_hear_on_the_first_day_only_is_said() -> None:
    """Rotating shifts and the bed far away are told although three better reasons come before them."""
    known = {"experience": [{"occupation": "包装工", "months": 30}], "wanted": ["包装"], "wage_floor": 2000}
    far = pair(
        known,
        {"place": FAR, "dorm": "free", "schedule": {"shift": "rotating", "hours_per_day": 8, "days_per_month": 21}},
    )
    assert far.match["P1", "A"]["why"].endswith("注意：离家远，当天回不来，那里包住；要倒班。")


def test_steps_do_not_hide_what_to_mind() -> None:
    night = {"shift": "night", "from": "22:00", "to": "06:00", "hours_per_day": 8, "days_per_month": 21}
    said = pair(None, {"certificates": [{"kind": "health"}], "schedule": night}).match["P1", "A"]["why"]
    assert "健康证" in said
    assert said.endswith("；注意：要上夜班。")
    assert said.count("。") == 2


def test_past_the_retirement_age_no_labour_contract_is_promised() -> None:
    said = pair({"birth_date": "1955-01-01"}).match["P1", "A"]["why"]
    assert "劳务协议" in said
    assert "签劳动合同" not in said


def test_what_the_desk_looks_up_is_no_question_for_the_person() -> None:
    found = pair(None, {"place": {"division": "330206"}}, parameters={}).match["P1", "A"]
    assert found["asks"]
    assert "问清" not in found["why"]
