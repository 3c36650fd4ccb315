"""The fields of the ranking document, record by record: their names, kinds and the facts that they become."""

from decimal import Decimal

from jobmatch.matching.codes import (
    Area,
    Basis,
    Capacity,
    ConstraintKind,
    Contract,
    Dorm,
    Education,
    Evidence,
    Function,
    Hazard,
    Insurance,
    Limit,
    Mandarin,
    Overtime,
    Protection,
    Reading,
    ReadingNeed,
    Sex,
    Shift,
    Status,
    Strength,
    VacancyKind,
    WageType,
)
from jobmatch.matching.consistency import (
    check_age,
    check_course,
    check_schedule,
    check_wage,
)
from jobmatch.matching.facts import (
    AgeLimit,
    Certificate,
    CertificateDemand,
    Constraint,
    Course,
    DivisionParameters,
    EducationDemand,
    Employer,
    Experience,
    ExperienceDemand,
    Household,
    Left,
    Parameters,
    Person,
    Place,
    Schedule,
    Site,
    Vacancy,
    Wage,
    World,
)
from jobmatch.matching.shape import (
    LONGEST_ID,
    Field,
    Kind,
    clock,
    code,
    day,
    degrees,
    division,
    mapping,
    number,
    record,
    several,
    text,
    whole,
    yes_no,
)

_ID = text(LONGEST_ID, blank=False)
_IDS = several(_ID)
_WORDS = several(text())
_DEGREES = {"lat": Field(degrees(90)), "lon": Field(degrees(180))}


def _site(name: str, division: str | None = None, lat: float | None = None, lon: float | None = None) -> Site:
    return Site(name, Place(division, lat, lon))


def _parameters(by_division: tuple[tuple[str, Parameters], ...] = (), **amounts: Decimal | None) -> Parameters:
    rows = tuple(
        DivisionParameters(prefix, row.minimum_wage_month, row.minimum_wage_hour) for prefix, row in by_division
    )
    return Parameters(by_division=rows, **amounts)


_PLACE = record(Place, {"division": Field(division()), **_DEGREES})

_MINIMUM_WAGES = {"minimum_wage_month": Field(number()), "minimum_wage_hour": Field(number())}
PARAMETERS = record(
    _parameters,
    {**_MINIMUM_WAGES, "by_division": Field(mapping(division(), record(_parameters, dict(_MINIMUM_WAGES))))},
)

_SITE = record(_site, {"id": Field(_ID, "name", required=True), "division": Field(division()), **_DEGREES})

_HOUSEHOLD = record(
    Household,
    {
        "id": Field(_ID, required=True),
        "site": Field(_ID),
        "employed": Field(whole(most=100)),
        "zero_employment_since": Field(day()),
        "monitored": Field(yes_no()),
    },
)

_CONSTRAINT = record(
    Constraint,
    {
        "kind": Field(code(ConstraintKind)),
        "strength": Field(code(Strength)),
        "until": Field(day()),
        "from": Field(clock(), "start"),
        "to": Field(clock(), "end"),
        "area": Field(code(Area)),
        "with": Field(_IDS, "people"),
        "occupation": Field(text()),
    },
)

_PERSON = record(
    Person,
    {
        "id": Field(_ID, required=True),
        "household": Field(_ID, required=True),
        "birth_date": Field(day()),
        "sex": Field(code(Sex)),
        "education": Field(code(Education)),
        "student": Field(yes_no()),
        "capacity": Field(code(Capacity)),
        "status": Field(code(Status)),
        "current_wage": Field(number()),
        "limits": Field(mapping(code(Function), code(Limit))),
        "protections": Field(several(code(Protection))),
        "reading": Field(code(Reading)),
        "mandarin": Field(code(Mandarin)),
        "certificates": Field(
            several(record(Certificate, {"kind": Field(text()), "valid_to": Field(day()), "review_due": Field(day())}))
        ),
        "skills": Field(_WORDS),
        "experience": Field(
            several(
                record(
                    Experience,
                    {
                        "occupation": Field(text()),
                        "months": Field(whole(most=1200)),
                        "evidence": Field(code(Evidence)),
                    },
                )
            )
        ),
        "wanted": Field(_WORDS),
        "wage_floor": Field(number()),
        "seeking_since": Field(day()),
        "available_from": Field(day()),
        "training_days_max": Field(whole()),
        "constraints": Field(several(_CONSTRAINT)),
        "left": Field(several(record(Left, {"employer": Field(_ID), "reason": Field(text()), "on": Field(day())}))),
        "consent": Field(yes_no()),
        "duplicate_of": Field(_ID),
    },
)

_EMPLOYER = record(
    Employer, {"id": Field(_ID, required=True), "verified": Field(whole(most=3)), "blacklisted": Field(yes_no())}
)

_SCHEDULE = record(
    Schedule,
    {
        "shift": Field(code(Shift)),
        "from": Field(clock(), "start"),
        "to": Field(clock(), "end"),
        "hours_per_day": Field(number(most=24)),
        "days_per_month": Field(number(most=31)),
    },
    check_schedule,
)

_WAGE = record(
    Wage,
    {
        "type": Field(code(WageType)),
        "min": Field(number(), "minimum"),
        "max": Field(number(), "maximum"),
        "overtime": Field(code(Overtime)),
        "guaranteed": Field(number()),
        "guaranteed_months": Field(whole(most=1200)),
        "unit_price": Field(number()),
        "novice_units_per_day": Field(number()),
        "normal_units_per_day": Field(number()),
        "board_deduction": Field(number()),
        "lodging_deduction": Field(number()),
    },
    check_wage,
)

_EDUCATION = record(EducationDemand, {"min": Field(code(Education), "minimum"), "basis": Field(code(Basis))})

_AGE: Kind[AgeLimit] = record(
    AgeLimit,
    {
        "min": Field(whole(most=150), "minimum"),
        "max": Field(whole(most=150), "maximum"),
        "strict": Field(yes_no()),
    },
    check_age,
)

VACANCY = record(
    Vacancy,
    {
        "id": Field(_ID, required=True),
        "employer": Field(_ID, required=True),
        "title": Field(text(blank=False), required=True),
        "occupation": Field(text(blank=False)),
        "kind": Field(code(VacancyKind)),
        "openings": Field(whole()),
        "place": Field(_PLACE),
        "schedule": Field(_SCHEDULE),
        "wage": Field(_WAGE),
        "dorm": Field(code(Dorm)),
        "age": Field(_AGE),
        "education": Field(_EDUCATION),
        "certificates": Field(
            several(record(CertificateDemand, {"kind": Field(text()), "train_first": Field(yes_no())}))
        ),
        "experience": Field(
            record(
                ExperienceDemand,
                {"occupation": Field(text()), "months": Field(whole(most=1200)), "strict": Field(yes_no())},
            )
        ),
        "skills": Field(_WORDS),
        "physical": Field(whole(1, 4)),
        "functions": Field(several(code(Function))),
        "hazards": Field(several(code(Hazard))),
        "reading": Field(code(ReadingNeed)),
        "mandarin": Field(code(Mandarin)),
        "insurance": Field(several(code(Insurance))),
        "contract": Field(code(Contract)),
        "start": Field(day()),
        "expires": Field(day()),
        "confirmed_on": Field(day()),
    },
)

_COURSE = record(
    Course,
    {
        "id": Field(_ID, required=True),
        "title": Field(text()),
        "occupation": Field(text()),
        "certificate": Field(text()),
        "start": Field(day()),
        "end": Field(day()),
        "certificate_by": Field(day()),
        "seats": Field(whole()),
        "from": Field(clock(), "day_start"),
        "to": Field(clock(), "day_end"),
        "place": Field(_PLACE),
        "boarding": Field(yes_no()),
        "fee": Field(number()),
        "education": Field(_EDUCATION),
        "vacancies": Field(_IDS),
    },
    check_course,
)

WORLD: Kind[World] = record(
    World,
    {
        "as_of": Field(day(), required=True),
        "parameters": Field(PARAMETERS),
        "sites": Field(several(_SITE)),
        "households": Field(several(_HOUSEHOLD)),
        "people": Field(several(_PERSON)),
        "employers": Field(several(_EMPLOYER)),
        "vacancies": Field(several(VACANCY)),
        "courses": Field(several(_COURSE)),
    },
)
