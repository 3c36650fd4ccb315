"""The bridge names exactly what ranking opens to somebody given the card by hand, and no class that is closed."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from jobmatch.matching.bridge import bridges
from jobmatch.matching.courses import attendance, days_of
from jobmatch.matching.document import read_world
from jobmatch.matching.explain import Language, what_opens
from jobmatch.matching.facts import Certificate, Course, World
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.rank import rank_person
from jobmatch.matching.rules import load_rules
from jobmatch.matching.trades import nearness, read_trade
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import NEAR
from tests.properties.worlds import worlds_with_classes

Document = dict[str, Any]
examples = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def open_to(world: World, person: str) -> set[str]:
    """The vacancies that ranking lets somebody pass for."""
    return {match.vacancy for match in rank_person(prepare(world, Vocabulary.load(), load_rules()), person).matches}


def opened_by_hand(ground: Ground, world: World, person: str, card: str) -> set[str]:
    """What ranking blocks, lets pass once the card stands among the facts, and is near to somebody's past or wishes."""
    people = tuple(
        replace(one, certificates=(*(one.certificates or ()), Certificate(card))) if one.id == person else one
        for one in world.people
    )
    opened = open_to(replace(world, people=people), person) - open_to(world, person)
    somebody = ground.seekers[person].person
    said = [work.occupation or "" for work in somebody.experience or ()] + [
        each for each in somebody.wanted or () if each
    ]
    named = [read_trade(words, ground.setting.vocabulary) for words in said]
    least = ground.setting.rules.factors.nearness_from
    works = {post.vacancy.id: post.trade for post in ground.posts}
    return {
        vacancy
        for vacancy in opened
        if not named or max(nearness(one, works[vacancy], ground.setting.vocabulary) for one in named) >= least
    }


def may_attend(each: Course, ground: Ground, person: str) -> bool:
    """As the days that the person gives allow, or by a few more of a short class."""
    seeker = ground.seekers[person]
    asked = replace(seeker, person=replace(seeker.person, training_days_max=None))
    short = (days_of(each) or 0) <= ground.setting.rules.course_days and seeker.person.training_days_max != 0
    return attendance(each, asked if short else seeker, ground.setting) is not None


@examples
@given(worlds_with_classes())
def test_the_card_given_by_hand_opens_what_the_bridge_names(document: Document) -> None:
    world = read_world(json.dumps(document), Vocabulary.load())
    ground = prepare(world, Vocabulary.load(), load_rules())
    for person in sorted(ground.seekers):
        named = {bridge.course.certificate: bridge for bridge in bridges(ground, person)}
        if ground.seekers[person].certificates is None:
            assert not named, "which cards somebody holds is asked first"
            continue
        for card, bridge in named.items():
            assert {one.vacancy for one in bridge.opens} == opened_by_hand(ground, world, person, str(card))
            assert may_attend(bridge.course, ground, person)
            assert bridge.opens or bridge.better
            assert bridge.gain >= 0
            for language in Language:
                assert what_opens(bridge, language)
        for each in world.courses:
            near = each.place.lat == NEAR["lat"] or each.boarding is not False
            if near and may_attend(each, ground, person) and each.certificate and each.certificate not in named:
                assert not opened_by_hand(ground, world, person, each.certificate)
