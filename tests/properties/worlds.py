"""Random worlds for the properties of matching: anything may be known, unknown, lapsed or forbidden."""

from typing import Any

from hypothesis import strategies as st

from tests.matching.worlds import FAR, HOME, NEAR, constraint, course, person, vacancy, world

OCCUPATIONS = ("缝纫工", "保洁员", "焊工", "保安员", "装卸搬运工", "电子设备装接工")
WORDS = (*OCCUPATIONS, "平车", "车工", "保洁", "小工", "随便什么都行")
SKILLS = ("平车", "锁边", "清扫", "电弧焊", "巡逻")
DAYS = ("2026-05-20", "2026-06-01", "2026-06-05", "2026-06-08", "2026-07-06", "2027-01-01")
PLACES = (
    HOME,
    NEAR,
    FAR,
    {"division": "520322"},
    {"division": "520102"},
    {"division": "520323", "lat": 28.2, "lon": 106.9},
)
HAZARDS = ("underground", "height", "toxic", "machinery", "traffic")
CARDS = ("welding", "guard", "licence_B2", "health")
FUNCTIONS = ("stand_4h", "stairs", "lift_20kg", "fine_hands")


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def mostly(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """The usual value four times out of five, so that enough pairs get past the gates."""
    return st.integers(0, 4).flatmap(lambda dice: st.sampled_from(others) if dice == 3 else st.just(usual))


def some(*values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@st.composite
def constraints(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(one_of("hours", "night", "home_every_night", "furthest", "dorm", "refuse"))
    facts: dict[str, Any] = {
        "hours": {"from": "08:00", "to": draw(one_of("12:00", "18:00"))},
        "furthest": {"area": draw(one_of("site", "county", "city", "province", "anywhere"))},
        "refuse": {"occupation": draw(one_of(*WORDS))},
    }.get(kind, {})
    return constraint(kind, draw(one_of("hard", "hard", "prefer", None)), until=draw(maybe(one_of(*DAYS))), **facts)


@st.composite
def people(draw: st.DrawFn, name: str, groups: bool = True) -> dict[str, Any]:
    limits = draw(st.lists(constraints(), max_size=2))
    if groups and draw(st.integers(0, 3)) == 2:
        limits.append(constraint("together", **{"with": draw(some("P1", "P2", "P3", "P9"))}))
    held = st.fixed_dictionaries(
        {"kind": one_of("welding", "guard", "health", "licence_B2")},
        optional={"valid_to": one_of(*DAYS), "review_due": one_of(*DAYS)},
    )
    stints = st.fixed_dictionaries(
        {"occupation": one_of(*WORDS)},
        optional={"months": st.integers(0, 60), "evidence": one_of("self", "employer", "insurance")},
    )
    return person(
        name,
        household=draw(one_of("H1", "H2", "H3")),
        birth_date=draw(
            maybe(one_of("1958-01-01", "1963-01-01", "1969-05-01", "1975-01-01", "1995-06-08", "2009-01-01"))
        ),
        sex=draw(maybe(one_of("male", "female"))),
        education=draw(mostly("junior_middle", None, "none", "primary", "secondary_vocational")),
        student=draw(mostly(False, None, True)),
        capacity=draw(mostly("ordinary", "skilled", "weak", "lost", None)),
        status=draw(one_of("seeking", "seeking", "employed", "farming", None)),
        current_wage=draw(maybe(st.integers(1000, 5000))),
        limits=draw(maybe(st.dictionaries(st.sampled_from(FUNCTIONS), one_of("no", "limited"), max_size=1))),
        protections=draw(mostly(None, [], ["pregnant"], ["nursing"])),
        reading=draw(mostly("fluent", "none", "some", None)),
        mandarin=draw(mostly("speak", "none", "listen", None)),
        certificates=draw(maybe(st.lists(held, max_size=2))),
        skills=draw(maybe(some(*SKILLS))),
        experience=draw(maybe(st.lists(stints, max_size=2))),
        wanted=draw(maybe(some(*WORDS))),
        wage_floor=draw(maybe(st.integers(1000, 5000))),
        seeking_since=draw(maybe(one_of("2026-01-01", "2026-03-01"))),
        available_from=draw(maybe(one_of(*DAYS))),
        training_days_max=draw(maybe(one_of(5, 15))),
        constraints=draw(one_of(None, limits, limits)),
        consent=draw(mostly(None, True, False)),
    )


@st.composite
def wages(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(one_of("month", "month", "day", "hour", "piece", "base_piece"))
    amounts = {"month": mostly(3000, 1500, 2300, 4500), "day": mostly(180, 80), "hour": mostly(22, 15)}
    if kind in amounts:
        return {"type": kind, "min": draw(amounts[kind]), "board_deduction": draw(one_of(0, 200))}
    wage: dict[str, Any] = {"type": kind, "unit_price": 0.5, "guaranteed": draw(one_of(0, 2000))}
    if draw(st.booleans()):
        wage |= {"novice_units_per_day": 120, "normal_units_per_day": 300}
    return wage | ({"min": 1000} if kind == "base_piece" else {})


@st.composite
def vacancies(draw: st.DrawFn, name: str, public: bool = True) -> dict[str, Any]:
    occupation = draw(one_of(*OCCUPATIONS))
    kinds = ("company", "company", "workshop", "odd_job", "home_piecework", None) + (("public_post",) if public else ())
    schedule = {
        "shift": draw(maybe(one_of("day", "day", "night", "rotating", "flexible"))),
        "from": "08:30",
        "to": draw(one_of("12:30", "17:30")),
        "hours_per_day": draw(maybe(one_of(4, 8, 10))),
        "days_per_month": draw(maybe(one_of(20, 26))),
    }
    return vacancy(
        name,
        employer=draw(one_of("E1", "E2")),
        title=draw(one_of(occupation, occupation, *WORDS)),
        occupation=draw(one_of(occupation, occupation, None)),
        kind=draw(one_of(*kinds)),
        openings=draw(mostly(1, None, 0, 2, 5)),
        place=draw(maybe(one_of(*PLACES))),
        schedule={key: value for key, value in schedule.items() if value is not None},
        wage=draw(maybe(wages())),
        dorm=draw(maybe(one_of("none", "free", "paid"))),
        age=draw(mostly(None, {"min": 18, "max": 50, "strict": True}, {"max": 45})),
        education=draw(mostly(None, {"min": "junior_middle", "basis": "law"}, {"min": "junior_middle"})),
        certificates=draw(
            mostly([], None, [{"kind": "welding", "train_first": True}], [{"kind": "health"}], [{"kind": "guard"}])
        ),
        experience=draw(mostly(None, {"occupation": occupation, "months": 12, "strict": True}, {"months": 24})),
        skills=draw(maybe(some(*SKILLS))),
        physical=draw(mostly(2, None, 1, 3, 4)),
        functions=draw(mostly([], None, ["stairs"], ["lift_20kg"])),
        hazards=draw(mostly([], None, *([hazard] for hazard in HAZARDS))),
        reading=draw(mostly("none", None, "signs", "forms")),
        mandarin=draw(mostly("none", None, "listen")),
        insurance=draw(maybe(some("social", "injury", "accident"))),
        contract=draw(maybe(one_of("labour", "service", "dispatch"))),
        start=draw(maybe(one_of(*DAYS))),
        expires=draw(mostly("2026-12-31", None, "2026-05-31", "2026-06-30")),
        confirmed_on=draw(mostly("2026-05-28", None, "2026-05-01")),
    )


@st.composite
def worlds(draw: st.DrawFn, public: bool = True, groups: bool = True) -> dict[str, Any]:
    """Up to four people of three households and up to four vacancies."""
    persons = [draw(people(f"P{number}", groups)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    posts = [draw(vacancies(name, public)) for name in "ABCD"[: draw(st.integers(1, 4))]]
    return world(
        persons,
        posts,
        households=[
            {"id": "H1", "site": "S1", "employed": 0},
            {"id": "H2", "site": "S1", "employed": draw(one_of(0, 1)), "monitored": True},
            {"id": "H3", "site": "S1"},
        ],
        employers=[
            {"id": "E1", "verified": 3, "blacklisted": False},
            {"id": "E2"} | draw(one_of({}, {"verified": 2}, {"verified": 1, "blacklisted": True})),
        ],
        courses=draw(st.lists(st.just(course()), max_size=1)),
    )


@st.composite
def worlds_with_classes(draw: st.DrawFn) -> dict[str, Any]:
    """Worlds in which several vacancies want a card and several classes teach one."""
    document = draw(worlds())
    for post in document["vacancies"]:
        if draw(st.integers(0, 2)):
            kinds = draw(st.lists(one_of(*CARDS, "licence_C1"), min_size=1, max_size=2, unique=True))
            post["certificates"] = [{"kind": kind, "train_first": draw(st.booleans())} for kind in kinds]
    document["courses"] = [
        course(
            f"C{number}",
            certificate=draw(one_of(*CARDS, None)),
            end=draw(one_of("2026-06-10", "2026-06-17", "2026-06-30")),
            certificate_by=draw(maybe(one_of("2026-06-25", "2026-07-05"))),
            seats=draw(one_of(0, 5, 5, None)),
            place=draw(one_of(NEAR, NEAR, FAR)),
            boarding=draw(maybe(st.booleans())),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    return document
