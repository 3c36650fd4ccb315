"""The data of the vocabulary is whole: every name and code that one file uses stands in another."""

import re

import pytest

from jobmatch.matching.vocabulary.occupations import code_level, code_parts, load_tables, package_rows
from jobmatch.matching.vocabulary.readings import read
from jobmatch.matching.vocabulary.words import name_key

TABLES = load_tables()
# 育婴员 stands in the field guide with a code from memory; the public list of the classification leaves it out.
UNLISTED = {"4-10-01-02"}


def test_the_field_guide_has_113_occupations_and_the_classification_all_of_its_levels() -> None:
    assert len(TABLES.common) == 113
    assert {code_level(one.kin) for one in TABLES.national} == {"major", "sub_major", "minor", "unit"}
    assert len(TABLES.national) > 2000


def test_every_code_has_the_form_of_the_classification_and_is_listed_there() -> None:
    listed = {one.code for one in TABLES.national}
    for occupation in TABLES.common:
        assert re.fullmatch(r"[1-8]-\d\d-\d\d-\d\d", occupation.kin)
        assert occupation.kin in listed | UNLISTED, occupation.name


def test_an_occupation_without_a_code_still_stands_somewhere() -> None:
    without = [one for one in TABLES.common if one.code is None]
    assert without
    assert all(one.kin for one in without)


def test_related_occupations_and_further_aliases_name_occupations_that_exist() -> None:
    for row in package_rows("related.tsv"):
        assert name_key(row["one"]) in TABLES.by_name, row
        assert name_key(row["other"]) in TABLES.by_name, row
        assert 0 < int(row["nearness"]) < 100
    for row in package_rows("aliases.tsv"):
        assert name_key(row["canonical"]) in TABLES.by_name, row


@pytest.mark.parametrize("one", TABLES.common, ids=lambda one: one.name)
def test_every_name_of_the_field_guide_reads_as_itself(one) -> None:  # type: ignore[no-untyped-def]
    reading = read(one.name)
    assert reading.occupation is not None
    assert reading.occupation.name == one.name


def test_a_group_code_has_fewer_parts_than_a_unit_code() -> None:
    assert code_parts("4-10-00-00") == ("4", "10")
    assert code_parts("6-31-05-00") == ("6", "31", "05")
