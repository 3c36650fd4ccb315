"""The family: members and household, prefilled from what is known; asked is what is missing or old (step 3)."""

from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.counter import words
from desk.counter.blueprint import Sitting, pages, sitting
from desk.counter.controls import Choice, Control, controls
from desk.language import say as _
from desk.language import spoken_language
from jobmatch import flow
from jobmatch.access import Permission
from jobmatch.households import profile
from jobmatch.households.checks import Finding, Level
from jobmatch.households.model import Site
from jobmatch.households.record import PersonRecord
from jobmatch.visits import asked, asking
from jobmatch.visits.fields import HOME, NEW, Topic, field_of, fields_of
from jobmatch.visits.form import shown_household, shown_person
from jobmatch.web import current_actor, permission, session

_OF_EVERYBODY = (Topic.WHO, Topic.SCHOOL)
_OF_GROWN = (Topic.BODY, Topic.PHONE, Topic.SPEECH, Topic.NOW)
_LEFT_TO_WORK_PAGE = frozenset({"consent"})
HOUSEHOLD = (Topic.HOME, Topic.MONEY)


@dataclass(frozen=True)
class Group:
    """Fields of one topic together; `asked` marks them, `unfolded` opens them, what is fresh stays folded."""

    topic: Topic
    title: object
    aside: object
    asked: bool
    controls: list[Control]
    unfolded: bool = True


@dataclass(frozen=True)
class Member:
    """One member on the page: a line that says who it is, and the groups of fields."""

    key: str
    name: str
    line: str
    groups: list[Group]
    grown: bool
    seeks: bool

    @property
    def left_to_ask(self) -> int:
        """How many groups wait for an answer."""
        return sum(group.asked for group in self.groups)


@pages.get("/<code>/family")
@permission(Permission.SERVE_AT_COUNTER)
def family(code: str) -> ResponseReturnValue:
    """Members and household; what is known is folded, what is asked is open."""
    return _page(sitting(code), [])


@pages.post("/<code>/family")
@permission(Permission.SERVE_AT_COUNTER)
def save_family(code: str) -> ResponseReturnValue:
    """Take the form in; where something keeps it out, say where, and keep every answer."""
    here = sitting(code)
    try:
        # Whoever saves this page has read it back to the family: of each member what lay open before them.
        confirmed = dict.fromkeys(request.form.getlist("opened"), (*_OF_EVERYBODY, *_OF_GROWN))
        saved = flow.save_form(
            session(), code, here.reading.book, here.reading.division, here.at, current_actor(),
            {HOME: HOUSEHOLD, **confirmed},
        )  # fmt: skip
    except flow.RefusedRecordError as refused:
        return _page(here, refused.findings)
    wanted = request.form.get("whom", "")
    person = saved.taken.people.get(wanted) or here.visit.people.get(wanted)
    if person is None:
        return redirect(url_for("counter.family", code=code) + "#who", 303)
    return redirect(url_for("counter.work", code=code, person_id=person), 303)


def read_back(here: Sitting) -> str:
    """ "In your family three people can work", said at once after every answer."""
    able = profile.who_can_work(here.stands.form.record, here.reading.book, here.reading.division, here.on)
    return who_can_work(able) if here.stands.form.record.members else ""


def who_can_work(able: profile.WhoCanWork) -> str:
    """The sentence in the language of the page, so that the family can put it right at once."""
    names = _("、").join(able.able)
    to_ask = _("、").join(name or _("新添的人") for name in able.to_ask)
    said = _("您家里能干活的有%(n)s个人：%(names)s。", n=len(able.able), names=names) if able.able else ""
    older = _("%(names)s过了年纪，想做也可以找。", names=_("、").join(able.over_age)) if able.over_age else ""
    asks = _("还要问一下：%(names)s。", names=to_ask) if able.to_ask else ""
    # Nobody is told that they cannot work while somebody has still to be asked.
    return f"{said}{older}{asks}" or _("您家里现在没有能出去干活的人。")


def _page(here: Sitting, findings: list[Finding]) -> ResponseReturnValue:
    stands, record = here.stands, here.stands.form.record
    known = stands.known
    days = asked.asked_on(session(), known) if known is not None else {}
    household_id = here.visit.household_id
    home_day = asked.home_asked_on(session(), household_id) if household_id is not None else None
    said_today = _said_today(here)
    wanted = asking.of_household(record, here.on if Topic.HOME in said_today.get(HOME, ()) else home_day, here.reading)
    known_members = {member.key: member for member in (known.members if known is not None else ())}
    members = [
        _member(
            here,
            one,
            known_members.get(one.key),
            days.get(one.key, {}) | dict.fromkeys(said_today.get(one.key, ()), here.on),
        )
        for one in record.members
    ]
    gone = [one.name for one in known_members.values() if one.key not in {member.key for member in record.members}]
    shown = shown_household(known) if known is not None else {}
    home = [
        Group(
            topic,
            words.TITLES[topic],
            words.ASIDES.get(topic, ""),
            topic in wanted and topic is not Topic.MONEY,
            controls=controls(
                HOME,
                fields_of(HOME, topic),
                {name: value for name, value in shown.items() if value},
                stands.answers,
                stands.revisions,
                current_actor(),
                {"site": _sites()},
            ),
        )
        for topic in HOUSEHOLD
    ]
    return render_template(
        "counter/family.html",
        here=here,
        home=home,
        members=members,
        gone=gone,
        blank=_blank(here),
        read_back=read_back(here),
        findings=[in_words(finding) for finding in findings if finding.level is Level.ERROR],
    )


def _member(here: Sitting, member: PersonRecord, known: PersonRecord | None, days: dict[Topic, date]) -> Member:
    grown = asking.is_grown(member, here.reading)
    topics = (*_OF_EVERYBODY, *(_OF_GROWN if grown else ()))
    left_out = _LEFT_TO_WORK_PAGE if known is not None else _LEFT_TO_WORK_PAGE | {"gone"}
    shown = shown_person(known) if known is not None else {}
    wanted = asking.of_member(member, days, here.reading)
    groups = [
        Group(
            topic,
            words.TITLES[topic],
            words.ASIDES.get(topic, ""),
            topic in wanted,
            controls(
                member.key,
                (field for field in fields_of(member.key, topic) if field.name not in left_out),
                shown,
                here.stands.answers,
                here.stands.revisions,
                current_actor(),
                shapes=words.IN_SHORT,
            ),
            unfolded=topic in wanted and (known is not None or topic in _OF_EVERYBODY),
        )
        for topic in topics
    ]
    return Member(member.key, member.name, _line(here, member), groups, grown, asking.asks_for_work(member))


def _said_today(here: Sitting) -> dict[str, set[Topic]]:
    """The topics of which something was said in this visit, by whom they are about."""
    found: dict[str, set[Topic]] = {}
    for key in here.stands.answers:
        whom = key.partition(".")[0]
        found.setdefault(str(here.visit.people.get(whom, whom)), set()).add(field_of(key).topic)
    return found


def _line(here: Sitting, member: PersonRecord) -> str:
    """Relation, age and what the person does, as far as they are known."""
    age = profile.age_of(member, here.on)
    parts = [
        str(words.CHOICES["relation"].get(member.relation or "", "")),
        _("%(n)s岁", n=age) if age is not None else "",
        str(words.CHOICES["status"].get(member.work.status or "", "")),
    ]
    return " · ".join(part for part in parts if part)


def _blank(here: Sitting) -> Member:
    """An empty member, for the page to add people without asking the server."""
    key = f"{NEW}0"
    groups = [
        Group(
            topic, words.TITLES[topic], words.ASIDES.get(topic, ""), True,
            controls(
                key, (field for field in fields_of(key, topic) if field.name not in ("gone", *_LEFT_TO_WORK_PAGE)), {},
                {}, {}, current_actor(), shapes=words.IN_SHORT,
            ),
            unfolded=topic in _OF_EVERYBODY,
        )
        for topic in (*_OF_EVERYBODY, *_OF_GROWN)
    ]  # fmt: skip
    return Member(key, "", "", groups, True, False)


def _sites() -> tuple[Choice, ...]:
    actor = current_actor()
    found = session().scalars(select(Site).order_by(Site.name))
    return tuple(Choice(site.name, site.name) for site in found if actor.works_at(site.code))


def in_words(finding: Finding) -> dict[str, str]:
    """A finding for the page: the sentence, and the control where it can be mended."""
    field = _FIELD_OF.get(finding.field, finding.field)
    whom = finding.person_key or HOME
    return {
        "words": finding.message if spoken_language() == "zh" else finding.message_en,
        "target": f"f-{whom}-{field}",
    }


_FIELD_OF = {"education": "schooling", "school_stage": "schooling", "willing": "status", "stated_member_count": "site"}
