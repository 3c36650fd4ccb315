"""Vacancies for the pages' tests: one good post, and variations of it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.households.model import Site
from jobmatch.vacancies import codes
from jobmatch.vacancies.model import CertificateDemand, Employer, Vacancy

TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
HERE = (28.133, 106.826)


def settle(session: Session) -> Employer:
    """An installation with its first parameters, one settlement and one employer."""
    parameters.plant_first_rows(session)
    session.add(Site(code="S1", name="蟠龙社区", division="520322", latitude=HERE[0], longitude=HERE[1]))
    employer = Employer(name="桐梓县娄山服装厂", level=2, registered_at=NOON, updated_at=NOON)
    session.add(employer)
    session.flush()
    return employer


def post(session: Session, employer: Employer, number: str, **changes: Any) -> Vacancy:
    """A published vacancy near the settlement, a good one unless the changes say otherwise."""
    certificates = changes.pop("certificates", ())
    facts: dict[str, Any] = {
        "number": number, "source": codes.Source.EMPLOYER, "title": "平车工", "kind": codes.VacancyKind.WORKSHOP,
        "state": codes.VacancyState.PUBLISHED, "headcount": 8, "duties": "踩缝纫机,做校服。不会的师傅教。",
        "division": "520322", "address": "桐梓县娄山关街道蟠龙社区1号楼", "latitude": HERE[0] + 0.005,
        "longitude": HERE[1], "dorm": codes.Board.NONE, "meals": codes.Board.PAID, "shift": codes.Shift.DAY,
        "hours_from": time(8, 30), "hours_to": time(17, 30), "hours_per_day": Decimal(8),
        "days_per_month": Decimal(26), "wage_type": codes.WageType.PIECE, "wage_guaranteed": Decimal(2500),
        "wage_guaranteed_months": 3, "wage_unit_price": Decimal("1.5"), "wage_novice_units_per_day": Decimal(70),
        "wage_normal_units_per_day": Decimal(110), "board_deduction": Decimal(200), "pay_day": 15,
        "contract": codes.Contract.LABOUR, "insurance": ["injury"], "age_min": 18, "age_max": 55,
        "publish_from": TODAY, "expires_on": date(2026, 6, 30), "last_confirmed": TODAY, "physical": 2,
        "created_at": NOON, "updated_at": NOON,
    }  # fmt: skip
    vacancy = Vacancy(employer=employer, **facts | changes)
    vacancy.certificates = [CertificateDemand(kind=kind) for kind in certificates]
    session.add(vacancy)
    session.flush()
    return vacancy
