"""The main job from the command line: a village, a run, cards and reasons, one record, an assignment, a backup."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from jobmatch import clock, db
from jobmatch.accounts import service as accounts
from jobmatch.demo.hiring import SAY_YES
from jobmatch.demo.village import village as small_village
from jobmatch.households.roster.export import write_records
from jobmatch.households.working_life import Intention
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED
from jobmatch.vacancies.model import Vacancy
from tests import databases
from tests.commands.conftest import Ended

Command = Callable[..., Ended]


@pytest.fixture
def village(command: Command, engine: Engine) -> Command:
    """The command, in a database that holds the invented village; everybody there would like to be a guard."""
    assert command("init").status == 0
    ended = command("demo", "--seed", 4)
    assert ended.status == 0, ended.err
    with db.transaction(engine) as session:
        for wish in session.scalars(select(Intention).where(Intention.willing.is_(True))):
            wish.wanted = ["保安员"]
    return command


def test_the_village_answers_every_question(village: Command, engine: Engine, tmp_path: Path) -> None:
    """One village for all that can be asked of it, since settling it takes a while."""
    with db.reading(engine) as session:
        employer = accounts.find(session, "employer")
        assert employer is not None
        own = select(Vacancy.id).where(Vacancy.employer_id.in_(accounts.actor_of(employer).employer_ids))
        waits = select(func.count()).where(Referral.vacancy_id.in_(own), Referral.state.in_(EXPECTED))
        assert session.scalar(waits) == SAY_YES
    village("match")
    matched = json.loads(village("match", "--json").out)
    assert matched["proposals"]["new"] == matched["proposals"]["changed"] == matched["proposals"]["ended"] == 0
    assert matched["people"] == len(matched["cards"]) + len(matched["why_not"])
    assert matched["people_with_matches"] > 0.8 * matched["people"]
    assert all(1 <= len(one["vacancies"]) <= 3 for one in matched["cards"])
    assert all(one["hindrances"][0]["because"] for one in matched["why_not"])

    assert f"想找活的{matched['people']}人" in village("match").out
    assert f"people who ask for work {matched['people']}" in village("match", "--lang", "en").out

    person = matched["cards"][0]["person"]
    card = json.loads(village("show", "person", person, "--json").out)
    shown = [one for one in card["proposals"] if one["shown"]]
    assert [one["vacancy"] for one in shown] == [one["vacancy"] for one in matched["cards"][0]["vacancies"]]
    assert all(one["why"] and one["why_en"] for one in card["proposals"])
    assert {"health", "id_number", "limits", "protections"}.isdisjoint(card["record"])
    assert shown[0]["why"] in village("show", "person", person).out
    assert shown[0]["why_en"] in village("show", "person", person, "--lang", "en").out

    learners = (json.loads(village("show", "person", one["person"], "--json").out) for one in matched["cards"])
    learner = next(one for one in learners if one["courses"])
    opening = learner["courses"][0]
    assert opening["opens"] or opening["later"] or opening["waiting"]
    assert "学了能多做哪些" in village("show", "person", learner["person"]).out
    assert opening["because"] in village("show", "person", learner["person"]).out
    assert opening["because_en"] in village("show", "person", learner["person"], "--lang", "en").out

    home = json.loads(village("show", "household", card["household"]["number"], "--json").out)
    assert person in [member["person"] for member in home["members"]]
    assert village("show", "household", card["household"]["id"]).status == 0

    vacancy = shown[0]["number"]
    post = json.loads(village("show", "vacancy", vacancy, "--json").out)
    assert post["open"]
    assert person in post["candidates"]
    assert village("show", "vacancy", vacancy).status == 0

    placing = json.loads(village("assign", "--json").out)
    assert set(placing) == {"pairs", "households_placed", "upper_bound", "score"}
    assert 0 < placing["households_placed"] <= placing["upper_bound"]

    again = village("demo")
    assert again.status == 2
    assert "holds data" in again.err
    assert village("duplicates", "list").status == 0
    roster = tmp_path / "roster.xlsx"
    assert village("export", "households", roster).status == 0
    with databases.sqlite_database() as elsewhere:
        village("init", database=elsewhere)
        read = village("import", "households", roster, "--json", "--allow-fictitious-ids", database=elsewhere)
    document = json.loads(read.out)
    assert read.status == 0, document["faults"]
    assert document["counts"]["households"] == document["counts"]["households_good"] == 40
    assert village("backup", tmp_path / "b.zip").status == 0


def test_of_a_child_only_its_age_is_told(village: Command) -> None:
    children = [
        member
        for household in range(1, 10)
        for member in json.loads(village("show", "household", household, "--json").out)["members"]
        if str(member["record"].get("birth_date", "")) > "2018"
    ]
    child = children[0]["person"]
    card = json.loads(village("show", "person", child, "--json").out)
    assert (card["too_young_to_work"], card["why_not"], card["hindrances"]) == (True, [], [])
    assert "还不满16岁" in village("show", "person", child).out
    assert "G-" not in village("show", "person", child).out


def test_who_has_neither_proposals_nor_reasons_is_told_why(command: Command, tmp_path: Path) -> None:
    command("init")
    roster = tmp_path / "roster.xlsx"
    write_records(roster, small_village(2, 1, clock.today()).households, clock.today())
    command("import", "households", roster, "--allow-fictitious-ids")
    assert "还没有推荐" in command("show", "person", 1).out


def test_everybody_starts_over_when_nobody_was_imported(command: Command) -> None:
    command("init")
    ended = command("match", "--json")
    assert ended.status == 0
    document = json.loads(ended.out)
    assert (document["people"], document["cards"], document["why_not"]) == (0, [], [])
