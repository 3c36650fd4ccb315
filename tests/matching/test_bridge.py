"""The course that opens most: which vacancies it opens to whom, in which order, and what is said of it."""

import json
from typing import Any

from jobmatch.matching.bridge import Bridge, bridges
from jobmatch.matching.document import read_world
from jobmatch.matching.explain import Language, what_opens
from jobmatch.matching.ground import prepare
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import FAR, Ranked, constraint, course, person, vacancy, world

WELDING = [{"kind": "welding"}]
WAITS = [{"kind": "welding", "train_first": True}]
FORKLIFT = [{"kind": "forklift"}]


def welder(name: str = "A", pay: int = 6000, **facts: Any) -> dict[str, Any]:
    """A post for a welder with a card, from July on."""
    known: dict[str, Any] = {"certificates": WELDING, "start": "2026-07-06", "expires": "2026-07-15"}
    known |= {"title": "焊工", "occupation": "焊工", "wage": {"type": "month", "min": pay}}
    return vacancy(name, **known | facts)


def packer(name: str = "Z", **facts: Any) -> dict[str, Any]:
    return vacancy(name, **facts)


def found(document: dict[str, Any], name: str = "P1") -> tuple[Bridge, ...]:
    vocabulary = Vocabulary.load()
    ground = prepare(read_world(json.dumps(document), vocabulary), vocabulary, load_rules())
    return bridges(ground, name)


def one(who: dict[str, Any], posts: list[dict[str, Any]], *courses: dict[str, Any]) -> Bridge:
    (only,) = found(world([who], posts, courses=list(courses)))
    return only


def ids(reached: Any) -> list[str]:
    return [each.vacancy for each in reached]


def courses_of(*arguments: Any, who: dict[str, Any] | None = None) -> list[str]:
    posts, courses = arguments
    return [bridge.course.id for bridge in found(world([who or person()], posts, courses=courses))]


def test_mc03_the_employer_who_waits_is_told_as_better_pay_and_the_early_one_as_too_early() -> None:
    young = person(birth_date="1999-03-03", experience=[{"occupation": "焊工", "months": 12}])
    posts = [
        welder("A", 6000, certificates=WAITS),
        packer("B", wage={"type": "month", "min": 3200}),
        welder("C", 7000, start="2026-06-05", expires="2026-06-30"),
    ]
    bridge = one(young, posts, course(start="2026-06-08", end="2026-06-19", certificate_by="2026-06-30"))
    assert ids(bridge.better) == ["A"]
    assert [(each.vacancy, each.in_time) for each in bridge.opens] == [("C", False)]
    assert (bridge.days, bridge.cash, bridge.gain) == (12, 6000, 2800)


def test_mc03b_who_does_not_wait_is_for_after_the_training() -> None:
    posts = [welder(start="2026-06-10", expires="2026-06-15"), packer("B", wage={"type": "month", "min": 3200})]
    bridge = one(person(), posts, course(certificate_by="2026-06-30"))
    assert [(each.vacancy, each.in_time) for each in bridge.opens] == [("A", False)]
    assert what_opens(bridge, Language.ZH) == (
        "读完“焊工班”（6月8号开课，10天，不收钱），以后招焊工的就能去；现在招的1家等不到您拿证，要看新招的，一个月到手大约6000元。"
    )


def test_mc04_who_let_the_card_lapse_is_offered_the_class_again() -> None:
    lapsed = person(certificates=[{"kind": "welding", "review_due": "2023-03-01"}])
    posts = [welder("A", 6500), packer("B", wage={"type": "month", "min": 4500})]
    assert ids(one(lapsed, posts, course()).opens) == ["A"]


def test_mc07_who_lacks_the_forklift_card_is_sent_to_its_class() -> None:
    posts = [vacancy("A", title="叉车司机", occupation="叉车司机", certificates=FORKLIFT, start="2026-07-06")]
    posts[0]["expires"] = "2026-07-15"
    q1, q2 = person("Q1"), person("Q2", certificates=[{"kind": "forklift", "valid_to": "2028-01-01"}])
    document = world([q1, q2], posts, courses=[course(title="叉车班", certificate="forklift")])
    (bridge,) = found(document, "Q1")
    assert ids(bridge.opens) == ["A"]
    assert found(document, "Q2") == (), "who has the card needs no class"


def test_a_class_is_for_those_whose_hours_it_keeps() -> None:
    carer = person(constraints=[constraint("hours", **{"from": "08:30", "to": "16:30"})])
    day = {"shift": "day", "from": "09:00", "to": "16:00", "hours_per_day": 6, "days_per_month": 21.75}
    posts = [welder(schedule=day)]
    late, early = course("C1", **{"from": "08:30", "to": "17:30"}), course("C2", **{"from": "09:00", "to": "16:00"})
    assert courses_of(posts, [late], who=carer) == []
    assert courses_of(posts, [late, early], who=carer) == ["C2"]


def test_a_class_opens_nothing_that_is_closed_for_another_reason_too() -> None:
    posts = [welder("A", age={"max": 30, "strict": True}), welder("B", dorm="none", place=FAR), welder("C", openings=0)]
    homely = person(constraints=[constraint("home_every_night")])
    assert courses_of(posts, [course()], who=homely) == []


def test_nobody_is_sent_to_a_class_that_is_full_over_or_not_for_them() -> None:
    for closed in (
        course(seats=0),
        course(start="2026-05-30"),
        course(education={"min": "senior_middle", "basis": "law"}),
        course(place=FAR, boarding=False),
        course(certificate=None),
        course(certificate="guard"),
    ):
        assert courses_of([welder()], [closed]) == [], closed
    assert courses_of([welder()], [course(place=FAR, boarding=True)]) == ["C1"]
    at_home = person(constraints=[constraint("home_every_night")])
    assert courses_of([welder()], [course(place=FAR, boarding=True)], who=at_home) == []


def test_who_wants_no_training_is_told_of_none_and_who_wants_little_of_the_short_ones() -> None:
    long, short = course("C1", end="2026-06-30", certificate_by="2026-07-05"), course("C2")
    assert courses_of([welder()], [long, short], who=person(training_days_max=0)) == []
    assert courses_of([welder()], [long, short], who=person(training_days_max=10)) == ["C2"]
    assert courses_of([welder()], [long], who=person(training_days_max=30)) == ["C1"]


def test_who_gives_some_days_is_asked_whether_a_short_class_of_a_few_more_would_do() -> None:
    twelve = course(start="2026-06-08", end="2026-06-19", certificate_by="2026-06-30")
    bridge = one(person(training_days_max=5), [welder()], twelve)
    assert (bridge.days, [ask.key for ask in bridge.asks]) == (12, ["training_days"])
    assert one(person(training_days_max=12), [welder()], twelve).asks == ()


def test_a_class_for_work_that_is_neither_known_nor_wanted_is_not_told() -> None:
    sews = [{"occupation": "缝纫工", "months": 60}]
    assert courses_of([welder()], [course()], who=person(experience=sews, wanted=[])) == []
    assert courses_of([welder()], [course()], who=person(experience=sews, wanted=["保洁员"])) == []
    assert courses_of([welder()], [course()], who=person(experience=sews, wanted=["保洁员", "焊工"])) == ["C1"]
    assert courses_of([welder()], [course()], who=person(experience=[{"occupation": "焊工", "months": 9}])) == ["C1"]
    assert courses_of([welder()], [course()], who=person(experience=[], wanted=[])) == ["C1"]


def test_who_may_not_be_matched_is_told_of_no_class() -> None:
    for barred in ({"consent": False}, {"status": "not_seeking"}, {"student": True}, {"capacity": "lost"}):
        assert courses_of([welder()], [course()], who=person(**barred)) == [], barred


def test_whose_cards_nobody_noted_is_asked_for_them_first() -> None:
    assert courses_of([welder()], [course()], who=person(certificates=None)) == []


def test_what_is_open_without_learning_is_no_reason_to_learn() -> None:
    waits = welder("A", 3000, certificates=WAITS)
    assert courses_of([waits, packer(wage={"type": "month", "min": 2900})], [course()]) == []
    assert courses_of([waits, packer(wage={"type": "month", "min": 2700})], [course()]) == ["C1"]
    in_work = person(status="employed", current_wage=2900)
    assert courses_of([waits], [course()], who=in_work) == []


def test_a_public_post_is_opened_only_to_those_who_have_no_other() -> None:
    public = welder("A", kind="public_post")
    assert ids(one(person(), [public], course()).opens) == ["A"]
    assert courses_of([public, packer()], [course()]) == []
    assert ids(one(person(), [public, welder("B")], course()).opens) == ["B"]


def test_those_who_go_together_need_the_card_both() -> None:
    bound = [constraint("together", **{"with": ["P2"]})]
    for other, opened in (([], []), ([{"kind": "welding", "valid_to": "2030-01-01"}], ["A"])):
        document = world([person(constraints=bound), person("P2", certificates=other)], [welder()], courses=[course()])
        assert [post for bridge in found(document) for post in ids(bridge.opens)] == opened


def test_the_course_that_opens_most_comes_first() -> None:
    """Employers in time, then employers at all, then the gain, then the earlier end, then the id."""
    forklift = {"title": "叉车司机", "occupation": "叉车司机", "certificates": FORKLIFT, "start": "2026-07-06"}
    trucks = [vacancy(name, **forklift, wage={"type": "month", "min": 3000}, expires="2026-07-15") for name in "FG"]
    weld, lift = course("C1"), course("C2", certificate="forklift")
    assert courses_of([welder(), *trucks], [weld, lift]) == ["C2", "C1"], "two employers before one that pays more"
    assert courses_of([welder(), trucks[0] | {"employer": "EX"}, trucks[1] | {"employer": "EX"}], [weld, lift]) == [
        "C1",
        "C2",
    ], "two posts of one employer are one employer"
    early = [post | {"start": "2026-06-10", "expires": "2026-06-12"} for post in trucks]
    assert courses_of([welder(), *early], [weld, lift]) == ["C1", "C2"], "one in time before two that are gone by then"
    assert courses_of([welder(), trucks[0]], [weld, lift]) == ["C1", "C2"], "the greater gain"
    even = [welder(pay=3000), trucks[0]]
    assert courses_of(even, [weld, lift | {"end": "2026-06-12"}]) == ["C2", "C1"], "the earlier end"
    assert courses_of(even, [weld, lift]) == ["C1", "C2"], "the id"


def test_of_classes_for_one_card_the_best_is_told() -> None:
    assert courses_of([welder()], [course("C1", end="2026-06-18"), course("C2"), course("C3")]) == ["C2"]
    late = course("C1", start="2026-07-10", end="2026-07-12", certificate_by="2026-07-20")
    assert courses_of([welder()], [late, course("C2")]) == ["C2"]


def test_a_higher_card_opens_what_wants_a_lower_one() -> None:
    driver = vacancy("A", title="货车司机", occupation="道路货运汽车驾驶员", certificates=[{"kind": "licence_C1"}])
    assert ids(one(person(), [driver], course(certificate="licence_B2")).opens) == ["A"]


def test_unknown_facts_about_a_class_are_asked_for() -> None:
    bridge = one(person(training_days_max=None), [welder()], course(seats=None, boarding=None, place={}))
    assert {ask.key for ask in bridge.asks} == {"course_seats", "training_days", "course_conditions"}
    assert one(person(training_days_max=15), [welder()], course()).asks == ()


def test_the_sentence_counts_employers_and_names_the_pay_that_is_true_for_this_person() -> None:
    posts = [welder("A", 5500), welder("B", 6000), welder("C", 5000), packer()]
    bridge = one(person(), posts, course())
    assert what_opens(bridge, Language.ZH) == (
        "读完“焊工班”（6月8号开课，10天，不收钱），另外有3家招焊工的可以去，钱多的一家一个月到手大约6000元。"
    )
    assert what_opens(bridge, Language.EN) == (
        "After 焊工班 (from 8 June, 10 days, free of charge) 3 more employers who hire for 焊工 are open to you, "
        "the best about 6000 yuan in hand a month."
    )
    paid = one(person(), [welder(certificates=WAITS), packer()], course(fee=800))
    assert what_opens(paid, Language.ZH) == (
        "读完“焊工班”（6月8号开课，10天，学费800元），有1家招焊工的愿意等您，比现在能去的钱多，一个月到手大约6000元。"
    )
    vague = one(person(), [welder(wage={})], course(fee=None, start=None, end=None))
    assert what_opens(vague, Language.ZH) == "读完“焊工班”（学费要问），另外有1家招焊工的可以去。"


def test_the_same_facts_give_the_same_answer_in_any_order() -> None:
    posts = [welder("A", 5500), welder("B", 6000), packer(), vacancy("G", certificates=[{"kind": "guard"}])]
    courses = [course("C1"), course("C2", certificate="guard"), course("C3", end="2026-06-12")]
    straight = found(world([person()], posts, courses=courses))
    assert straight == found(world([person()], posts[::-1], courses=courses[::-1]))
    assert [bridge.course.id for bridge in straight] == ["C3", "C2"]


def test_ranking_is_what_it_was_after_a_bridge_was_built() -> None:
    document = world([person()], [welder(), packer()], courses=[course()])
    before = Ranked(document).text
    found(document)
    assert Ranked(document).text == before
