"""A vacancy list into the database, and the lists of the months after it, on both kinds of database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.facts import to_facts
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.listing.model import ListedPost
from jobmatch.vacancies.listing.titles import answer, open_titles
from jobmatch.vacancies.model import Employer, Vacancy, Verification
from jobmatch.workbooks.faults import NoTableError, NotAWorkbookError
from tests.vacancies.listing.sheets import AT, GOOD, JUNE, other, take_in, write_list
from tests.vacancies.posting_desk import CLERK

JULY = date(2026, 7, 1)


@pytest.fixture
def county(engine: Engine) -> Engine:
    """A database with the first parameters."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return engine


@pytest.fixture
def june(tmp_path: Path) -> Path:
    """Two employers: one with two posts, one whose advert is unlawful."""
    rows = [GOOD, replace(GOOD, employer=None, code=None, contact=None, title="裁剪工"), other(2, sex="女")]
    return write_list(tmp_path / "六月.xlsx", rows)


def _states(session: Session) -> dict[str, VacancyState]:
    return {one.title: one.state for one in session.scalars(select(Vacancy))}


def test_good_posts_are_published_and_refused_ones_wait(county: Engine, june: Path) -> None:
    outcome = take_in(county, june)
    assert (outcome.counts.posts_good, outcome.counts.posts_refused) == (2, 1)
    assert vars(outcome.changes) == {"posts_new": 3, "posts_changed": 0, "posts_ended": 0, "employers_new": 1}
    with db.reading(county) as session:
        assert _states(session) == {"缝纫工": VacancyState.PUBLISHED, "裁剪工": VacancyState.PUBLISHED}
        waiting = session.scalars(select(ListedPost).where(ListedPost.refused)).one()
        assert waiting.vacancy_id is None
        assert [fault["code"] for fault in waiting.faults] == ["advert_gender"]


def test_an_employer_named_once_has_all_the_posts_below_it(county: Engine, june: Path) -> None:
    take_in(county, june)
    with db.reading(county) as session:
        employer = session.scalars(select(Employer)).one()
        assert {vacancy.title for vacancy in employer.vacancies} == {"缝纫工", "裁剪工"}
        assert {vacancy.contact_phone for vacancy in employer.vacancies} == {"19900000001"}


def test_a_dry_run_says_the_same_and_writes_nothing(county: Engine, june: Path) -> None:
    tried = take_in(county, june, dry_run=True)
    with db.reading(county) as session:
        assert session.scalar(select(func.count()).select_from(Vacancy)) == 0
        assert session.scalar(select(func.count()).select_from(ListedPost)) == 0
    assert tried.document() == take_in(county, june).document()


def test_the_same_file_again_changes_nothing(county: Engine, june: Path) -> None:
    take_in(county, june)
    again = take_in(county, june)
    assert not any(vars(again.changes).values())
    with db.reading(county) as session:
        assert session.scalar(select(func.count()).select_from(Vacancy)) == 2


def test_the_importing_office_answers_for_the_employers_of_its_list(county: Engine, tmp_path: Path) -> None:
    rows = [replace(GOOD, place="广东东莞长安镇")]
    abroad = write_list(tmp_path / "省外.xlsx", rows, title="省外劳务协作岗位", sheet="省外")
    take_in(county, abroad)
    with db.reading(county) as session:
        vacancy = session.scalars(select(Vacancy)).one()
        step = session.scalars(select(Verification)).one()
        assert vacancy.kind is VacancyKind.LABOUR_EXPORT
        assert (step.level, vacancy.employer.level) == (3, 3)
        assert "桐梓县就业局" in step.how
        assert service.reviewers(vacancy) == ("list of 桐梓县就业局", "test")
        assert service.openness_on(vacancy, JUNE, 14).open


def test_next_month_changes_what_changed_ends_what_is_gone_and_adds_what_is_new(
    county: Engine, june: Path, tmp_path: Path
) -> None:
    take_in(county, june)
    rows = [replace(GOOD, wage="3500-5000元/月", expires="2026-07-31"), other(3, expires="2026-07-31")]
    july = write_list(
        tmp_path / "七月.xlsx", rows, title="桐梓县2026年7月招聘岗位信息汇总表（县内）",
        above="填报单位：桐梓县就业局　　填报时间：2026年7月1日",
    )  # fmt: skip
    outcome = take_in(county, july, JULY)
    assert vars(outcome.changes) == {"posts_new": 1, "posts_changed": 1, "posts_ended": 2, "employers_new": 1}
    with db.reading(county) as session:
        sewing = session.scalars(select(Vacancy).where(Vacancy.wage_min == 3500)).one()
        assert (sewing.state, sewing.expires_on, sewing.last_confirmed) == (
            VacancyState.PUBLISHED, date(2026, 7, 31), JULY,
        )  # fmt: skip
        cutting = session.scalars(select(Vacancy).where(Vacancy.title == "裁剪工")).one()
        assert cutting.state is VacancyState.WITHDRAWN


def test_a_list_of_another_source_ends_nothing_here(county: Engine, june: Path, tmp_path: Path) -> None:
    take_in(county, june)
    take_in(county, write_list(tmp_path / "b.xlsx", [other(9)], title="公益性岗位招聘信息表", sheet="公益性岗位"))
    with db.reading(county) as session:
        assert VacancyState.WITHDRAWN not in _states(session).values()


def test_a_corrected_post_is_published_and_one_that_turns_unlawful_is_held_back(
    county: Engine, june: Path, tmp_path: Path
) -> None:
    take_in(county, june)
    rows = [replace(GOOD, remark="限汉族"), replace(GOOD, title="裁剪工"), other(2)]
    outcome = take_in(county, write_list(tmp_path / "2.xlsx", rows))
    assert outcome.changes.posts_changed == 2
    with db.reading(county) as session:
        states = {(one.employer.name, one.title): one.state for one in session.scalars(select(Vacancy))}
    assert states == {
        (GOOD.employer, "缝纫工"): VacancyState.PAUSED,
        (GOOD.employer, "裁剪工"): VacancyState.PUBLISHED,
        ("桐梓县第2厂", "缝纫工"): VacancyState.PUBLISHED,
    }
    take_in(county, june)
    with db.reading(county) as session:
        held = session.scalars(select(Vacancy.state).where(Vacancy.title == "裁剪工")).one()
        assert held is VacancyState.PUBLISHED
        assert VacancyState.PAUSED in session.scalars(select(Vacancy.state)).all()


def test_a_list_that_repeats_an_old_value_never_undoes_what_a_clerk_corrected(
    county: Engine, june: Path, tmp_path: Path
) -> None:
    take_in(county, june)
    with db.transaction(county) as session:
        vacancy = session.scalars(select(Vacancy).where(Vacancy.title == "缝纫工")).one()
        vacancy.contact_phone = "19900000099"
        service.move(session, vacancy, Verb.PAUSE, "the employer asks for time", AT, CLERK)
    rows = [replace(GOOD, headcount="8人"), replace(GOOD, title="裁剪工"), other(2, sex="女")]
    take_in(county, write_list(tmp_path / "2.xlsx", rows))
    with db.reading(county) as session:
        vacancy = session.scalars(select(Vacancy).where(Vacancy.title == "缝纫工")).one()
        assert (vacancy.headcount, vacancy.contact_phone) == (8, "19900000099")
        assert vacancy.state is VacancyState.PAUSED


def test_a_post_that_comes_back_is_the_same_post(county: Engine, june: Path, tmp_path: Path) -> None:
    take_in(county, june)
    take_in(county, write_list(tmp_path / "2.xlsx", [replace(GOOD, title="裁剪工")]))
    outcome = take_in(county, june)
    assert (outcome.changes.posts_new, outcome.changes.posts_changed) == (0, 2)
    with db.reading(county) as session:
        assert session.scalar(select(func.count()).select_from(Vacancy)) == 2
        assert _states(session)["缝纫工"] is VacancyState.PUBLISHED


def test_a_post_whose_places_are_unclear_is_stored_without_a_number(county: Engine, tmp_path: Path) -> None:
    outcome = take_in(county, write_list(tmp_path / "a.xlsx", [replace(GOOD, headcount="若干")]))
    assert outcome.counts.posts_with_questions == 1
    with db.reading(county) as session:
        vacancy = session.scalars(select(Vacancy)).one()
        assert (vacancy.headcount, vacancy.openings, to_facts(vacancy).openings) == (None, None, None)


def test_two_posts_of_one_name_stay_two(county: Engine, tmp_path: Path) -> None:
    rows = [GOOD, replace(GOOD, place="桐梓县燎原镇", wage="4000元/月")]
    path = write_list(tmp_path / "a.xlsx", rows)
    take_in(county, path)
    swapped = write_list(tmp_path / "b.xlsx", list(reversed(rows)))
    assert not any(vars(take_in(county, swapped).changes).values())


def test_an_unsure_title_asks_and_the_answer_holds_for_the_next_list(county: Engine, tmp_path: Path) -> None:
    take_in(county, write_list(tmp_path / "a.xlsx", [replace(GOOD, title="车工")]))
    with db.transaction(county) as session:
        assert [one.title for one in open_titles(session)] == ["车工"]
        assert answer(session, "车工", "缝纫工", JUNE, AT, CLERK) == 1
        assert open_titles(session) == ()
    take_in(county, write_list(tmp_path / "b.xlsx", [other(5, title="车工（急招）")], title="另一份表"))
    with db.reading(county) as session:
        assert session.scalars(select(Vacancy.occupation)).all() == ["缝纫工", "缝纫工"]


def test_invented_credit_codes_are_refused_outside_of_tests(county: Engine, june: Path) -> None:
    outcome = take_in(county, june, dry_run=True, allow_fictitious=False)
    assert outcome.counts.posts_refused == 3
    assert {fault.code for fault in outcome.faults} == {"uscc_checksum", "advert_gender"}


def test_what_is_no_vacancy_list_is_refused_with_advice(county: Engine, tmp_path: Path) -> None:
    text = tmp_path / "a.xlsx"
    text.write_bytes(b"%PDF-1.4 not a workbook")
    with pytest.raises(NotAWorkbookError, match="PDF"):
        take_in(county, text)
    stranger = write_list(tmp_path / "b.xlsx", [])
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(stranger)
    with pytest.raises(NoTableError, match="vacancy list"):
        take_in(county, stranger)


def test_a_list_with_its_columns_in_another_order_and_under_other_names_changes_nothing(
    county: Engine, tmp_path: Path
) -> None:
    take_in(county, write_list(tmp_path / "a.xlsx", [GOOD], footer=()))
    path = write_list(tmp_path / "b.xlsx", [GOOD], footer=())
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page.cell(3, 2).value, page.cell(3, 9).value, page.cell(3, 4).value = "用工单位", "薪资", "工种"
    page.move_range("D3:D4", cols=16)
    book.save(path)
    assert not any(vars(take_in(county, path).changes).values())


def test_a_remark_that_changes_is_kept_in_the_text_as_posted(county: Engine, tmp_path: Path) -> None:
    take_in(county, write_list(tmp_path / "a.xlsx", [GOOD]))
    assert take_in(county, write_list(tmp_path / "b.xlsx", [replace(GOOD, remark="急招")])).changes.posts_changed == 1
    with db.reading(county) as session:
        assert "备注：急招" in session.scalars(select(Vacancy.posted_text)).one()


def test_a_post_of_a_barred_employer_is_stored_and_not_shown(county: Engine, june: Path, tmp_path: Path) -> None:
    take_in(county, june)
    with db.transaction(county) as session:
        employers.blacklist(session, session.scalars(select(Employer)).one(), JUNE, "wage arrears", AT, CLERK)
    take_in(county, write_list(tmp_path / "b.xlsx", [replace(GOOD, title="保洁员")], title="另一份表"))
    with db.reading(county) as session:
        assert _states(session)["保洁员"] is VacancyState.REFUSED


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"expires": ""}, date(2026, 7, 1)),
        ({"expires": "", "wage": "日结180"}, date(2026, 6, 4)),
        ({"expires": "长期有效"}, None),
    ],
)
def test_a_post_without_an_end_stands_as_long_as_the_parameters_say(
    county: Engine, tmp_path: Path, changes: dict[str, object], end: date | None
) -> None:
    take_in(county, write_list(tmp_path / "a.xlsx", [replace(GOOD, **changes)]))  # type: ignore[arg-type]
    with db.reading(county) as session:
        assert session.scalars(select(Vacancy.expires_on)).one() == end


def test_a_list_that_is_months_old_shows_nothing(county: Engine, tmp_path: Path) -> None:
    rows = [replace(GOOD, expires=""), replace(GOOD, title="裁剪工", expires="长期有效")]
    take_in(county, write_list(tmp_path / "a.xlsx", rows), date(2026, 9, 1))
    with db.reading(county) as session:
        for vacancy in session.scalars(select(Vacancy)):
            assert not service.openness_on(vacancy, date(2026, 9, 1), 14).open


def test_the_text_as_posted_keeps_no_telephone_in_the_open(county: Engine, june: Path) -> None:
    take_in(county, june)
    with db.reading(county) as session:
        posted = "".join(session.scalars(select(Vacancy.posted_text)))
        assert "1990000" not in posted
        assert "王经理" not in posted


def test_a_post_stays_the_same_when_its_employer_gets_a_credit_code(county: Engine, tmp_path: Path) -> None:
    take_in(county, write_list(tmp_path / "a.xlsx", [replace(GOOD, code="办理中")]))
    for _ in range(2):
        take_in(county, write_list(tmp_path / "b.xlsx", [GOOD]))
    with db.reading(county) as session:
        vacancy = session.scalars(select(Vacancy)).one()
        assert (vacancy.state, vacancy.employer.credit_code) == (VacancyState.PUBLISHED, GOOD.code)


def test_a_roster_of_people_with_their_employers_is_no_vacancy_list(county: Engine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "证件号码", "与户主关系", "务工单位", "从事岗位", "月收入（元）", "务工地点"])
    book.worksheets[0].append(["测甲", "", "户主", "某某电器厂", "普工", "5200", "广东省佛山市顺德区"])
    book.save(tmp_path / "people.xlsx")
    with pytest.raises(NoTableError, match="vacancy list"):
        take_in(county, tmp_path / "people.xlsx")
