"""The title coder: clear titles get their code, unsure ones ask, what is no title gets none."""

import pytest

from jobmatch.matching.vocabulary.coder import TitleCoder
from jobmatch.matching.vocabulary.title_features import title_text

CODER = TitleCoder.load()


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("普工", "6-00-00-00"),
        ("焊工", "6-18-02-04"),
        ("某某机械有限公司招聘焊工", "6-18-02-04"),
        ("诚聘叉车司机 6000-8000元/月", "6-30-05-01"),
        ("保安", "4-07-05-01"),
        ("酒店保洁阿姨（包吃住）", "4-09-08-01"),
        ("包装工", "6-31-05-00"),
        ("白酒灌装包装工(包装工)", "6-31-05-00"),
        ("客房服务员", "4-03-01-02"),
        ("外卖骑手", "4-10-08-01"),
        ("育婴员", "4-10-01-02"),
        ("缝纫工", "6-05-01-03"),
        ("服装车工", "6-05-01-03"),
        ("內科醫生", "2-05-01-01"),
    ],
)
def test_a_clear_title_gets_its_code_first(title: str, code: str) -> None:
    assert CODER.code(title).codes[0].code == code


@pytest.mark.parametrize("title", ["焊工", "保安", "客房服务员", "月嫂"])
def test_a_clear_title_does_not_ask(title: str) -> None:
    assert not CODER.code(title).ask


@pytest.mark.parametrize("title", ["针车", "车工", "开料", "贴标", "木工", "小工", "护工", "普工", "水电工"])
def test_an_ambiguous_title_asks(title: str) -> None:
    assert CODER.code(title).ask


@pytest.mark.parametrize("title", ["", " ", "12345", "五险一金双休", "今天天气很好", "\n", "abc"])
def test_what_names_no_occupation_gets_no_code(title: str) -> None:
    coding = CODER.code(title)
    assert coding.codes == ()
    assert coding.ask


@pytest.mark.parametrize("top", [1, 3, 10])
def test_codes_come_best_first_in_the_number_asked_for(top: int) -> None:
    codes = CODER.code("餐厅服务员", top).codes
    assert len(codes) == top
    confidences = [coded.confidence for coded in codes]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_every_code_has_its_name_in_the_classification() -> None:
    assert all(CODER.tables.code_names[code] for code in CODER.model.codes)


def test_many_titles_at_once_are_coded_as_one_by_one() -> None:
    titles = ["焊工", "保安", "焊工", "", "采购专员"]
    assert CODER.code_all(titles) == [CODER.code(title) for title in titles]


@pytest.mark.parametrize(
    ("title", "core"),
    [
        ("某某金属招聘焊工5000元(长白班)", "焊工"),
        ("招聘专员", "招聘专员"),
        ("高级招聘主管", "高级招聘主管"),
        ("采购专员/主管", "采购专员 主管"),
    ],
)
def test_the_core_of_a_title_is_without_employer_and_pay(title: str, core: str) -> None:
    assert title_text(title).core == core
