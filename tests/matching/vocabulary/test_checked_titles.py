"""The benchmark's own data: the hand-checked titles belong to the development titles, and their codes exist."""

from benchmarks.titles.examples import checked_titles, development_titles, fold_numbers
from jobmatch.matching.vocabulary.occupations import load_tables


def test_checked_titles_are_300_of_the_development_titles_with_codes_that_exist() -> None:
    checked = checked_titles()
    labels = {example.title: example.code for example in development_titles()}
    assert len({row.title for row in checked}) == 300
    for row in checked:
        assert labels[row.title] == row.label
        assert row.label[0] in "456"
        assert row.acceptable
        assert row.acceptable - {"-"} <= load_tables().code_names.keys()


def test_titles_that_differ_only_by_noise_are_never_parted_into_two_folds() -> None:
    examples = development_titles()
    numbers = dict(zip((example.title for example in examples), fold_numbers(examples), strict=True))
    assert numbers["算法工程师"] == numbers["算法工程师-J452917"]
    assert set(numbers.values()) == {0, 1, 2, 3, 4}
