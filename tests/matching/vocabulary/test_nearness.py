"""How near occupations are, and when they are the same: by codes and experience, never by the look of their names."""

from itertools import combinations

import pytest

from jobmatch.matching.vocabulary import Occupation, Vocabulary

VOCABULARY = Vocabulary.load()


def occupation(name: str) -> Occupation:
    found = VOCABULARY.canonical(name)
    assert found is not None, name
    return found


def nearness(one: str, other: str) -> int:
    return VOCABULARY.nearness(occupation(one), occupation(other))


def test_one_code_under_two_names_is_the_same_occupation() -> None:
    assert VOCABULARY.same(occupation("包装工"), occupation("白酒灌装包装工(包装工)"))
    assert nearness("包装工", "白酒灌装包装工(包装工)") == 100


def test_occupations_without_a_code_are_the_same_only_by_name() -> None:
    assert VOCABULARY.same(occupation("建筑小工"), occupation("建筑小工"))
    assert not VOCABULARY.same(occupation("建筑小工"), occupation("模板木工"))


def test_a_place_in_the_classification_is_not_the_same_occupation() -> None:
    assert not VOCABULARY.same(occupation("母婴护理员(月嫂)"), occupation("家政服务员"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("起重装卸机械操作工(叉车司机)", "道路货运汽车驾驶员"), ("保洁员", "保安员"), ("电工", "电子商务师")],
)
def test_names_that_look_alike_are_far(one: str, other: str) -> None:
    assert nearness(one, other) <= 15


@pytest.mark.parametrize(
    ("one", "other"),
    [("母婴护理员(月嫂)", "育婴员"), ("养老护理员", "医疗护理员"), ("缝纫工", "裁剪工"), ("洗碗工", "厨房帮工(切配)")],
)
def test_work_that_is_alike_is_near(one: str, other: str) -> None:
    assert nearness(one, other) >= 60


def test_nearness_is_symmetrical_and_between_nothing_and_the_same() -> None:
    for one, other in combinations(VOCABULARY.tables.common, 2):
        points = VOCABULARY.nearness(one, other)
        assert points == VOCABULARY.nearness(other, one)
        assert 0 <= points <= 100
        assert (points == 100) == VOCABULARY.same(one, other)


def test_a_nearer_code_is_nearer() -> None:
    assert nearness("冲压工", "车工(机床)") > nearness("冲压工", "涂装工") > nearness("冲压工", "保安员")


def test_a_general_occupation_is_nearer_to_its_own_branch() -> None:
    assert nearness("普工(一线操作员)", "石材生产工") > nearness("普工(一线操作员)", "保安员")
