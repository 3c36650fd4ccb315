"""`show`: one person, household or vacancy with its proposals and reasons, as text or as a document."""

from typing import Any

import click

from jobmatch.commands import shell, wording

LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
MOST_REASONS = 8
MOST_COURSES = 3
# Said in the heading already, or of no use to a reader.
_UNSPOKEN = frozenset({"number", "name", "registered_at", "updated_at"})


@click.group("show")
def show_command() -> None:
    """One record with its proposals and reasons; what its reader may not see is left out."""


@show_command.command("person")
@click.argument("person", metavar="ID", type=shell.Id())
@AS_JSON
@LANGUAGE
def show_person(person: int, as_json: bool, lang: str) -> None:
    """A person by id: what is known, what fits and why, why the rest does not, and which course would open more."""
    from jobmatch import clock, db
    from jobmatch.commands.cards import person_card

    with db.transaction(shell.database()) as session:
        card = person_card(session, shell.whoever_runs_this(), person, clock.now())
    if as_json:
        shell.print_document(card)
        return
    click.echo(f"{card['record'].get('name', '')}  (person {person}, {card['household']['number']})")
    _print_facts(card["record"], lang)
    _print_proposals(card["proposals"], lang)
    if card["too_young_to_work"]:
        years = card["working_age"]
        click.echo(f"还不满{years}岁，不能上班，不用找岗位。" if lang == "zh" else f"Under {years}: does not work yet.")
    elif not card["proposals"] and not card["hindrances"]:
        click.echo(
            "还没有推荐：没有在招的岗位，或者还没有做匹配（`match`）。"
            if lang == "zh"
            else "No proposals yet: no vacancy is open, or `match` has not been run."
        )
    if card["hindrances"]:
        click.echo("为什么别的岗位没有：" if lang == "zh" else "Why the others do not fit:")
    for one in card["hindrances"][:MOST_REASONS]:
        because = one["because"] if lang == "zh" else one["because_en"]
        click.echo(f"  {wording.posts(len(one['vacancies']), lang)}{because}")
    _print_courses(card["courses"], lang)


@show_command.command("household")
@click.argument("household", metavar="NUMBER")
@AS_JSON
@LANGUAGE
def show_household(household: str, as_json: bool, lang: str) -> None:
    """A household by number or id: its record, who can work, and its members with their best proposals."""
    from jobmatch import clock, db
    from jobmatch.commands.cards import household_card

    with db.transaction(shell.database()) as session:
        card = household_card(session, shell.whoever_runs_this(), household, clock.now())
    if as_json:
        shell.print_document(card)
        return
    click.echo(f"{card['number']}  {(card['site'] or {}).get('name', '')}")
    click.echo(card["read_back"] if lang == "zh" else card["read_back_en"])
    _print_facts(card["record"], lang)
    for member in card["members"]:
        relation = wording.value(member["membership"].get("relation") or "", lang)
        click.echo(f"\n{member['record'].get('name', '')}  (person {member['person']}, {relation})")
        _print_proposals(member["proposals"], lang)


@show_command.command("vacancy")
@click.argument("vacancy", metavar="NUMBER")
@AS_JSON
@LANGUAGE
def show_vacancy(vacancy: str, as_json: bool, lang: str) -> None:
    """A vacancy by number or id: what is offered, whether it is open, and whom to propose, in order."""
    from jobmatch import audit, clock, db
    from jobmatch.commands.cards import vacancy_card

    with db.transaction(shell.database()) as session:
        card = vacancy_card(session, shell.whoever_runs_this(), vacancy, clock.now())
        subject = f"vacancy:{card['vacancy']}"
        audit.record(session, shell.whoever_runs_this(), "read_candidates", subject, clock.now(), "who fits")
    if as_json:
        shell.print_document(card)
        return
    click.echo(f"{card['number']}  {card['offer']['title']} · {card['employer']['name']}")
    click.echo(f"{wording.value(card['state'], lang)} · {wording.value(card['open_because'], lang)}")
    _print_facts(card["offer"], lang)
    for finding in card["findings"]:
        click.echo(f"  {finding['rule']} {finding['level']} “{finding['words']}” {finding['because']}")
    people = wording.value(card["candidates"], lang) or "–"
    click.echo(f"{'合适的人的编号，先后顺序' if lang == 'zh' else 'ids of the people to propose, in order'}: {people}")


def _print_facts(facts: dict[str, Any], lang: str) -> None:
    for name, value in facts.items():
        if value not in (None, [], {}) and name not in _UNSPOKEN:
            told = wording.value(value, lang).replace("\n", "\n    ")
            click.echo(f"  {wording.field(name, lang)}: {told}")


def _print_proposals(proposals: list[dict[str, Any]], lang: str) -> None:
    for one in proposals:
        mark = "★" if one["shown"] else " "
        why = one["why"] if lang == "zh" else one["why_en"]
        click.echo(f"{mark} {one['rank']}. {one['title']} · {one['employer']} ({one['number']})  {why}")
        for part in one["fixes"]:
            click.echo(f"      → {part['because'] if lang == 'zh' else part['because_en']}")
        for ask in one["asks"] if lang == "zh" else one["asks_en"]:
            click.echo(f"      ? {ask}")


def _print_courses(courses: list[dict[str, Any]], lang: str) -> None:
    if courses:
        click.echo("学了能多做哪些：" if lang == "zh" else "What a course would open:")
    for one in courses[:MOST_COURSES]:
        click.echo(f"  {one['because'] if lang == 'zh' else one['because_en']}")
        for ask in one["asks"] if lang == "zh" else one["asks_en"]:
            click.echo(f"      ? {ask}")
