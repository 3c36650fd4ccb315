"""What the invented county offers: every kind of post, near and far, lawful, of every freshness; and courses."""

from collections import Counter
from dataclasses import fields

from jobmatch.matches.facts import wage_parameters
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies import offer
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Level
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.facts import to_facts
from jobmatch.vacancies.model import Vacancy
from tests.demo.conftest import BOOK, HOME, TODAY, County


def test_every_kind_of_post_is_offered_near_and_far(county: County) -> None:
    offers = [one for firm in county.market.firms for one in firm.offers]
    assert min(Counter(one.kind for one in offers)[kind] for kind in VacancyKind) >= 4
    cities = Counter((one.division or "")[:4] for one in offers)
    assert all(cities[city] for city in ("5203", "5201", "4419", "4406", "3302", "3307"))
    assert Counter(one.division for one in offers)[HOME] > 250
    vocabulary = Vocabulary.load()
    named = {one.occupation for one in offers}
    named |= {lesson.content.occupation for school in county.market.schools for lesson in school.lessons}
    named |= {worked.occupation for one in county.people for worked in one.experience or ()}
    assert [name for name in named if vocabulary.canonical(name or "") is None] == []


def test_every_advert_is_lawful(county: County) -> None:
    figures = wage_parameters(BOOK, TODAY)
    names = tuple(one.name for one in fields(offer.Offer))
    found = []
    for firm in county.market.firms:
        for one in firm.offers:
            vacancy = Vacancy(id=1, employer_id=1, filled=0)
            offer.write(vacancy, one, names)
            findings = check_advert(one.posted_text, to_facts(vacancy), figures)
            found += [(one.title, each.rule, each.words) for each in findings if each.level is Level.BLOCK]
            found += [(one.title, each.rule, each.words) for each in findings if each.rule in ("L01", "L02", "L03")]
    assert found == []


def test_posts_differ_in_freshness(county: County) -> None:
    posts = [post for firm in county.market.firms for post in firm.posts]
    stale = [post for post in posts if post.confirmed_on is None and (TODAY - post.published_on).days > 14]
    full = [post for post in posts if post.filled == post.offer.headcount]
    near = [post for post in posts if post.offer.division == HOME]
    for_anybody = [post for post in near if all(one.kind == "health" for one in post.offer.certificates)]
    fresh = [post for post in posts if post.confirmed_on == TODAY]
    assert 10 <= len(stale) <= 60
    assert 0.8 < sum(post in full for post in for_anybody) / len(for_anybody) < 0.97, "such work is soon taken"
    assert sum(post in full for post in posts if post not in for_anybody) <= 40
    assert len(fresh) > 80
    assert all(post.offer.expires_on and post.offer.expires_on >= TODAY for post in posts)


def test_courses_suit_carers_are_sometimes_full_and_sometimes_ordered(county: County) -> None:
    lessons = [lesson for school in county.market.schools for lesson in school.lessons]
    assert sum(lesson.content.childcare is True for lesson in lessons) >= 5
    assert sum(lesson.content.enrolled == lesson.content.capacity for lesson in lessons) >= 2
    assert sum(lesson.ordered for lesson in lessons) >= 3
    half_days = [one for one in lessons if one.content.daily_from and one.content.daily_from.hour >= 18]
    assert half_days
    kinds = {lesson.content.certificate_kind for lesson in lessons}
    assert {"welding", "forklift", "guard", "electrician"} <= kinds
