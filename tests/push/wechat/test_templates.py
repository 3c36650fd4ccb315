"""The operator's file of templates: what it may say, and how it is told what is wrong with it."""

from pathlib import Path

import pytest

from jobmatch.push.fields import fitted
from jobmatch.push.templates import Template
from jobmatch.push.wechat_templates import EXAMPLES, TemplateFileError, names, read
from tests.simulated import ACCOUNT

GOOD = '[answer]\nid = "A"\nfields = {thing1 = "{title}", thing2 = "{employer}等您去"}\n'


def written(folder: Path, words: str) -> Path:
    path = folder / "templates.toml"
    path.write_text(words, encoding="utf-8")
    return path


def test_facts_and_words_become_fields(tmp_path: Path) -> None:
    filled = read(written(tmp_path, GOOD))[Template.ANSWER]
    data = filled.data({"title": "包装工", "employer": "某某食品有限公司", "more": "than asked"})
    assert data == {"thing1": "包装工", "thing2": "某某食品有限公司等您去"}


def test_a_fact_that_is_missing_leaves_no_line_empty(tmp_path: Path) -> None:
    filled = read(written(tmp_path, GOOD))[Template.ANSWER]
    assert filled.data({"employer": None}) == {"thing1": "点开看看", "thing2": "等您去"}


def test_every_kind_of_message_has_examples_of_its_facts() -> None:
    assert set(EXAMPLES) == set(Template)
    assert all(fitted("thing1", example) == example for facts in EXAMPLES.values() for example in facts.values())


def test_the_simulated_account_has_a_template_of_its_own_for_every_kind() -> None:
    known = read(ACCOUNT)
    assert set(known) == set(Template)
    assert names(known) == {filled.id: name for name, filled in known.items()}
    assert len(names(known)) == len(known)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("[answer", "Expected"),
        ('[advert]\nid = "A"\nfields = {}', "advert is no kind of message; there are new_match, digest"),
        ("[answer]\nfields = {}", "answer needs an id and fields"),
        ('[answer]\nid = ""\nfields = {}', "answer needs an id and fields"),
        ('[answer]\nid = "A"\nfields = {thing1 = "{salary}"}', "answer.thing1: no fact is called salary; there are"),
        ('[answer]\nid = "A"\nfields = {thing1 = "{title"}', "answer.thing1: "),
        ('[answer]\nid = "A"\nfields = {weather1 = "{title}"}', "weather1 is of no kind that WeChat knows"),
        ('[new_match]\nid = "A"\nfields = {amount1 = "{pay}"}', "new_match.amount1: amount1 cannot hold '2200-2600元'"),
        ('[answer]\nid = "A"\nfields = {time1 = "{when}"}', "answer.time1: time1 cannot hold '6月2日9点'"),
        ('answer = "A"', "answer needs an id and fields"),
    ],
)
def test_what_is_wrong_is_said_by_kind_and_key(tmp_path: Path, words: str, fault: str) -> None:
    with pytest.raises(TemplateFileError) as told:
        read(written(tmp_path, words))
    assert fault in str(told.value)


def test_all_faults_are_said_at_once_and_a_missing_file_by_its_name(tmp_path: Path) -> None:
    two = '[advert]\n[answer]\nid = "A"\nfields = {thing1 = "{salary}"}'
    with pytest.raises(TemplateFileError) as told:
        read(written(tmp_path, two))
    assert len(str(told.value).splitlines()) == 2
    with pytest.raises(TemplateFileError, match="nowhere"):
        read(tmp_path / "nowhere.toml")
