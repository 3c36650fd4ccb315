"""What a card says and shows: a picture that there is, examples that can be understood, reasons that are some."""

import re
from pathlib import Path

import pytest

from desk.counter import pictures, words
from desk.counter.reasons import reasons
from jobmatch.matches.model import Proposal
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.model import Vacancy

ICONS = Path(pictures.__file__).parents[1] / "static" / "icons.svg"
NORMAL, NEAR = "上班时间正常", "离家800米"


def part(factor: str, because: str) -> dict[str, object]:
    return {"factor": factor, "points": 15, "of": 15, "because": because, "because_en": because}


def test_every_family_of_occupations_has_a_picture_that_there_is() -> None:
    drawn = set(re.findall(r'id="([^"]+)"', ICONS.read_text(encoding="utf-8")))
    assert {pictures.OTHER, *pictures.OF_FAMILY.values(), *pictures.OF_OCCUPATION.values()} <= drawn
    known = {one.name for one in Vocabulary.load().tables.by_name.values()}
    assert set(pictures.OF_OCCUPATION) <= known


@pytest.mark.parametrize(
    ("title", "occupation", "picture"),
    [("招人了", "缝纫工", "sew"), ("电焊师傅", None, "tools"), ("月嫂", None, "baby"), ("来就有活", None, "bag")],
)
def test_a_card_shows_the_work(title: str, occupation: str | None, picture: str) -> None:
    assert pictures.icon_of(Vacancy(title=title, occupation=occupation)) == picture


def test_the_examples_for_refused_work_are_understood() -> None:
    examples = re.split("[：、]", str(words.HINTS["refused_words"]))[1:]
    assert len(examples) == 2
    for example in examples:
        assert Vocabulary.load().read(example).occupation is not None


def test_normal_hours_are_a_reason_only_where_nothing_else_is() -> None:
    for parts, good in (
        ([part("schedule", NORMAL), part("distance", NEAR)], (NEAR,)),
        ([part("schedule", NORMAL)], (NORMAL,)),
    ):
        assert reasons(Proposal(explanation={"parts": parts}), chinese=True).good == good


def test_what_the_desk_settles_itself_is_not_carried_to_an_employer() -> None:
    asks = ["您说不想做的是哪一种工作？", "请查一下：当地的最低工资是多少？", "请问单位：有没有宿舍？"]
    assert reasons(Proposal(explanation={"asks": asks}), chinese=True).asks == ("请问单位：有没有宿舍？",)
