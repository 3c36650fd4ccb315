"""Registering to offer work: the employer by its credit code, and the account of whoever answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from desk import sign_in
from desk.hiring.blueprint import pages, written
from desk.language import say as _
from desk.own_password import WEAK
from jobmatch import clock
from jobmatch.access import Actor, Permission, Role
from jobmatch.accounts import attempts, joining
from jobmatch.accounts import service as accounts
from jobmatch.accounts.passwords import WeakPasswordError
from jobmatch.accounts.service import NewAccount, UnusableAccountError
from jobmatch.households.checks.persons import is_mobile
from jobmatch.vacancies import employers
from jobmatch.vacancies.credit_code import CodeFault, CreditCode, read_credit_code
from jobmatch.vacancies.employers import Registration
from jobmatch.web import permission, session, surviving, undo

LONGEST_NAME, LONGEST_CODE, LONGEST_PHONE, LONGEST_ADDRESS = 100, 30, 20, 200
_KIND = "join_to_hire"


@dataclass(frozen=True)
class Wrong:
    """What has to be corrected: at which field ("" the whole form), in which words."""

    field: str
    words: str


@pages.get("/register")
@permission(Permission.JOIN_TO_HIRE)
def register() -> ResponseReturnValue:
    """The form."""
    return _page({}, None)


@pages.post("/register")
@permission(Permission.JOIN_TO_HIRE)
def join() -> ResponseReturnValue:
    """Enter the employer, if it is new, and the account; what is wrong is said at its field and nothing is lost."""
    given = {
        "employer": written("employer", LONGEST_NAME), "code": written("code", LONGEST_CODE),
        "address": written("address", LONGEST_ADDRESS), "person": written("person", LONGEST_NAME),
        "phone": written("phone", LONGEST_PHONE).replace(" ", "").replace("-", ""),
    }  # fmt: skip
    at = clock.now()
    with surviving() as own:
        if not attempts.count_nameless(own, _KIND, sign_in.address(), at):
            return _page(given, Wrong("", _("刚才登记的人有点多，请过十分钟再来。"))), 429
    wrong = _wrong(given)
    if wrong is not None:
        return _page(given, wrong), 422
    themselves = Actor(given["phone"], Role.EMPLOYER)
    code = read_credit_code(given["code"]).code
    known = employers.find(session(), given["employer"], code) is not None
    employer = employers.register(
        session(), Registration(given["employer"], code, address=given["address"] or None), at, themselves
    )
    new = NewAccount(given["phone"], Role.EMPLOYER, given["person"], phone=given["phone"])
    try:
        joining.register(
            session(), new, request.form.get("password", "")[: sign_in.MOST_TYPED], employer.id, at, known=known
        )
    except WeakPasswordError as weak:
        undo()
        return _page(given, Wrong("password", str(WEAK[weak.weakness]))), 422
    except UnusableAccountError:
        undo()
        return _page(given, Wrong("person", _("您的名字写短一点，只写名字。"))), 422
    return render_template("hiring/registered.html", employer=employer, phone=given["phone"], known=known)


def _wrong(given: Mapping[str, str]) -> Wrong | None:
    if not given["employer"]:
        return Wrong("employer", _("写单位的名字，和营业执照上一样。"))
    code = read_credit_code(given["code"])
    if not code.is_valid:
        return Wrong("code", _say_fault(code))
    if not given["person"]:
        return Wrong("person", _("写您的名字，我们好称呼您。"))
    if not is_mobile(given["phone"]):
        return Wrong("phone", _("手机号是11位数字，再对一下。"))
    if accounts.find(session(), given["phone"]) is not None:
        return Wrong("phone", _("这个手机号登记过了，直接登录。忘了密码，打电话给就业局。"))
    if request.form.get("password", "") != request.form.get("again", ""):
        return Wrong("password", _("两次写的密码不一样，再写一次。"))
    return None


def _say_fault(code: CreditCode) -> str:
    if code.fault is CodeFault.MISSING:
        return _("写统一社会信用代码，18位，在营业执照上。没有执照的，到就业局来登记。")
    if code.fault is CodeFault.LENGTH:
        return _("信用代码要18位，您写了%(n)s位。", n=len(code.code))
    if code.fault is CodeFault.CHARACTERS:
        return _("信用代码里没有“%(signs)s”，看是不是把0写成O、把1写成I了。", signs=code.wrong)
    return _("信用代码有一位不对，照着营业执照再对一遍。")


def _page(given: Mapping[str, str], wrong: Wrong | None) -> str:
    return render_template("hiring/register.html", given=given, wrong=wrong)
