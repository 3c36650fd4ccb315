"""What the fields of a vacancy break by themselves, and when they do not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jobmatch.matching.codes import Contract, Hazard, Insurance, Overtime, Shift, VacancyKind, WageType
from jobmatch.matching.facts import AgeLimit, CertificateDemand, Employer, Parameters, Schedule, Vacancy, Wage
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Finding, Level, may_publish
from jobmatch.vacancies.adverts.fraud import Poster

GUIZHOU = Parameters(Decimal(1890), Decimal("19.6"))
SOUND = Vacancy(
    id="A",
    employer="E",
    title="缝纫工",
    kind=VacancyKind.WORKSHOP,
    schedule=Schedule(Shift.DAY, hours_per_day=Decimal(8), days_per_month=Decimal("21.75")),
    wage=Wage(WageType.MONTH, Decimal(3000), Decimal(4500)),
    insurance=(Insurance.SOCIAL,),
    contract=Contract.LABOUR,
    hazards=(),
)


def found(vacancy: Vacancy, text: str = "") -> list[Finding]:
    return check_advert(text, vacancy, GUIZHOU)


def rules(vacancy: Vacancy, text: str = "") -> set[tuple[str, str]]:
    return {(finding.rule, finding.level.value) for finding in found(vacancy, text)}


def paid(wage: Wage, hours: str = "8", days: str = "21.75") -> Vacancy:
    return replace(SOUND, wage=wage, schedule=Schedule(Shift.DAY, None, None, Decimal(hours), Decimal(days)))


def test_a_sound_vacancy_has_no_findings() -> None:
    assert found(SOUND, "招缝纫工5名，男女不限") == []


def test_the_title_is_part_of_the_advert() -> None:
    assert [(f.rule, f.words, f.source) for f in found(replace(SOUND, title="女工"))] == [("L01", "女工", "title")]


@pytest.mark.parametrize(("least", "level"), [(15, "block"), (16, None), (18, None)])
def test_nobody_under_16_is_hired(least: int, level: str | None) -> None:
    assert rules(replace(SOUND, age=AgeLimit(minimum=least))) == ({("L06", level)} if level else set())


def test_ages_16_and_17_are_kept_from_hazards() -> None:
    noisy = replace(SOUND, age=AgeLimit(minimum=16), hazards=(Hazard.NOISE,))
    assert ("L06", "warn") in rules(noisy)
    assert ("L06", "warn") not in rules(replace(noisy, age=AgeLimit(minimum=18)))


def test_an_upper_age_warns_once_though_the_words_say_it_too() -> None:
    limited = replace(SOUND, age=AgeLimit(18, 45))
    assert rules(limited) == {("L07", "warn")}
    assert [f.words for f in found(limited, "18-45岁")] == ["18-45岁"]


@pytest.mark.parametrize(
    ("vacancy", "rule"),
    [
        (paid(Wage(WageType.MONTH, Decimal(1800))), ("L08", "block")),
        (paid(Wage(WageType.MONTH, Decimal(2200)), "12", "28"), ("L08", "block")),
        (paid(Wage(WageType.MONTH, Decimal(2200), overtime=Overtime.PAID), "12", "28"), None),
        (paid(Wage(WageType.DAY, Decimal(80))), ("L08", "block")),
        (paid(Wage(WageType.HOUR, Decimal(18)), "3", "22"), ("L08", "block")),
        (paid(Wage(WageType.HOUR, Decimal(18))), None),
        (paid(Wage(WageType.PIECE)), ("L08", "block")),
        (paid(Wage(WageType.PIECE, unit_price=Decimal("0.35"))), ("L08", "block")),
        (paid(Wage(WageType.PIECE, guaranteed=Decimal(2000))), None),
        (paid(Wage(WageType.PIECE, guaranteed=Decimal(1500))), ("L08", "block")),
    ],
)
def test_pay_is_held_against_the_minimum_wage(vacancy: Vacancy, rule: tuple[str, str] | None) -> None:
    assert rules(vacancy) == ({rule} if rule else set())


def test_a_piece_rate_too_low_for_beginners_alone_warns() -> None:
    wage = Wage(
        WageType.PIECE,
        unit_price=Decimal("0.3"),
        novice_units_per_day=Decimal(200),
        normal_units_per_day=Decimal(400),
    )
    assert rules(paid(wage)) == {("L08", "warn")}


def test_home_piece_work_is_not_blocked_but_the_hourly_figure_is_said() -> None:
    wage = Wage(WageType.PIECE, unit_price=Decimal("0.1"), novice_units_per_day=Decimal(300))
    home = replace(paid(wage, "6", "20"), kind=VacancyKind.HOME_PIECEWORK)
    assert rules(home) == {("L08", "warn")}
    assert "5.0元" in found(home)[0].explanation.because


def test_a_private_household_is_not_under_the_minimum_wage() -> None:
    at_home = replace(paid(Wage(WageType.MONTH, Decimal(1500)), "10", "26"), kind=VacancyKind.HOUSEHOLD)
    assert rules(replace(at_home, contract=Contract.HOUSEHOLD)) == set()
    assert rules(at_home) == {("L20", "warn")}


def test_pay_of_the_words_counts_where_the_fields_give_none() -> None:
    silent = replace(SOUND, wage=Wage())
    assert ("L08", "block") in rules(silent, "月薪1500元")
    assert rules(silent, "月薪3000元") == set()
    assert rules(silent, "押金300元") == {("L13", "block"), ("FRAUD", "block")}


def test_an_unknown_minimum_wage_is_no_breach() -> None:
    assert check_advert("", paid(Wage(WageType.MONTH, Decimal(500)))) == []


def test_heavy_work_is_explained_and_men_only_is_still_forbidden() -> None:
    heavy = replace(SOUND, title="装卸工", physical=4)
    assert rules(heavy) == {("L10", "warn")}
    assert {("L01", "block"), ("L10", "block")} <= rules(heavy, "限男性")


@pytest.mark.parametrize(
    ("insurance", "rule"),
    [
        ((), ("L12", "block")),
        (None, ("L12", "warn")),
        ((Insurance.ACCIDENT,), ("L12", "warn")),
        ((Insurance.INJURY,), None),
        ((Insurance.SOCIAL,), None),
    ],
)
def test_dangerous_work_needs_work_injury_cover(
    insurance: tuple[Insurance, ...] | None, rule: tuple[str, str] | None
) -> None:
    dangerous = replace(SOUND, hazards=(Hazard.MACHINERY,), insurance=insurance)
    assert rules(dangerous) == ({rule} if rule else set())


def test_special_operations_ask_for_their_certificate() -> None:
    wires = replace(SOUND, title="电工", hazards=(Hazard.LIVE_CURRENT,))
    assert rules(wires) == {("L12", "warn")}
    assert rules(replace(wires, certificates=(CertificateDemand("electrician"),))) == set()


def test_a_health_certificate_makes_the_demand_to_be_free_of_infection_lawful() -> None:
    assert ("L04", "block") in rules(SOUND, "无传染病")
    assert rules(replace(SOUND, certificates=(CertificateDemand("health"),)), "无传染病") == set()


def test_dispatch_names_the_firm_that_signs() -> None:
    sent = replace(SOUND, contract=Contract.DISPATCH)
    assert rules(sent) == {("L16", "warn")}
    assert rules(sent, "派遣单位：桐梓县娄山人力资源有限公司") == set()


def test_a_blacklisted_employer_is_blocked() -> None:
    listed = check_advert("招缝纫工", SOUND, GUIZHOU, employer=Employer("E", 2, blacklisted=True))
    assert [(f.rule, f.level) for f in listed] == [("L18", Level.BLOCK)]


def test_a_home_address_stays_hidden() -> None:
    at_home = replace(SOUND, kind=VacancyKind.HOUSEHOLD, contract=Contract.HOUSEHOLD)
    assert {f.words for f in found(at_home, "住在3栋2单元501室")} >= {"3栋2单元501室"}


def test_three_soft_signs_block_and_fewer_warn() -> None:
    two = check_advert("桐梓县，在家可做，简历发到abc@163.com", None, GUIZHOU)
    assert {(f.rule, f.level) for f in two} == {("FRAUD", Level.WARN)}
    three = check_advert("桐梓县，在家可做，简历发到abc@163.com，急招，无需面试", None, GUIZHOU)
    assert not may_publish(three)
    assert len([f for f in three if f.rule == "FRAUD"]) == 3


def test_a_missing_place_is_a_sign_beside_others_only() -> None:
    assert check_advert("招缝纫工5名", None, GUIZHOU) == []
    assert not may_publish(check_advert("在家可做，简历发到abc@163.com", None, GUIZHOU))


def test_what_the_register_knows_of_the_poster_counts_as_a_sign() -> None:
    known = Poster(employers_with_this_phone=4, months_registered=1, posts=80, names_in_a_year=3)
    assert not may_publish(check_advert("招缝纫工", SOUND, GUIZHOU, poster=known))
    assert may_publish(check_advert("招缝纫工", SOUND, GUIZHOU, poster=Poster(employers_with_this_phone=4)))
