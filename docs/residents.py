"""Writes `residents.md` and `residents.zh.md`: twenty invented residents of twenty kinds, their cards, and what a case
worker says of them. The county is that of `demo --size county --seed 1` as of a fixed day, so it can be read again.

Run it from the root: `.venv/bin/python -m docs.residents`; it takes a minute. The verdicts stand in `residents.toml`
beside the titles of the cards that were read; where the cards have changed since, the page says so.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from desk.counter.jobs import MOST_COURSES
from docs.portraits import KINDS, Portrait, portraits
from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import plant
from jobmatch.matches.facts import Loaded, load_world
from jobmatch.matches.propose import proposed
from jobmatch.matching.bridge import bridges
from jobmatch.matching.explain import Language, amount, because_blocked, because_fix, question, what_opens, why, words
from jobmatch.matching.facts import Constraint
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import Match, PersonRanking
from jobmatch.settings import settings

HERE = Path(__file__).parent
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 1, tzinfo=UTC)
SEED = 1
REASONS = 3
ZERO = Decimal(0)
# What is closed to everybody says nothing about this person.
CLOSED_TO_ALL = frozenset({"G-EXPIRED", "G-EMPLOYER", "G-WAGE-LAW"})
PAGES = {Language.EN: "residents.md", Language.ZH: "residents.zh.md"}


def main() -> int:
    """Plants the county, chooses, writes both pages; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "JOBMATCH_DATABASE_URL": f"sqlite:///{Path(folder) / 'county.db'}",
            "JOBMATCH_KEY_FILE": str(Path(folder) / "seal.keys"),
            "JOBMATCH_FICTITIOUS_IDS": "1",
        }
        subprocess.run([sys.executable, "-m", "jobmatch", "init"], env=os.environ, check=True)
        engine = db.engine_for(settings().database_url)
        place = Place(layout("county"), SEED, TODAY)
        plant(lambda: db.transaction(engine), place, TODAY, NOW, operator("docs"))
        with db.reading(engine) as session:
            loaded = load_world(session, TODAY, None, parameters.load(session))
            chosen = list(one_of_each(portraits(session, loaded, TODAY)))
        engine.dispose()
    told = tomllib.loads((HERE / "residents.toml").read_text(encoding="utf-8"))
    for language, name in PAGES.items():
        page = Page(language, told, loaded)
        (HERE / name).write_text("\n".join(page.lines(chosen)) + "\n", encoding="utf-8")
    return 0


def one_of_each(people: list[Portrait]) -> Iterator[tuple[str, Portrait]]:
    """For every kind the first, by id, whom its rule fits, of a household of which nobody was chosen yet."""
    homes: set[str] = set()
    for kind, fits in KINDS.items():
        found = next((one for one in people if one.person.household not in homes and fits(one)), None)
        if found is not None:
            homes.add(found.person.household)
            yield kind, found


class Page:
    """One page in one language."""

    def __init__(self, language: Language, told: dict[str, Any], loaded: Loaded) -> None:
        self.language, self.loaded = language, loaded
        self.verdicts: dict[str, dict[str, Any]] = told["kind"]
        self.labels: dict[str, str] = told["labels"][language]
        self.spoken = words(language)
        self.posts = {post.vacancy.id: (index, post) for index, post in enumerate(loaded.ground.posts)}

    def lines(self, chosen: list[tuple[str, Portrait]]) -> Iterator[str]:
        yield f"# {self.labels['title']}"
        yield ""
        yield self.labels["preface"].format(day=TODAY, seed=SEED, rules=self.loaded.ground.setting.rules.version)
        for number, (kind, one) in enumerate(chosen, start=1):
            yield ""
            yield f"## {number}. {self.verdicts[kind][self.labels['heading']]}"
            yield ""
            yield from self.resident(kind, one)

    def resident(self, kind: str, one: Portrait) -> Iterator[str]:
        """Portrait, cards, reasons against, verdict."""
        yield self.portrait(one)
        yield ""
        ground = self.loaded.ground
        ranking = rank_person(ground, one.person.id)
        shown = {str(card.vacancy_id) for card in proposed(ranking, ground) if card.shown}
        cards = [match for match in ranking.matches if match.vacancy in shown]
        for place, card in enumerate(cards, start=1):
            yield f"{place}. {self.card(card, one)}"
            yield f"   > {why(card, Language.ZH)}"
            yield from (f"   - {line}" for line in self.missing(card))
        if not cards:
            yield self.labels["no_cards"]
        yield from self.further(one)
        yield ""
        yield from self.against(ranking)
        yield ""
        titles = [self.posts[card.vacancy][1].vacancy.title for card in cards]
        stale = "" if self.verdicts[kind].get("read") == titles else f" *({self.labels['stale']})*"
        yield f"**{self.labels['verdict']}**{stale} {self.verdicts[kind][self.labels['said']]}"

    def further(self, one: Portrait) -> Iterator[str]:
        """The courses that would open more, as many as the counter shows."""
        for bridge in bridges(self.loaded.ground, one.person.id)[:MOST_COURSES]:
            yield ""
            asks = (question(ask, self.language) for ask in bridge.asks)
            yield " ".join((self.labels["course"], what_opens(bridge, self.language), *asks))

    def portrait(self, one: Portrait) -> str:
        """What is known, in a paragraph; of health what the body can do and nothing else."""
        person, say = one.person, self._word
        said = [
            f"**{one.name}**",
            say(person.sex),
            self.labels["age"].format(age=one.age),
            self.labels["home"].format(own=say(one.relation), family=self._family(one), workers=one.workers),
            say(person.education),
            f"{self.labels['capacity']} {say(person.capacity)}",
            f"{self.labels['reads']} {self.labels[f'reads_{person.reading}']}",
        ]
        if person.current_wage:
            said.append(f"{self.labels[f'status_{person.status}']} {amount(person.current_wage)}")
        for limit, word in person.limits or ():
            said.append(f"{say(limit)}: {self.labels[f'limit_{word}']}")
        said += [f"{self.labels['private']} {say(each)}" for each in person.protections or ()]
        said += [self._bound(each) for each in person.constraints or ()]
        if person.constraints is None:
            said.append(self.labels["never_asked"])
        for stint in person.experience or ():
            months = self.spoken.say("months", stint.months)
            said.append(f"{self.labels['did']} {stint.occupation} {months} ({say(stint.evidence)})")
        for card in person.certificates or ():
            good = min(day for day in (card.valid_to, card.review_due, date.max) if day is not None)
            said.append(f"{self.spoken.say('kind', card.kind)} ({self.labels['until']} {good})")
        said.append(f"{self.labels['wants']} {'、'.join(person.wanted or ()) or self.labels['open']}")
        if person.wage_floor:
            said.append(f"{self.labels['from']} {amount(person.wage_floor)}")
        said.append(f"{self.labels['learns']} {person.training_days_max or 0}")
        return self.labels["comma"].join(said) + self.labels["stop"]

    def card(self, card: Match, one: Portrait) -> str:
        """Title, kind, where and how far, hours and pay in a line."""
        index, post = self.posts[card.vacancy]
        way = self.loaded.ground.ways_from(self.loaded.ground.seekers[one.person.id].place)[index]
        hours = post.vacancy.schedule
        begins = self.labels[f"shift_{hours.shift}"]
        if hours.start and hours.end:
            begins = f"{hours.start:%H:%M}–{hours.end:%H:%M}"
        cash = "?" if card.cash is None else amount(card.cash)
        facts = [
            f"**{post.vacancy.title}** ({post.trade.name})",
            self._word(post.vacancy.kind),
            self.spoken.say("metres", round(way.metres)) if way.metres is not None else "?",
            f"{begins}, {amount(hours.hours_per_day or ZERO)} h × {amount(hours.days_per_month or ZERO)}",
            f"{self.labels['cash']} {cash}",
            f"{self.labels['points']} {card.score}",
        ]
        return " · ".join(facts)

    def missing(self, card: Match) -> Iterator[str]:
        """What has to be done and asked first."""
        if card.fixes:
            yield f"{self.labels['first']} {'; '.join(because_fix(fix, self.language) for fix in card.fixes)}"
        if card.asks:
            yield f"{self.labels['ask']} {' '.join(question(ask, self.language) for ask in card.asks)}"

    def against(self, ranking: PersonRanking) -> Iterator[str]:
        """The most frequent reasons against the rest, each with one of the sentences that are read aloud."""
        closed = [one for one in ranking.blocked if not CLOSED_TO_ALL & set(one.gates)]
        yield f"{self.labels['against'].format(fit=len(ranking.matches), closed=len(closed))}"
        often = Counter(one.gates for one in closed).most_common(REASONS)
        for gates, count in often:
            example = next(one for one in closed if one.gates == gates)
            yield f"- {count} × {', '.join(gates)}: {because_blocked(example, Language.ZH)}"

    def _family(self, one: Portrait) -> str:
        return self.labels["comma"].join(f"{self._word(relation)} {age}" for relation, age in one.family)

    def _bound(self, held: Constraint) -> str:
        """A limit with how firm it is, its window, area and end."""
        told = [self.labels.get(f"bound_{held.kind}", str(held.kind))]
        if held.start and held.end:
            told.append(f"{held.start:%H:%M}–{held.end:%H:%M}")
        told += [self._word(held.area)] if held.area else []
        told += [held.occupation] if held.occupation else []
        told += [f"{self.labels['until']} {held.until}"] if held.until else []
        return f"{' '.join(told)} ({self.labels[f'strength_{held.strength}']})"

    def _word(self, code: object) -> str:
        """A code by the page's own word for it, else by the words of the cards."""
        return "?" if code is None else self.labels.get(str(code)) or self.spoken.say("", code)


if __name__ == "__main__":
    sys.exit(main())
