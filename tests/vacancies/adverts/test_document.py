"""The document of check-advert: what it prints, and how faults are named."""

import json

import pytest

from jobmatch.matching.json_text import Unusable
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.adverts.document import advert_document

VOCABULARY = Vocabulary.load()


def printed(**document: object) -> dict[str, object]:
    return json.loads(advert_document(json.dumps(document), VOCABULARY))  # type: ignore[no-any-return]


def faults(document: str) -> list[str]:
    with pytest.raises(Unusable) as refused:
        advert_document(document, VOCABULARY)
    return refused.value.faults


def test_findings_are_printed_with_rule_level_words_and_a_lawful_way() -> None:
    answer = printed(text="招女工5名")
    assert answer["publish"] is False
    finding = answer["findings"][0]  # type: ignore[index]
    assert (finding["rule"], finding["level"], finding["words"]) == ("L01", "block", "招女工5名")
    assert finding["because"]
    assert finding["instead"]


def test_the_whole_advert_is_written_again_with_the_confirmed_occupation() -> None:
    vacancy = {"id": "A", "employer": "E", "title": "车工", "occupation": "缝纫工"}
    assert printed(text="招女工5名，提供住宿", vacancy=vacancy)["rewrite"] == "招缝纫工5名，提供住宿，男女不限"


def test_the_same_document_gives_the_same_bytes() -> None:
    document = json.dumps({"text": "押金300，限女性，35岁以下，无纹身"})
    assert advert_document(document, VOCABULARY) == advert_document(document.encode(), VOCABULARY)


def test_text_without_vacancy_and_vacancy_without_text_are_both_enough() -> None:
    assert printed(text="招缝纫工5名，男女不限") == {"publish": True, "findings": []}
    assert printed(vacancy={"id": "A", "employer": "E", "title": "缝纫工"})["publish"] is True
    assert printed(parameters=None, vacancy=None, text="招缝纫工")["publish"] is True


def test_every_fault_is_named_with_its_place() -> None:
    document = {"parameters": {"minimum": 1}, "vacancy": {"id": "A", "title": "工", "wage": {"min": -1}}, "text": 5}
    assert [fault.partition(":")[0] for fault in faults(json.dumps(document))] == [
        "parameters.minimum",
        "vacancy.wage.min",
        "vacancy.employer",
        "text",
    ]


@pytest.mark.parametrize("document", ["{}", "[]", "null", "not json", '{"text": "a", "words": 1}', '{"text": null}'])
def test_a_document_that_is_none_is_refused(document: str) -> None:
    assert faults(document)


def test_an_unknown_occupation_is_a_fault() -> None:
    vacancy = {"id": "A", "employer": "E", "title": "缝纫工", "occupation": "不存在的职业"}
    assert faults(json.dumps({"vacancy": vacancy}))[0].startswith("vacancy.occupation: ")
