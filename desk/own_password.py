"""Changing one's own password: the old one, then the new one twice; every other sign-in of the account ends."""

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk import sign_in
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.accounts import sessions
from jobmatch.accounts.passwords import Weakness, WeakPasswordError
from jobmatch.accounts.sessions import Refusal
from jobmatch.web import permission, surviving

pages = Blueprint("own_password", __name__, template_folder="templates")

WEAK = {
    Weakness.SHORT: _l("新密码短了点，要十个字以上。想一句只有自己晓得的话就好记。"),
    Weakness.LONG: _l("新密码太长了，短一点。"),
    Weakness.THE_NAME: _l("新密码和名字太像，别个一猜就猜到，换一个。"),
    Weakness.COMMON: _l("这个密码用的人太多，别个一试就试到，换一个。"),
}
DIFFERENT = _l("两次写的新密码不一样，再写一次。")
WRONG = _l("现在的密码不对，再看一下。")


@pages.get("/password")
@permission(Permission.USE_DESK)
def page() -> ResponseReturnValue:
    """The three fields."""
    return render_template("own_password.html", wrong=None, done=False)


@pages.post("/password")
@permission(Permission.USE_DESK)
def change() -> ResponseReturnValue:
    """Sets the new password and goes on with a new sign-in."""
    fields = ("current", "new", "again")
    current, new, again = (request.form.get(name, "")[: sign_in.MOST_TYPED] for name in fields)
    if new != again:
        return _again(DIFFERENT)
    try:
        came = sessions.change_password(
            surviving, session.get(sign_in.TOKEN, ""), current, new, sign_in.address(), clock.now()
        )
    except WeakPasswordError as weak:
        return _again(WEAK[weak.weakness])
    if isinstance(came, Refusal):
        return _again(WRONG if came is Refusal.WRONG else sign_in.SAID[came])
    session[sign_in.TOKEN] = came
    return render_template("own_password.html", wrong=None, done=True)


def _again(wrong: LazyString) -> ResponseReturnValue:
    return render_template("own_password.html", wrong=wrong, done=False), 400
