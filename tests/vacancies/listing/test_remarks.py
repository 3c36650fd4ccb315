"""What requirements and remarks add to a post."""

import pytest

from jobmatch.vacancies.codes import Insurance, Welcome
from jobmatch.vacancies.listing.remarks import certificates_in, experience_months, insurance_in, welcome_in
from jobmatch.vacancies.offer import CertificateWanted


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("持健康证上岗", ("health",)),
        ("须持低压电工操作证", ("electrician",)),
        ("货运司机b2", ("licence_B2",)),
        ("持C1驾照", ("licence_C1",)),
        ("有焊工操作证，健康证", ("welding", "health")),
        ("服从安排", ()),
        ("A级写字楼保洁", ()),
    ],
)
def test_certificates_are_those_that_the_words_name(text: str, kinds: tuple[str, ...]) -> None:
    assert {one.kind for one in certificates_in(text)} == set(kinds)


def test_a_card_that_is_only_preferred_is_not_required() -> None:
    assert certificates_in("有叉车证者优先") == (CertificateWanted("forklift", required=False),)


def test_an_employer_who_helps_people_to_the_card_waits_for_it() -> None:
    assert certificates_in("需叉车证，可先培训后上岗") == (CertificateWanted("forklift", train_first=True),)
    assert certificates_in("需叉车证，无经验可培训") == (CertificateWanted("forklift"),)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("有相关经验1年以上", 12),
        ("两年以上工作经验", 24),
        ("半年以上经验", 6),
        ("有经验者优先，无经验可培训", None),
        ("3年以上经验者优先", None),
        ("身体健康", None),
    ],
)
def test_experience_counts_where_it_is_asked_for(text: str, months: int | None) -> None:
    assert experience_months(text) == months


def test_insurance_is_unknown_where_nothing_is_said() -> None:
    assert insurance_in("急招") is None
    assert insurance_in("不买保险") == ()
    assert insurance_in("缴纳五险") == (Insurance.SOCIAL, Insurance.INJURY)
    assert insurance_in("购买意外险") == (Insurance.ACCIDENT,)


def test_a_post_welcomes_whom_its_words_welcome() -> None:
    assert welcome_in("可接收夫妻", "弹性工时，可接送孩子") == (Welcome.PARENTS, Welcome.COUPLES)
    assert welcome_in("残疾人勿扰") is None
