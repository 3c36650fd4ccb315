"""Honest words pass, dishonest ones are found with their rule, through every disguise, and the rewrite is lawful."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.facts import Parameters
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Level, may_publish
from jobmatch.vacancies.adverts.rewrite import NOTHING_LEFT, rewrite
from tests.vacancies.adverts.wordings import DISHONEST, HONEST, WARNED

GUIZHOU = Parameters(Decimal(1890), Decimal("19.6"))


@pytest.mark.parametrize("text", HONEST)
def test_honest_words_are_not_found(text: str) -> None:
    assert check_advert(text, None, GUIZHOU) == []


@pytest.mark.parametrize(("text", "rules"), DISHONEST)
def test_dishonest_words_are_found_with_their_rule(text: str, rules: frozenset[str]) -> None:
    found = check_advert(text, None, GUIZHOU)
    assert rules <= {finding.rule for finding in found}
    assert all(finding.words in text for finding in found)


@pytest.mark.parametrize(("text", "rules"), DISHONEST)
def test_a_rewrite_is_lawful_and_says_something(text: str, rules: frozenset[str]) -> None:
    advert = f"招聘缝纫工，{text}，提供住宿"
    written = rewrite(advert, check_advert(advert, None, GUIZHOU), GUIZHOU)
    assert check_advert(written, None, GUIZHOU) == []
    assert "缝纫工" in written or written == NOTHING_LEFT


@pytest.mark.parametrize("text", WARNED)
def test_doubtful_words_warn_and_do_not_block(text: str) -> None:
    found = check_advert(text, None, GUIZHOU)
    assert found
    assert may_publish(found)


def test_an_advert_that_breaks_five_rules_is_written_again_with_what_is_lawful() -> None:
    advert = "招女工5名，18–35岁，未婚优先，本地户口，五官端正，押金300，月薪4000–12000轻松，会平车优先"
    found = check_advert(advert, None, GUIZHOU)
    assert not may_publish(found)
    assert rewrite(advert, found, GUIZHOU) == "招工人5名，18岁起，会平车优先，男女不限，不收任何费用"


def test_a_rewrite_names_the_job_where_it_is_known() -> None:
    advert = "招女工5名，提供住宿"
    assert rewrite(advert, check_advert(advert), job="缝纫工") == "招缝纫工5名，提供住宿，男女不限"


def test_a_fraud_is_not_mended() -> None:
    advert = "手机点赞返现，在家可做，轻松日结300"
    assert rewrite(advert, check_advert(advert), GUIZHOU) == NOTHING_LEFT


def test_an_honest_advert_stays_as_it_was_written() -> None:
    advert = "招聘缝纫工5名，男女不限，月薪3000-4500元，提供住宿"
    assert rewrite(advert, check_advert(advert, None, GUIZHOU), GUIZHOU) == advert


@pytest.mark.parametrize("noise", [" ", "\u3000", "\u200b", " \u200d"])
@pytest.mark.parametrize("text", ["限女性", "未婚优先", "不要河南人", "残疾人勿扰", "押金300元", "扣押身份证"])
def test_spaced_out_words_are_found_and_shown_as_posted(text: str, noise: str) -> None:
    posted = noise.join(text)
    found = check_advert(posted)
    assert {finding.rule for finding in found} == {finding.rule for finding in check_advert(text)}
    assert posted in {finding.words for finding in found}


@pytest.mark.parametrize("noise", [".", "*", "·", "-", "_", "/", "、"])
def test_noise_between_characters_hides_nothing(noise: str) -> None:
    assert "L01" in {finding.rule for finding in check_advert(noise.join("仅限女性"))}


def test_every_finding_is_explained_in_two_languages() -> None:
    for text, _ in DISHONEST:
        for finding in check_advert(text, None, GUIZHOU):
            why = finding.explanation
            assert all((why.because, why.instead))
            assert all(part.isascii() and part for part in (why.because_en, why.instead_en.replace("…", "")))


SIGNS = "招聘女男工普工5名岁18-以下上限仅只优先不收押金费未婚已育本地户口人勿扰残疾乙肝月薪元轻松，。、 （）轻0"


@given(st.one_of(st.text(max_size=60), st.text(alphabet=SIGNS, max_size=40)))
@settings(deadline=None, max_examples=150)
def test_no_text_makes_the_check_fall_over_and_words_are_always_as_posted(text: str) -> None:
    for finding in check_advert(text, None, GUIZHOU):
        assert finding.words
        assert finding.words in text


@given(
    st.lists(st.sampled_from([*HONEST, *(text for text, _ in DISHONEST)]), min_size=1, max_size=6),
    st.sampled_from("，；。\n "),
)
@settings(deadline=None, max_examples=80)
def test_every_rewrite_of_a_mixed_advert_is_lawful(parts: list[str], between: str) -> None:
    advert = between.join(parts)
    written = rewrite(advert, check_advert(advert, None, GUIZHOU), GUIZHOU)
    assert may_publish(check_advert(written, None, GUIZHOU))
    assert all(finding.level is Level.WARN for finding in check_advert(written, None, GUIZHOU))
