"""Places as offices write them, read against the table of divisions."""

import pytest

from jobmatch.places import Place, Precision, coordinates, division_name, is_division, read_place


def _names(place: Place) -> tuple[str | None, str | None, str | None, str | None]:
    return place.province, place.city, place.county, place.town


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("广东省深圳市宝安区", ("广东省", "深圳市", "宝安区", None)),
        ("深圳宝安区", ("广东省", "深圳市", "宝安区", None)),
        ("浙江义乌", ("浙江省", "金华市", "义乌市", None)),
        ("湖北潜江", ("湖北省", None, "潜江市", None)),
        ("重庆市綦江区", ("重庆市", "重庆市", "綦江区", None)),
        ("内蒙古鄂尔多斯东胜区", ("内蒙古自治区", "鄂尔多斯市", "东胜区", None)),
        ("道真县", ("贵州省", "遵义市", "道真仡佬族苗族自治县", None)),
        ("广东省-深圳市-宝安区 ", ("广东省", "深圳市", "宝安区", None)),
    ],
)
def test_a_county_is_found_with_or_without_the_kinds_of_its_names(text: str, names: tuple[str | None, ...]) -> None:
    found = read_place(text)
    assert _names(found) == names
    assert found.precision is Precision.COUNTY


@pytest.mark.parametrize("text", ["广东东莞长安镇", "广东省东莞市长安镇", "东莞市长安"])
def test_a_city_without_counties_is_read_down_to_its_town(text: str) -> None:
    found = read_place(text)
    assert _names(found) == ("广东省", "东莞市", None, "长安镇")
    assert found.precision is Precision.TOWN
    assert found.division == "441900"


@pytest.mark.parametrize("text", ["楚米镇工业园", "桐梓县楚米镇", "遵义市桐梓县楚米镇", "桐梓楚米"])
def test_towns_of_the_own_county_need_no_county_before_them(text: str) -> None:
    found = read_place(text, "520322")
    assert (found.county, found.town, found.division) == ("桐梓县", "楚米镇", "520322101")


def test_a_community_is_named_even_where_the_table_puts_it_elsewhere() -> None:
    found = read_place("桐梓县娄山关街道蟠龙社区")
    assert (found.town, found.community, found.precision) == ("娄山关街道", "蟠龙社区", Precision.COMMUNITY)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("本小区1楼", Precision.UNKNOWN),
        ("待定", Precision.UNKNOWN),
        ("平安大厦", Precision.UNKNOWN),
        ("", Precision.UNKNOWN),
        ("遵义市", Precision.CITY),
        ("浙江省", Precision.PROVINCE),
        ("县城", Precision.COUNTY),
        ("柬埔寨西港", Precision.ABROAD),
    ],
)
def test_what_is_not_said_is_not_guessed(text: str, precision: Precision) -> None:
    assert read_place(text).precision is precision


def test_a_name_that_several_counties_share_is_settled_by_what_stands_before_it() -> None:
    assert read_place("朝阳区").precision is Precision.UNKNOWN
    assert read_place("北京朝阳区").division == "110105"


def test_of_counties_with_one_name_the_one_in_the_own_province_is_meant() -> None:
    assert read_place("白云区", "520322").city == "贵阳市"
    assert read_place("白云区", "440118").city == "广州市"


def test_a_place_is_found_behind_the_name_of_a_firm() -> None:
    assert read_place("恒崎电子深圳市宝安区分厂").division == "440306"


def test_codes_have_names_and_counties_have_coordinates() -> None:
    assert division_name("520322") == "桐梓县"
    assert division_name("520322002000") == "娄山关街道"
    assert division_name("52") == "贵州省"
    assert coordinates("520322") == (28.1333, 106.8252)
    assert coordinates("520322002") is None
    assert is_division("520322")
    assert not is_division("529999")


def test_a_county_that_the_table_lacks_is_known_by_its_name_behind_its_city() -> None:
    place = read_place("湖南省长沙市某某区")
    assert (place.city, place.county, place.precision) == ("长沙市", "某某区", Precision.COUNTY)


@pytest.mark.parametrize("text", ["深圳市工业区", "贵阳市市区", "杭州市经济技术开发区", "重庆市主城区", "广州市内各区"])
def test_a_part_of_a_city_that_is_no_county_leaves_the_place_at_the_city(text: str) -> None:
    assert read_place(text).county is None
