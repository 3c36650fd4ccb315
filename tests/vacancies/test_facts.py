"""Stored vacancies as matching reads them: nothing is added that nobody said."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch.matching import codes, facts
from jobmatch.vacancies import employers
from jobmatch.vacancies.codes import Basis, Board, Shift, VacancyKind, WageType
from jobmatch.vacancies.facts import employer_facts, to_facts
from jobmatch.vacancies.offer import CertificateWanted, Offer
from tests.vacancies.posting_desk import AT, CLERK, DAY, SEWING, a_draft, a_published


def test_what_nobody_said_stays_unknown(session: Session) -> None:
    found = to_facts(a_draft(session, Offer(title="普工", kind=VacancyKind.COMPANY)))
    unknown = (
        found.occupation, found.openings, found.wage.type, found.dorm, found.age, found.education, found.experience,
        found.skills, found.physical, found.functions, found.hazards, found.reading, found.insurance, found.expires,
    )  # fmt: skip
    assert set(unknown) == {None}
    assert (found.place, found.schedule) == (facts.Place(), facts.Schedule())


def test_what_was_said_arrives_in_the_words_of_matching(session: Session) -> None:
    offer = replace(
        SEWING,
        occupation="缝纫工",
        division="520322101",
        shift=Shift.ROTATING,
        hours_from=time(8),
        hours_to=time(20),
        dorm=Board.FREE,
        age_min=18,
        age_max=45,
        education_min="junior_middle",
        education_basis=Basis.WISH,
        experience_months=12,
        functions=("fine_hands",),
        certificates=(CertificateWanted("health"), CertificateWanted("forklift", required=False)),
    )
    found = to_facts(a_published(session, offer))
    assert found.schedule == facts.Schedule(codes.Shift.ROTATING, time(8), time(20))
    assert (found.dorm, found.age) == (codes.Dorm.FREE, facts.AgeLimit(18, 45, False))
    assert found.education == facts.EducationDemand(codes.Education.JUNIOR_MIDDLE, codes.Basis.WISH)
    assert found.experience == facts.ExperienceDemand("缝纫工", 12, False)
    assert found.certificates == (facts.CertificateDemand("health", False),)
    assert (found.functions, found.openings) == ((codes.Function.FINE_HANDS,), 2)
    assert (found.expires, found.confirmed_on) == (date(2026, 6, 30), DAY)


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [
        (WageType.COMMISSION, codes.WageType.MONTH),
        (WageType.LIVE_IN, codes.WageType.MONTH),
        (WageType.PIECE, codes.WageType.PIECE),
        (WageType.DAY, codes.WageType.DAY),
    ],
)
def test_commission_and_live_in_pay_count_as_their_base_by_the_month(
    session: Session, kind: WageType, read_as: codes.WageType
) -> None:
    assert to_facts(a_draft(session, replace(SEWING, wage_type=kind))).wage.type is read_as


def test_a_deduction_that_is_neither_board_nor_lodging_is_not_lost(session: Session) -> None:
    offer = replace(SEWING, board_deduction=Decimal(100), other_deductions=Decimal(50))
    assert to_facts(a_draft(session, offer)).wage.board_deduction == 150


def test_a_barred_employer_is_barred_from_its_day_on(session: Session) -> None:
    employer = a_draft(session).employer
    employers.blacklist(session, employer, DAY, "wage arrears", AT, CLERK)
    assert employer_facts(employer, DAY).blacklisted
    assert not employer_facts(employer, date(2026, 5, 31)).blacklisted
    assert employer_facts(employer, DAY).verified == 2
