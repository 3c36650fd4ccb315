"""`match`: everybody who asks for work against everything that is open, stored with reasons."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from jobmatch.commands import shell, wording

if TYPE_CHECKING:
    from jobmatch.matches.matched import Matched
    from jobmatch.matches.posts import PostLine

MOST_HINDRANCES = 3


@click.command("match")
@click.option("--site", help="The code of one site; left out: all.")
@click.option("--as-of", type=shell.Day(), help="The day to match for; left out: today.")
@click.option("--cards", is_flag=True, help="Print what is shown to every person, not the summary alone.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def match_command(site: str | None, as_of: date | None, cards: bool, as_json: bool, lang: str) -> None:
    """Match everybody concerned; a second run with nothing new changes nothing."""
    from jobmatch import clock, db, flow
    from jobmatch.matches.posts import post_lines
    from jobmatch.workbooks.progress import on_terminal

    engine = shell.database()
    day = as_of or clock.today()
    matched = flow.match(engine, day, site, clock.now, shell.whoever_runs_this(), progress=on_terminal)
    with db.reading(engine) as session:
        posts = post_lines(session, {one.vacancy_id for found in matched.cards.values() for one in found})
    if as_json:
        shell.print_document(_document(matched, posts, day, site))
        return
    _print_summary(matched, day, lang)
    if cards:
        for person in sorted(matched.cards):
            _print_person(person, matched, posts, lang)
    elif matched.without:
        click.echo(
            "`match --cards` 打印每个人的推荐，`show person ID` 打印一个人的全部理由。"
            if lang == "zh"
            else "`match --cards` prints everybody's cards, `show person ID` one person's with all reasons."
        )


def _document(matched: "Matched", posts: "dict[int, PostLine]", day: date, site: str | None) -> dict[str, Any]:
    from jobmatch.matches.reasons import hindrances

    return {
        "run": matched.run_id,
        "as_of": day,
        "site": site,
        "rules": matched.rules,
        "vacancies": matched.vacancies,
        "people": len(matched.cards),
        "people_with_matches": len(matched.cards) - len(matched.without),
        "people_without_matches": len(matched.without),
        "proposals": vars(matched.changes),
        "cards": [
            {
                "person": person,
                "vacancies": [
                    vars(posts[one.vacancy_id])
                    | {
                        "rank": one.rank,
                        "score": one.score,
                        "monthly": {"normal": one.monthly_normal, "cash": one.monthly_cash},
                    }
                    | dict(one.explanation)
                    for one in found
                ],
            }
            for person, found in sorted(matched.cards.items())
            if found
        ],
        "why_not": [
            {"person": person, "hindrances": [vars(one) for one in hindrances(reasons)]}
            for person, reasons in sorted(matched.without.items())
        ],
    }


def _print_summary(matched: "Matched", day: date, lang: str) -> None:
    changes, people, none_yet = matched.changes, len(matched.cards), len(matched.without)
    if lang == "zh":
        click.echo(
            f"{day}：想找活的{people}人，在招岗位{matched.vacancies}个；有推荐的{people - none_yet}人，"
            f"暂时没有的{none_yet}人（规则{matched.rules}，第{matched.run_id}次匹配）"
        )
        click.echo(
            f"推荐：新增{changes.new}条，变动{changes.changed}条，结束{changes.ended}条，和上次一样{changes.same}条"
        )
        return
    click.echo(
        f"{day}: people who ask for work {people}, published vacancies {matched.vacancies}; "
        f"people with proposals {people - none_yet}, with none yet {none_yet} "
        f"(rules {matched.rules}, run {matched.run_id})"
    )
    click.echo(
        f"proposals: {changes.new} new, {changes.changed} changed, {changes.ended} ended, {changes.same} as before"
    )


def _print_person(person: int, matched: "Matched", posts: "dict[int, PostLine]", lang: str) -> None:
    from jobmatch.matches.reasons import hindrances

    click.echo(f"\nperson {person}")
    for one in matched.cards[person]:
        post = posts[one.vacancy_id]
        why = one.explanation["why" if lang == "zh" else "why_en"]
        click.echo(f"  {one.rank}. {post.title} · {post.employer} ({post.number}): {why}")
    for hindrance in hindrances(matched.without.get(person, ()))[:MOST_HINDRANCES]:
        because = hindrance.because if lang == "zh" else hindrance.because_en
        click.echo(f"  {wording.posts(len(hindrance.vacancies), lang)}{because}")
