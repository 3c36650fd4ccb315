"""Every address of the API × everybody who might ask × the own person or another: who gets in, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest

from jobmatch.access import Role
from jobmatch.accounts import service
from jobmatch.accounts.model import LinkPurpose
from mini_program_api.blueprint import PREFIX
from tests.mini_program_api.phones import Phone, World

# What is asked at each address about a person, so that a telephone that may ask gets a good answer: (method, body).
OF_A_PERSON: dict[str, tuple[str, Any]] = {
    "/people/{person}/proposals": ("get", None),
    "/people/{person}/proposals/{vacancy}": ("get", None),
    "/people/{person}/proposals/{vacancy}/answer": ("post", {"answer": "think"}),
    "/people/{person}/why-not": ("get", None),
    "/people/{person}/form": ("get", None),
    "/people/{person}/form/corrections": ("post", {"field": "phone", "words": "换号了"}),
    "/people/{person}/form/seen": ("get", None),
    "/people/{person}/certificates": ("get", None),
    "/people/{person}/courses": ("get", None),
    "/people/{person}/courses/{course}/wish": ("post", {}),
    "/people/{person}/referrals": ("get", None),
    "/people/{person}/feedback": ("post", {"referral": 1, "thumb": "up"}),
    "/people/{person}/inbox": ("get", None),
    "/people/{person}/inbox/{message}/read": ("post", {}),
    "/people/{person}/concerns": ("get", None),
    "/people/{person}/complaints": ("post", {"about": "other", "words": "门关着"}),
    "/people/{person}/texts": ("post", {"agrees": True}),
    "/people/{person}/export": ("get", None),
    "/people/{person}/erase": ("post", {}),
}
OPEN = {"/vacancies", "/vacancies/{vacancy}", "/sites", "/openapi.json"}
SIGNING_IN = {"/sign-in", "/refresh"}
OF_THE_PHONE = {"/me": "get", "/templates": "get", "/sign-out": "post", "/link": "post", "/subscriptions": "post"}
OF_WORKERS = {"/helper/households"}

# The person's own word alone, whoever else may look.
OWN_WORD = {
    "/people/{person}/proposals/{vacancy}/answer", "/people/{person}/export", "/people/{person}/erase",
    "/people/{person}/texts",
    "/people/{person}/concerns",
}  # fmt: skip
GOOD = {200, 404}  # there is no such course, message or referral here, and whoever hears that was let in
SERVES_THE_SITE = {Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture
def everybody(light_world: World) -> Callable[[str], Phone]:
    """A telephone of each kind of user."""
    world = light_world

    def phone_of(who: str) -> Phone:
        kinds: dict[str, Callable[[], Phone]] = {
            "nobody": lambda: world.phone("nobody"),
            "unlinked": lambda: world.signed_in("unlinked"),
            "self": lambda: world.linked("li"),
            "relative": lambda: world.linked("son", world.me, LinkPurpose.RELATIVE),
            "neighbour": lambda: world.linked("luo", world.stranger),
            "family": lambda: world.linked("zeng", world.people["曾国强"]),
        }
        return kinds[who]() if who in kinds else world.worker(who)

    return phone_of


def ask(world: World, phone: Phone, path: str) -> int:
    method, body = OF_A_PERSON[path]
    address = path.format(person=world.me, vacancy=world.vacancies[0], course=1, message=1)
    return (phone.get(address) if method == "get" else phone.post(address, body)).status_code


def test_every_address_is_in_this_table(light_world: World) -> None:
    described = light_world.phone("nobody").get("/openapi.json").get_json()["paths"]
    names = {"person_id": "person", "vacancy_id": "vacancy", "course_id": "course", "message_id": "message"}
    paths = {path.removeprefix(PREFIX) for path in described}
    for name, short in names.items():
        paths = {path.replace(f"{{{name}}}", f"{{{short}}}") for path in paths}
    assert paths | {"/openapi.json"} == {*OF_A_PERSON, *OPEN, *SIGNING_IN, *OF_THE_PHONE, *OF_WORKERS}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("nobody", {401}),
        ("unlinked", {403}),
        ("neighbour", {403}),
        # Everybody speaks for the own person only, also within a family.
        ("family", {403}),
        ("self", GOOD),
    ],
)
def test_a_person_is_the_persons_own(
    light_world: World, everybody: Callable[[str], Phone], who: str, expected: set[int]
) -> None:
    phone = everybody(who)
    for path in OF_A_PERSON:
        assert ask(light_world, phone, path) in expected, (who, path)


def test_a_relative_looks_but_does_not_speak(light_world: World, everybody: Callable[[str], Phone]) -> None:
    phone = everybody("relative")
    for path in OF_A_PERSON:
        assert ask(light_world, phone, path) in ({403} if path in OWN_WORD else GOOD), path


@pytest.mark.parametrize("role", service.ROLES)
def test_workers_see_whom_they_serve_and_nobody_else(
    light_world: World, everybody: Callable[[str], Phone], role: Role
) -> None:
    phone = everybody(role.value)
    serves = role in SERVES_THE_SITE | {Role.HELPER}
    for path in OF_A_PERSON:
        # Whoever runs the server reads, and is no witness before whom somebody says yes.
        unfit = {409} if role is Role.ADMINISTRATOR and path.endswith("/answer") else set[int]()
        assert ask(light_world, phone, path) in (unfit or GOOD if serves else {403}), (role, path)
    elsewhere = phone.get(f"/people/{light_world.stranger}/form").status_code
    assert elsewhere == (200 if role is Role.ADMINISTRATOR else 403)
    assert phone.get("/helper/households").status_code == (200 if serves else 403)


def test_what_is_open_is_open_to_all_and_the_rest_asks_who_it_is(
    light_world: World, everybody: Callable[[str], Phone]
) -> None:
    nobody, unlinked = everybody("nobody"), everybody("unlinked")
    for path in OPEN:
        assert nobody.get(path.format(vacancy=light_world.vacancies[0])).status_code == 200, path
    for path, method in OF_THE_PHONE.items():
        refused = nobody.get(path) if method == "get" else nobody.post(path, {})
        assert refused.status_code == 401, path
    assert unlinked.get("/me").status_code == 200
    assert unlinked.get("/helper/households").status_code == 403


def test_no_cookie_of_the_desk_opens_the_api(light_world: World) -> None:
    from tests.desk.staffed import token_of

    client = light_world.app.test_client()
    token_of(client)
    assert client.get("/api/me").status_code == 401
    assert client.get("/api/helper/households").status_code == 401
