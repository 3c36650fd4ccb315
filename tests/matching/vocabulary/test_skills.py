"""Skill words in one form."""

import pytest

from jobmatch.matching.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()


@pytest.mark.parametrize(
    ("said", "normal"),
    [("拷边", "锁边"), ("熟练操作电动平车", "平车"), ("会用电脑", "电脑"), ("電腦", "电脑"), ("记录(识字)", "记录"),
     ("吹唢呐", "吹唢呐"), ("  ＣＡＤ ", "cad")],
)  # fmt: skip
def test_skills_said_differently_have_one_form(said: str, normal: str) -> None:
    assert VOCABULARY.skill(said) == normal


def test_a_normal_form_is_its_own_normal_form() -> None:
    for occupation in VOCABULARY.tables.common:
        for said in occupation.skills:
            assert VOCABULARY.skill(VOCABULARY.skill(said)) == VOCABULARY.skill(said)


def test_shared_skills_are_those_needed_that_are_had() -> None:
    assert VOCABULARY.shared_skills(["拷边", "会用电脑", "唱歌"], ["锁边", "看样"]) == {"锁边"}
    assert VOCABULARY.shared_skills([], ["锁边"]) == frozenset()
