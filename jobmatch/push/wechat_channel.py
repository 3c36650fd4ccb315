"""The channel through WeChat: a letter in its own words becomes a subscribe message, and the answer an outcome.

Put together by `channel` from the settings, and compared with the account by `check` when a worker starts.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine

from jobmatch.push import errors, wechat_templates
from jobmatch.push.channels import Letter, Outcome, Refused, Retry, Sent, Stop, Unknown, Way
from jobmatch.push.fields import UnfitError
from jobmatch.push.platform import CodeError, NoAnswerError, NotReachedError
from jobmatch.push.templates import Template, in_words
from jobmatch.push.token import SharedToken, UnkeptToken
from jobmatch.push.wechat import Access, WeChat
from jobmatch.push.wechat_templates import Filled, TemplateFileError
from jobmatch.settings import Settings

_log = logging.getLogger(__name__)


class WeChatChannel:
    """Subscribe messages of one account; safe to share among threads."""

    name = Way.WECHAT.value

    def __init__(self, wechat: WeChat, templates: Mapping[Template, Filled], now: Callable[[], datetime]) -> None:
        self._wechat, self._templates, self._now = wechat, templates, now

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over; nothing that the platform or the network does raises."""
        template = Template(letter.template)
        filled = self._templates.get(template)
        if filled is None:
            return Refused(errors.NO_TEMPLATE)
        try:
            data = filled.data(in_words(template, letter.fields))
        except UnfitError:
            return Refused(errors.OUR_FIELD)
        try:
            return Sent(self._wechat.send(letter.to, filled.id, data, letter.page))
        except NotReachedError:
            return Retry(errors.NOT_REACHED)
        except NoAnswerError as error:
            return Unknown(str(error))
        except CodeError as error:
            return outcome(error.code, self._now())


def outcome(code: int, at: datetime) -> Outcome:
    """What an error code of the platform's, said at `at`, means for the letter."""
    done = errors.action(code)
    if done in errors.LATER:
        return Retry(code, errors.not_before(done, at))
    if done in errors.FOR_EVERYBODY:
        return Stop(code, done)
    # The platform has said no, so nothing was sent; a code that nobody knows is a no as well.
    return Refused(code)


def wechat(settings: Settings, engine: Engine, now: Callable[[], datetime]) -> WeChat | None:
    """The platform as the settings say; None for an installation without an account."""
    access = _access(settings)
    return None if access is None else WeChat(access, SharedToken(engine, access.app_id, now))


def to_be_checked(settings: Settings) -> WeChat | None:
    """The same with a token of its own: one that is kept from before would hide that the secret is wrong.

    It takes no other process's token away: `stable_token` gives the one that is good until that one ends.
    """
    access = _access(settings)
    return None if access is None else WeChat(access, UnkeptToken())


def templates(settings: Settings) -> dict[Template, Filled]:
    """The installation's templates; none without a file. Raises TemplateFileError for a file that cannot be used."""
    return {} if settings.wechat_templates is None else wechat_templates.read(settings.wechat_templates)


def usable_templates(settings: Settings) -> dict[Template, Filled]:
    """The same for pages and the API, which come whatever the file says: they ask for no messages without it."""
    try:
        return templates(settings)
    except TemplateFileError as error:
        _log.error("telephones are not asked for messages until the file of templates is mended: %s", error)
        return {}


def channel(settings: Settings, engine: Engine, now: Callable[[], datetime]) -> WeChatChannel | None:
    """The channel as the settings say; None for an installation without an account."""
    platform = wechat(settings, engine, now)
    return None if platform is None else WeChatChannel(platform, templates(settings), now)


def _access(settings: Settings) -> Access | None:
    if not settings.wechat_is_on:
        return None
    secret = settings.wechat_secret.get_secret_value()
    return Access(settings.wechat_app_id, secret, settings.wechat_api_root, settings.wechat_state)


def check(platform: WeChat, ours: Mapping[Template, Filled]) -> list[str]:
    """What in our file the account does not have, a sentence each; raises WeChatError where it cannot be asked."""
    return wechat_templates.differences(ours, platform.templates())
