"""Every address of the API × everybody who might ask about one and the same person: who gets in, and who does not."""

from collections.abc import Callable, Mapping
from typing import Any

from jobmatch.access import Role
from jobmatch.accounts import service
from jobmatch.accounts.model import Account, AccountSite, LinkPurpose
from jobmatch.db import transaction
from mini_program_api.blueprint import PREFIX
from tests.desk import posts
from tests.desk.staffed import token_of
from tests.mini_program_api.phones import Phone, World

# "ended": a telephone that was the person's until its link ended. "family": another adult of the same household, on a
# telephone of the own. "kiosk": a screen of the centre, opened for the person. "another_…": of another site.
WHO = (
    "nobody", "unlinked", "ended", "neighbour", "family", "county", "employer", "trainer", "auditor",
    "another_helper", "another_clerk", "administrator", "relative", "kiosk", "self", "helper", "clerk", "supervisor",
)  # fmt: skip
MEANS = {".": 200, "1": 401, "3": 403, "o": 404, "9": 409, "5": 503}
NOTE = {"field": "phone", "words": "换号了"}
# What is asked so that whoever may ask gets a good answer, and what each of WHO gets: `o` is somebody let in where
# there is nothing of that number. The last two come last because they end what the others stand on.
TABLE: Mapping[tuple[str, str], tuple[Any, str]] = {
    # Anybody, by name or not.
    ("GET", "/vacancies"): (None, ". . . . .  . . . .  . . .  . . .  . . ."),
    ("GET", "/vacancies/{vacancy}"): (None, ". . . . .  . . . .  . . .  . . .  . . ."),
    ("GET", "/sites"): (None, ". . . . .  . . . .  . . .  . . .  . . ."),
    # Somebody at a kiosk of a centre that is none.
    ("POST", "/help-calls"): ({"site": "NONE"}, "o o o o o  o o o o  o o o  o o o  o o o"),
    # A code or a token that nobody gave out.
    ("POST", "/sign-in"): ({"code": "made up"}, "3 3 3 3 3  3 3 3 3  3 3 3  3 3 3  3 3 3"),
    ("POST", "/refresh"): ({"refresh": "made up, and long enough"}, "1 1 1 1 1  1 1 1 1  1 1 1  1 1 1  1 1 1"),
    # Whoever has signed in; WeChat knows nothing of a screen of the centre.
    ("GET", "/me"): (None, "1 . . . .  . . . .  . . .  . . .  . . ."),
    ("GET", "/templates"): (None, "1 . . . .  . . . .  . . .  . . .  . . ."),
    ("POST", "/subscriptions"): ({}, "1 . . . .  . . . .  . . .  . 9 .  . . ."),
    ("POST", "/link"): ({"qr": "made-up-code"}, "1 o o o o  o o o o  o o o  o 5 o  o o o"),
    # Workers who serve families. Whoever runs the server has nothing to do for any.
    ("GET", "/helper/households"): (None, "1 3 3 3 3  3 3 3 3  . . .  3 3 3  . . ."),
    ("GET", "/helper/due"): (None, "1 3 3 3 3  3 3 3 3  . . 3  3 3 3  . . ."),
    # One person's affairs: the person, a relative whom the person lets help, and who serves the household.
    ("GET", "/people/{person}/proposals"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/proposals/{vacancy}"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/why-not"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/form"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("POST", "/people/{person}/form/corrections"): (NOTE, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/form/seen"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("GET", "/people/{person}/certificates"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/courses"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("POST", "/people/{person}/courses/{course}/wish"): ({}, "1 3 3 3 3  3 3 3 3  3 3 o  o o o  o o o"),
    ("GET", "/people/{person}/enrolments"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/referrals"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/inbox"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("POST", "/people/{person}/inbox/{message}/read"): ({}, "1 3 3 3 3  3 3 3 3  3 3 o  o o o  o o o"),
    ("POST", "/people/{person}/complaints"): (
        {"about": "other", "words": "门关着"}, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . .",
    ),
    # The person's own word: a relative looks and does not speak; whoever runs the server is no witness of a yes.
    ("POST", "/people/{person}/proposals/{vacancy}/answer"): (
        {"answer": "think"}, "1 3 3 3 3  3 3 3 3  3 3 9  3 . .  . . .",
    ),
    ("POST", "/people/{person}/courses/{course}/join"): (
        {"agrees": True}, "1 3 3 3 3  3 3 3 3  3 3 o  3 o o  o o o",
    ),
    ("POST", "/people/{person}/enrolments/{enrolment}/give-up"): (
        {"reason": "care"}, "1 3 3 3 3  3 3 3 3  3 3 o  3 o o  o o o",
    ),
    ("POST", "/people/{person}/referrals/{referral}/started"): (
        {"first_day": "2026-06-01"}, "1 3 3 3 3  3 3 3 3  3 3 o  3 o o  o o o",
    ),
    ("POST", "/people/{person}/referrals/{referral}/left"): (
        {"last_day": "2026-06-01", "reason": "Q1"}, "1 3 3 3 3  3 3 3 3  3 3 o  3 o o  o o o",
    ),
    ("POST", "/people/{person}/feedback"): ({"referral": 1, "thumb": "up"}, "1 3 3 3 3  3 3 3 3  3 3 .  . . .  . . ."),
    ("GET", "/people/{person}/concerns"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("GET", "/people/{person}/export"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("GET", "/people/{person}/texts"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("POST", "/people/{person}/texts"): ({"agrees": True}, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("GET", "/people/{person}/messages"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("POST", "/people/{person}/messages"): ({"wanted": True}, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("GET", "/people/{person}/links"): (None, "1 3 3 3 3  3 3 3 3  3 3 .  3 . .  . . ."),
    ("POST", "/people/{person}/links/{link}/end"): ({}, "1 3 3 3 3  3 3 3 3  3 3 o  3 o o  o o o"),
    ("POST", "/people/{person}/erase"): ({}, "1 3 3 3 3  3 3 3 3  3 3 3  3 . .  . . ."),
    ("POST", "/sign-out"): ({}, "1 . . . .  . . . .  . . .  . . .  . . ."),
}  # fmt: skip
ENDING = ("erase", "sign-out")


def telephones(world: World) -> dict[str, Callable[[], Phone]]:
    """How each of WHO comes to a telephone."""

    def ended() -> Phone:
        phone = world.linked("ended", world.me)
        world.push.links["openid-ended"].clear()
        return phone

    def kiosk() -> Phone:
        phone = world.phone("kiosk")
        phone.hold(phone.post("/sign-in", {"counter_code": world.code(LinkPurpose.CENTRE, world.me).scanned}))
        return phone

    workers = {name: lambda name=name: world.worker(name) for name in WHO if name in {*service.ROLES, *ELSEWHERE}}
    return {
        "nobody": lambda: world.phone("nobody"), "unlinked": lambda: world.signed_in("unlinked"), "ended": ended,
        "neighbour": lambda: world.linked("luo", world.stranger),
        "family": lambda: world.linked("zeng", world.people["曾国强"]),
        "relative": lambda: world.linked("son", world.me, LinkPurpose.RELATIVE), "kiosk": kiosk,
        "self": lambda: world.linked("li"), **workers,
    }  # fmt: skip


ELSEWHERE = {"another_helper": Role.HELPER, "another_clerk": Role.CLERK}


def test_everybody_gets_at_each_address_what_the_table_says(light_world: World) -> None:
    world = light_world
    world.allow_haste()
    with transaction(world.engine) as session:
        for name, role in ELSEWHERE.items():
            session.add(
                Account(
                    name=name, shown_name="别处的人", role=role, password_hash="none", created_at=posts.NOON,
                    sites=[AccountSite(site_code="CMZ")],
                )
            )  # fmt: skip
    makers = telephones(world)
    phones = {who: makers[who]() for who in WHO}
    numbers = {"person": world.me, "vacancy": world.vacancies[0], "course": 1, "message": 1, "link": 99, "referral": 99}
    numbers |= {"enrolment": 99}
    wrong = []
    for (method, path), (body, cells) in TABLE.items():
        address = path.format(**numbers)
        for who, cell in zip(WHO, cells.split(), strict=True):
            phone = makers[who]() if path.endswith(ENDING) else phones[who]
            found = (phone.get(address) if method == "GET" else phone.post(address, body)).status_code
            if found != MEANS[cell]:
                wrong.append(f"{method} {path} by {who}: {found} instead of {MEANS[cell]}")
    assert wrong == []


def test_every_address_and_every_role_is_in_the_table(light_world: World) -> None:
    described = light_world.phone("nobody").get("/openapi.json").get_json()["paths"]
    paths = {
        (method.upper(), path.removeprefix(PREFIX).replace("_id}", "}"))
        for path, operations in described.items()
        for method in operations
    }
    assert paths == set(TABLE)
    assert {role.value for role in service.ROLES} <= set(WHO)


def test_whoever_serves_the_site_reads_nothing_of_another_one(light_world: World) -> None:
    for role in (Role.HELPER, Role.CLERK, Role.SUPERVISOR):
        assert light_world.worker(role.value).get(f"/people/{light_world.stranger}/form").status_code == 403, role


def test_no_cookie_of_the_desk_opens_the_api(light_world: World) -> None:
    client = light_world.app.test_client()
    token_of(client)
    assert client.get("/api/me").status_code == 401
    assert client.get("/api/helper/households").status_code == 401
