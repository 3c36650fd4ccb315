"""What leaves `fields` is taken by the platform, whatever came in: held to the simulator's own reading of the rules."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.push import fields
from jobmatch.push.fields import UnfitError, fitted
from wechat_simulator import field_rules

KINDS = sorted(fields.KINDS)
# All that people and programs put into a text, the awkward more often than it happens.
AWKWARD = st.sampled_from(
    ["\n", "\r\n", "\u2028", "\x00", "\u200d", "\u0301", "\U0001f468\u200d\U0001f469", "𠮷", "…", "　", "\t", "１", "٣"]
)
WHOLE = st.sampled_from(["包装工", "2200-2600元", "09:30"])
TEXT = st.lists(st.one_of(st.text(max_size=12), AWKWARD, WHOLE)).map("".join)
NEAR = st.one_of(
    st.from_regex(r"[¥￥]?[0-9]{1,12}(\.[0-9]{1,3})?元?", fullmatch=True),
    st.from_regex(r"[0-9+() -]{1,20}", fullmatch=True),
    st.from_regex(r"[贵京]?[A-Z][A-Z0-9]{3,8}[学警]?", fullmatch=True),
    st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
    st.dates().map(date.isoformat),
    st.times().map(lambda time: time.strftime("%H:%M")),
)


@given(kind=st.sampled_from(KINDS), number=st.integers(1, 99), value=st.one_of(TEXT, NEAR))
def test_what_fits_is_taken_by_the_platform(kind: str, number: int, value: str) -> None:
    key = f"{kind}{number}"
    try:
        fits = fitted(key, value)
    except UnfitError:
        return
    assert field_rules.is_valid(key, fits), (key, value, fits)


@given(value=TEXT)
def test_words_always_fit_into_a_thing(value: str) -> None:
    assert field_rules.is_valid("thing1", fitted("thing1", value))


@given(kind=st.sampled_from(KINDS), value=st.one_of(TEXT, NEAR))
def test_what_fits_fits_again_unchanged(kind: str, value: str) -> None:
    try:
        once = fitted(kind, value)
    except UnfitError:
        return
    if kind not in ("time", "date"):
        assert fitted(kind, once) == once


@given(value=st.text("包装工质检员", min_size=1, max_size=40))
def test_a_thing_is_cut_only_when_it_must_be_and_says_so(value: str) -> None:
    fits = fitted("thing1", value)
    assert fits == (value if len(value) <= 20 else value[:19] + "…")


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("thing1", "2200-2600元", "2200-2600元"),
        ("thing1", "一行\n又一行", "一行 又一行"),
        ("thing1", "", "点开看看"),
        ("number1", "3", "3"),
        ("amount1", "2200元", "2200元"),
        ("amount1", "¥2200.50", "¥2200.50"),
        ("character_string1", "TZ-2026-000123", "TZ-2026-000123"),
        ("character_string1", "x" * 40, "x" * 29 + "..."),
        ("time1", "2026-11-27T01:30:00+00:00", "2026年11月27日 09:30"),
        ("time1", "9:30~11:30", "9:30~11:30"),
        ("date1", "2026-11-27", "2026年11月27日"),
        ("date1", "2026-11-27~2026-12-01", "2026年11月27日~2026年12月1日"),
        ("phone_number1", "0852-0000000", "0852-0000000"),
        ("car_number1", "贵C00000", "贵C00000"),
        ("name1", "王小花", "王小花"),
        ("name1", "阿依古丽·买买提·吐尔逊", "阿依古丽·买买提·吐"),
        ("phrase1", "已经通过", "已经通过"),
        ("symbol1", "!!", "!!"),
        ("letter1", "ABC", "ABC"),
    ],
)
def test_examples_from_the_platform_s_page(key: str, value: str, fits: str) -> None:
    assert fitted(key, value) == fits
    assert field_rules.is_valid(key, fits)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount1", "2200-2600元"), ("amount1", ""), ("number1", "三个"), ("number1", "1" * 33), ("number1", "٣"),
        ("letter1", "包"), ("character_string1", "包装工"), ("time1", "上午9点半"), ("time1", "2026-11-27"),
        ("time1", "9:30~10:30~11:30"), ("date1", "9:30"), ("date1", "2026-13-01"), ("phone_number1", "1" * 18),
        ("car_number1", "贵C000000000"), ("car_number1", "贵A000000学"),
        ("name1", "王1"), ("phrase1", "已经被录用了"), ("phrase1", "OK"),
        ("symbol1", "包"), ("weather1", "晴"), ("", "x"),
    ],
)  # fmt: skip
def test_what_would_say_something_else_when_cut_is_refused(key: str, value: str) -> None:
    with pytest.raises(UnfitError):
        fitted(key, value)
    assert not field_rules.is_valid(key, value) or key in ("time1", "number1", "letter1")
