"""M1 and M2 over invented lines: columns add up whatever the lines are, and a month leads to the next."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.households.codes import HouseholdType, LeaveReason
from jobmatch.reports import definitions
from jobmatch.reports.lines import HouseholdLine, MonthLines, PersonLine
from jobmatch.reports.m1_employment import employment
from jobmatch.reports.m2_changes import MEASURES, changes
from jobmatch.reports.masking import FEW, masked
from jobmatch.reports.scope import ReportedSite, Scope
from jobmatch.reports.status import Place, Status
from jobmatch.reports.table import Mark, Table, Words
from tests.reports.conftest import JULY, JUNE

SITES = tuple(ReportedSite(number, f"S{number}", Words(f"安置点{number}", f"Site {number}"), "") for number in (1, 2))
COUNTY = Scope("520322", SITES, False, True)
INSIDE = Scope("520322", SITES[:1], True, False)


def person(number: int, status: Status = Status.WILLING, **more: object) -> PersonLine:
    at_work = status is Status.EMPLOYED
    line = PersonLine(
        person_id=number, household_id=number // 3, site_id=1, present=True, left_because=None, status=status,
        asked=True, of_age=True, place=Place.COUNTY if at_work else None, employer=None, occupation=None,
        industry=None, channel=None, since=None, wage=None, wage_band=3000 if at_work else None, contract=None,
        insurance=None, workshop=False, public_post=False, own_account=False, by_us=False, left_work_because=None,
        proof=None,
    )  # fmt: skip
    return replace(line, **more)


def month_of(people: list[PersonLine], month: object = JUNE) -> MonthLines:
    """The lines with those of their households, which are as their people are."""
    homes = {}
    for one in people:
        homes.setdefault((one.household_id, one.site_id), []).append(one)
    households = tuple(
        HouseholdLine(
            household_id, site_id, HouseholdType.LIFTED if household_id % 2 else None,
            sum(one.present for one in some), sum(one.labourer for one in some), sum(one.employed for one in some),
            household_id % 2, 1, household_id % 3 % 2, 0,
            household_id % 2 + 1 - household_id % 3 % 2,
        )
        for (household_id, site_id), some in homes.items()
    )  # fmt: skip
    return MonthLines(month, tuple(people), households, True)


@st.composite
def populations(draw: st.DrawFn) -> list[PersonLine]:
    """Some forty people of two sites, each somewhere else in life."""
    found = []
    for number in draw(st.lists(st.integers(0, 40), unique=True, max_size=40)):
        status = draw(st.sampled_from(Status))
        at_work = status is Status.EMPLOYED
        found.append(
            person(
                number, status, site_id=1 + number // 3 % 2,
                place=draw(st.sampled_from(Place)) if at_work else None,
                workshop=at_work and draw(st.booleans()), present=draw(st.integers(0, 9)) > 0,
                left_because=LeaveReason.MOVED, of_age=status is not Status.NO_LABOURER or draw(st.booleans()),
            )
        )  # fmt: skip
    return found


def number(table: Table, row: str, column: str) -> int:
    value = table.value(row, column)
    assert isinstance(value, int)
    return value


@given(populations())
def test_every_row_and_column_of_m1_adds_up(people: list[PersonLine]) -> None:
    table = employment(month_of(people), COUNTY)
    counts = {(row.key, key): value for row in table.rows for key, value in row.values.items()} | dict(table.unseen)
    assert table.sums
    for one in table.sums:
        assert counts[one.total] == sum(sign * int(str(counts[part])) for part, sign in one.parts), one
    labourers = sum(one.labourer for one in people)
    assert number(table, "total", "labourers") == number(table, "types", "labourers") == labourers


def test_the_figures_of_m1_are_divided_as_the_form_says() -> None:
    people = [person(0, Status.EMPLOYED), person(1, Status.EMPLOYED), person(2), person(3), person(6, Status.FARMING)]
    people.append(person(9, Status.NO_LABOURER))
    row = employment(month_of(people), INSIDE).rows[0].values
    assert (row["households"], row["labour_households"], row["labourers"], row["employed"]) == (4, 3, 5, 2)
    assert (row["employment_rate"], row["with_earner"]) == (Decimal("0.4"), 1)
    assert (row["per_household"], row["farming"], row["willing"]) == (Decimal("0.5"), 1, 2)
    assert row["wage"] is Mark.HIDDEN, "a median of two wages is somebody's own"


def test_households_that_live_on_public_posts_alone_are_counted() -> None:
    public = {"public_post": True}
    people = [
        person(0, Status.EMPLOYED, **public), person(1, Status.EMPLOYED, **public),  # one household
        person(3, Status.EMPLOYED, **public), person(4, Status.EMPLOYED),
        person(6, Status.WILLING), person(9, Status.EMPLOYED, present=False, **public),
    ]  # fmt: skip
    row = employment(month_of(people), INSIDE).rows[0].values
    assert (row["with_earner"], row["fragile"]) == (2, 1)


def test_a_median_of_enough_wages_is_told_as_a_band() -> None:
    people = [person(n, Status.EMPLOYED, wage_band=band) for n, band in enumerate((2000, 3000, 3000, 4500, 9000))]
    assert employment(month_of(people), INSIDE).rows[0].values["wage"] == "3,000–3,499"


def test_a_site_sees_its_own_small_numbers_and_the_county_does_not() -> None:
    people = [person(n, Status.EMPLOYED) for n in range(60)] + [person(100 + n, site_id=2) for n in range(3)]
    lines = month_of(people)
    whole = employment(lines, COUNTY)
    assert whole.value("site:S2", "willing") == 3
    (hidden,) = masked([whole])
    assert hidden.value("site:S2", "willing") is Mark.HIDDEN
    assert hidden.value("site:S2", "employment_rate") is Mark.HIDDEN
    shown = [row.values[column.key] for row in hidden.rows for column in hidden.columns if column.form == "count"]
    assert not any(isinstance(value, int) and 0 < value < FEW for value in shown)


@settings(max_examples=10)
@given(populations())
def test_no_small_number_of_m1_leaves_the_site(people: list[PersonLine]) -> None:
    (hidden,) = masked([employment(month_of(people), COUNTY)])
    for row in hidden.rows:
        for column in hidden.columns:
            value = row.values.get(column.key)
            assert not (column.form == "count" and isinstance(value, int) and 0 < value < FEW)


@given(populations(), populations(), st.booleans())
def test_closing_is_opening_with_what_came_and_went(
    before: list[PersonLine], now: list[PersonLine], begins: bool
) -> None:
    for scope in (COUNTY, INSIDE):
        first, second = month_of(before), month_of(now, JULY)
        table = changes(None if begins else first, second, scope)
        here = frozenset(scope.site_ids)
        for one in table.sums:
            measure = one.total[1]
            assert number(table, "closing", measure) == sum(
                sign * number(table, key[0], measure) for key, sign in one.parts
            )
        counts = {
            "people": sum(one.present for one in now if one.site_id in here),
            "labourers": sum(one.labourer for one in now if one.site_id in here),
            "employed": sum(one.employed for one in now if one.site_id in here),
        }
        assert {measure: number(table, "closing", measure) for measure in MEASURES} == counts


def flows(before: PersonLine | None, now: PersonLine | None, scope: Scope = INSIDE) -> dict[str, set[str]]:
    """The rows in which one person is counted, by measure."""
    first, second = month_of([before] if before else []), month_of([now] if now else [], JULY)
    table = changes(first, second, scope)
    ends = ("opening", "closing")
    return {m: {row.key for row in table.rows if row.values[m] and row.key not in ends} for m in MEASURES}


def test_everybody_comes_and_goes_for_the_reason_that_is_written_down() -> None:
    seeking, working = person(1), person(1, Status.EMPLOYED)
    assert flows(seeking, replace(working, by_us=True))["employed"] == {"started_by_us"}
    assert flows(seeking, working)["employed"] == {"started"}
    assert flows(working, replace(seeking, left_work_because="Q3"))["employed"] == {"Q3"}
    assert flows(working, seeking)["employed"] == {"unknown"}
    assert flows(None, seeking)["labourers"] == {"joined"}
    died = replace(seeking, present=False, left_because=LeaveReason.DIED)
    assert flows(seeking, died) == {"people": {"died"}, "labourers": {"died"}, "employed": set()}
    assert flows(seeking, None)["people"] == {"unknown"}
    child = person(1, Status.NO_LABOURER, of_age=False)
    assert flows(child, seeking)["labourers"] == {"aged_in"}
    assert flows(working, child) == {"people": set(), "labourers": {"aged_out"}, "employed": {"aged_out"}}
    student = person(1, Status.NO_LABOURER)
    assert flows(working, student)["labourers"] == {"unable"}
    assert flows(student, seeking)["labourers"] == {"able_again"}
    assert flows(seeking, replace(seeking, site_id=2))["people"] == {"went"}
    assert flows(replace(seeking, site_id=2), seeking)["people"] == {"came"}
    assert flows(replace(working, place=Place.OUT), seeking)["employed"] == {"unknown", "returned"}


def test_every_column_and_figure_says_what_it_means_in_both_languages() -> None:
    for code in ("M1", "M2", "M3", "M4", "M5", "K7", "K11", "E"):
        for column in definitions.columns(code):
            assert all((column.words.zh, column.words.en, column.says.zh, column.says.en)), (code, column.key)
        assert definitions.notes(code)
    for figure in definitions.figures():
        assert figure.says.zh
        assert figure.says.en
