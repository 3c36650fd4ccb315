"""The resolver: noisy words become occupations, ambiguous ones ask, unknown ones are never guessed."""

import pytest

from jobmatch.matching.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()


def name_of(text: str) -> str | None:
    occupation = VOCABULARY.read(text).occupation
    return occupation.name if occupation else None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("普工+包吃住+综合5-6k+汽车厂", "汽车生产线操作工"),
        ("ＱＣ品檢員", "质检员"),
        ("電焊工（二保焊）月薪8000元", "焊工"),
        ("【急聘】  保 洁 员 2名", "保洁员"),
        ("平车工（宝妈岗）", "缝纫工"),
        ("社区保洁（公益性岗位）", "保洁员"),
        ("夜班保安（爬楼巡逻）", "保安员"),
        ("仓库分拣", "快件处理员"),
        ("店员", "商品营业员"),
        ("酒店夜班前台", "前厅服务员"),
        ("跟车送货（不开车）", "装卸搬运工"),
    ],
)
def test_noise_around_a_title_does_not_hide_the_occupation(title: str, name: str) -> None:
    assert name_of(title) == name


@pytest.mark.parametrize(
    ("wish", "name"),
    [("缝纫", "缝纫工"), ("保洁", "保洁员"), ("装卸", "装卸搬运工"), ("食堂", "食堂工"), ("包装", "包装工"),
     ("电子厂", "电子设备装接工"), ("家电厂", "小型家用电器制造工"), ("数据标注", "人工智能训练师(数据标注员)"),
     ("守门", "保安员"), ("带娃娃", "育婴员"), ("煮饭的", "食堂工")],
)  # fmt: skip
def test_what_people_say_they_want_is_understood(wish: str, name: str) -> None:
    assert name_of(wish) == name


def test_the_longest_word_wins() -> None:
    assert name_of("酒厂包装") == "白酒灌装包装工(包装工)"
    assert name_of("学校食堂帮工") == "食堂工"


def test_a_place_gives_way_to_a_job_and_decides_for_a_hand_without_a_trade() -> None:
    assert name_of("电子厂保安") == "保安员"
    assert name_of("纸箱厂操作工") == "纸箱纸盒制作工"
    assert name_of("电子厂普工") == "电子设备装接工"


@pytest.mark.parametrize("word", ["针车", "车工", "开料", "贴标", "木工", "小工", "护工"])
def test_an_ambiguous_word_asks_and_decides_nothing(word: str) -> None:
    reading = VOCABULARY.read(word)
    assert reading.ask
    assert reading.occupation is None
    assert len(reading.options) >= 2
    assert reading.question_zh
    assert reading.question_en


@pytest.mark.parametrize(("word", "name"), [("普工", "普工(一线操作员)"), ("电工", "电工"), ("水电工", "电工")])
def test_a_word_may_ask_although_its_occupation_holds_whatever_the_answer(word: str, name: str) -> None:
    reading = VOCABULARY.read(word)
    assert reading.ask
    assert reading.occupation is not None
    assert reading.occupation.name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [("服装车工", "缝纫工"), ("数控车床车工", "车工(机床)"), ("鞋面针车", "制鞋工"), ("工地小工", "建筑小工"),
     ("厨房小工", "厨房帮工(切配)"), ("养老院护工", "养老护理员"), ("医院护工", "医疗护理员"),
     ("家具厂木工", "家具制作工"), ("木工（工地支模）", "模板木工"), ("酒厂贴标", "白酒灌装包装工(包装工)"),
     ("布料开料", "裁剪工"), ("铲车（工地）", "挖掘铲运和桩工机械司机")],
)  # fmt: skip
def test_the_rest_of_the_title_settles_an_ambiguous_word(title: str, name: str) -> None:
    reading = VOCABULARY.read(title)
    assert not reading.ask
    assert reading.occupation is not None
    assert reading.occupation.name == name


def test_an_employer_is_no_job_but_may_settle_what_a_word_means() -> None:
    assert name_of("江冷物业管理招聘保安") == "保安员"
    assert name_of("某某酒店管理诚聘电工") == "电工"
    assert name_of("某某鞋业有限公司招聘针车") == "制鞋工"
    assert name_of("招聘主管") == "招聘师"


def test_a_title_of_two_jobs_asks_which() -> None:
    reading = VOCABULARY.read("厨师/服务员")
    assert reading.ask
    assert reading.occupation is None
    assert {one.name for one in reading.options} == {"中式烹调师", "餐厅服务员"}


@pytest.mark.parametrize("text", ["", "   ", "12345", "阿巴阿巴", "月休8天6000+", "\x00\n", "🙂"])
def test_words_that_name_nothing_are_no_occupation_and_ask(text: str) -> None:
    reading = VOCABULARY.read(text)
    assert reading.occupation is None
    assert reading.ask


def test_a_likeness_is_offered_and_never_taken() -> None:
    reading = VOCABULARY.read("道路货运汽车架驶员")
    assert reading.occupation is None
    assert "道路货运汽车驾驶员" in [one.name for one in reading.options]


def test_a_denied_word_does_not_count() -> None:
    assert name_of("非保安") is None


def test_reading_twice_gives_the_same() -> None:
    assert VOCABULARY.read("车工") == VOCABULARY.read("车工")


@pytest.mark.parametrize(
    ("confirmed", "name", "code"),
    [
        ("包装工", "包装工", "6-31-05-00"),
        ("白酒灌装包装工(包装工)", "白酒灌装包装工(包装工)", "6-31-05-00"),
        ("白酒灌装包装工（包装工）", "白酒灌装包装工(包装工)", "6-31-05-00"),
        ("6-31-05-00", "包装工", "6-31-05-00"),
        ("车工", "车工(机床)", "6-18-01-01"),
        ("普工(一线操作员)", "普工(一线操作员)", None),
        ("4-10-01-02", "育婴员", "4-10-01-02"),
        ("内科医师", "内科医师", "2-05-01-01"),
        ("6-00-00-00", "生产制造及有关人员", "6-00-00-00"),
        ("保潔員", "保洁员", "4-09-08-01"),
    ],
)
def test_a_confirmed_name_or_code_is_canonical(confirmed: str, name: str, code: str | None) -> None:
    occupation = VOCABULARY.canonical(confirmed)
    assert occupation is not None
    assert (occupation.name, occupation.code) == (name, code)


@pytest.mark.parametrize("spoken", ["家电厂", "守门", "小工", "普工", "9-99-99-99", "打螺丝", ""])
def test_spoken_words_are_not_canonical(spoken: str) -> None:
    assert VOCABULARY.canonical(spoken) is None
