"""Titles in the order of their nearness to a query."""

from jobmatch.matching.vocabulary.similar import similar, similar_all

TITLES = ["保安", "货车司机", "保洁阿姨", "会计", "家政保洁", "货运驾驶员", "保安"]


def test_all_titles_come_back_nearest_first() -> None:
    near = similar("清洁工", TITLES)
    assert sorted(one.title for one in near) == sorted(TITLES)
    assert {one.title for one in near[:2]} == {"保洁阿姨", "家政保洁"}
    scores = [one.score for one in near]
    assert scores == sorted(scores, reverse=True)


def test_the_same_words_are_nearest() -> None:
    assert similar("货车司机", TITLES)[0].title == "货车司机"
    assert similar("货车司机", TITLES)[0].score == 1.0


def test_meaning_goes_before_the_look_of_the_words() -> None:
    near = [one.title for one in similar("货车司机", ["叉车司机", "货运驾驶员"])]
    assert near == ["货运驾驶员", "叉车司机"]


def test_equal_titles_keep_their_order_and_a_strange_query_still_orders_all() -> None:
    assert [one.title for one in similar("ξξξ", TITLES)] == TITLES
    assert similar("保安", []) == []


def test_many_queries_give_what_each_gives_alone() -> None:
    queries = ["会计", "", "保安员"]
    assert list(similar_all(queries, TITLES)) == [similar(query, TITLES) for query in queries]
