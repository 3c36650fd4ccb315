"""What a provider says and what it never says: every answer ends in the state that the platform's rules ask for."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.push import circumstances, claiming, pausing, settling
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Outcome, Refused, Retry, Sent, Stop, Unknown, Way
from jobmatch.push.errors import NO_TEMPLATE, NOT_REACHED
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, OpenId
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Pause
from tests.push.world import DAY, HOUR, MINUTE, MORNING, Fake, person, states, told, tries, ways, write

SENT, DUE, REFUSED, FAILED = DeliveryState.SENT, DeliveryState.DUE, DeliveryState.REFUSED, DeliveryState.FAILED
UNKNOWN = DeliveryState.UNKNOWN
MIDNIGHT = MORNING + 14 * HOUR
LATER = claiming.ASK_AGAIN_AFTER


def one(engine: Engine, number: int = 1, template: Template = Template.ANSWER, expires_in: timedelta = 9 * DAY) -> int:
    with db.transaction(engine) as session:
        someone = person(session, number, openid=f"o-{number}", sms=True)
        write(session, someone, f"k{number}", template=template, expires_at=MORNING + expires_in)
    return someone


def left(engine: Engine, recipient_id: int, template: Template = Template.ANSWER) -> int:
    with db.reading(engine) as session:
        (linked,) = push.links_of(session, recipient_id)
        return push.balances(session, linked.openid_id)[template]


@pytest.mark.parametrize(
    ("outcome", "state", "code", "balance", "paused"),
    [
        (Refused(43101), REFUSED, "43101", 0, []),
        (Refused(NO_TEMPLATE), REFUSED, "-3", 5, []),
        (Refused(40003), REFUSED, "40003", 5, []),
        (Refused(47003), FAILED, "47003", 5, []),
        (Refused(45168), FAILED, "45168", 5, []),
        (Stop(43107, "banned"), REFUSED, "43107", 5, ["wechat:answer"]),
        (Stop(40037, "template id"), REFUSED, "40037", 5, ["wechat"]),
        (Stop(48001, "no permission"), REFUSED, "48001", 5, ["wechat"]),
        (Stop(40001, "token refused twice"), REFUSED, "40001", 5, ["wechat"]),
    ],
)
def test_a_no_ends_this_way_and_opens_the_next(
    engine: Engine, outcome: Outcome, state: DeliveryState, code: str, balance: int, paused: list[str]
) -> None:
    someone = one(engine)
    told(engine, Fake(does=lambda _: outcome))
    first, second = ways(engine)
    assert first == (Way.WECHAT, state, code)
    assert second[:2] == (Way.CALL, DUE)
    assert left(engine, someone) == balance
    with db.reading(engine) as session:
        assert session.scalars(select(Pause.api)).all() == paused
        assert (session.scalars(select(OpenId)).one().flagged_at is not None) == (code == "40003")


def test_words_that_are_refused_go_to_a_person_and_not_out_by_another_channel(engine: Engine) -> None:
    one(engine)
    sms = Fake(Way.SMS)
    told(engine, Fake(does=lambda _: Refused(45168)), sms)
    assert sms.given == []
    assert ways(engine)[1][:2] == (Way.CALL, DUE)


def test_a_stop_sends_all_others_by_the_next_way_until_somebody_has_looked(engine: Engine) -> None:
    one(engine)
    told(engine, Fake(does=lambda _: Stop(48001, "no permission")), Fake(Way.SMS))
    one(engine, 2)
    wechat = Fake()
    told(engine, wechat, Fake(Way.SMS))
    assert wechat.given == []
    assert states(engine) == [MessageState.TOLD] * 2
    with db.transaction(engine) as session:
        push.lift(session, "wechat")
    one(engine, 3)
    told(engine, wechat, Fake(Way.SMS))
    assert len(wechat.given) == 1


@pytest.mark.parametrize(("code", "api"), [(45009, "wechat"), (40038, "wechat:answer")])
def test_a_daily_quota_pauses_until_the_day_is_over(engine: Engine, code: int, api: str) -> None:
    one(engine)
    told(engine, Fake(does=lambda _: Retry(code, MIDNIGHT)))
    one(engine, 2)
    one(engine, 3, Template.COURSE)
    one(engine, 4, expires_in=5 * HOUR)
    wechat = Fake()
    told(engine, wechat, Fake(Way.SMS), at=MORNING + HOUR)
    assert [letter.to for letter in wechat.given] == ([] if api == "wechat" else ["o-3"])
    assert states(engine)[3] is MessageState.TOLD, "what cannot wait goes by text message"
    with db.reading(engine) as session:
        assert session.scalars(select(Pause.api)).all() == [api]
    told(engine, wechat, at=MORNING + DAY)
    assert {"o-1", "o-2", "o-3"} == {letter.to for letter in wechat.given}


def test_a_busy_system_is_asked_again_ever_later_and_five_times_at_most(engine: Engine) -> None:
    one(engine)
    wechat, at, gaps = Fake(does=lambda _: Retry(-1)), MORNING, []
    for _ in range(5):
        told(engine, wechat, at=at)
        with db.reading(engine) as session:
            row = session.scalars(select(Delivery).order_by(Delivery.id)).first()
            assert row is not None
            gaps.append(row.next_at - at)
            at = max(at, row.next_at)
    assert len(wechat.given) == 5
    assert all(later > sooner for sooner, later in pairwise(gaps[:4]))
    assert ways(engine)[0] == (Way.WECHAT, FAILED, "-1")
    assert ways(engine)[1][:2] == (Way.CALL, DUE)


def test_a_platform_that_is_away_for_an_hour_turns_nobody_to_another_way(engine: Engine) -> None:
    for number in range(1, 9):
        one(engine, number)
    away = Fake(does=lambda _: Retry(NOT_REACHED))
    sms = Fake(Way.SMS)
    for minute in range(61):
        told(engine, away, sms, at=MORNING + minute * MINUTE, passes=9)
    assert sms.given == []
    assert len(away.given) <= 8 * 20, "it is called ever more rarely"
    with db.reading(engine) as session:
        ends = session.get_one(Pause, "wechat").until
    assert ends is not None
    assert ends - (MORNING + HOUR) <= pausing.LONGEST
    back = Fake()
    told(engine, back, sms, at=ends, passes=9)
    assert len(back.given) == 8
    assert [way[:2] for way in ways(engine)] == [(Way.WECHAT, SENT)] * 8


@pytest.mark.parametrize("outcome", [Retry(NOT_REACHED), Retry(45009, MIDNIGHT)])
def test_what_cannot_wait_for_the_platform_goes_another_way_at_once(engine: Engine, outcome: Retry) -> None:
    one(engine, expires_in=circumstances.TO_BE_RUNG)
    sms = Fake(Way.SMS)
    told(engine, Fake(does=lambda _: outcome), sms)
    assert len(sms.given) == 1
    assert ways(engine) == [(Way.WECHAT, REFUSED, str(outcome.code)), (Way.SMS, SENT, None)]


def test_nobody_waits_longer_than_a_day_for_a_platform(engine: Engine) -> None:
    one(engine)
    sms = Fake(Way.SMS)
    for hour in (0, 5, 23, 29):
        at = MORNING + hour * HOUR
        with db.transaction(engine) as session:
            push.lift(session, "wechat")
        told(engine, Fake(does=lambda _: Retry(NOT_REACHED)), sms, at=at)
        assert len(sms.given) == (hour > 24)
    assert ways(engine)[0] == (Way.WECHAT, REFUSED, "-2")


def test_a_call_too_many_a_minute_keeps_all_others_back_for_that_minute(engine: Engine) -> None:
    one(engine)
    told(engine, Fake(does=lambda _: Retry(45011, MORNING + MINUTE)))
    one(engine, 2)
    wechat = Fake()
    told(engine, wechat, at=MORNING + MINUTE / 2)
    assert wechat.given == []
    told(engine, wechat, at=MORNING + MINUTE)
    assert len(wechat.given) == 2


def test_waiting_for_a_platform_far_away_uses_up_no_try(engine: Engine) -> None:
    one(engine)
    does = [Retry(NOT_REACHED)] * 6 + [Retry(-1)] * 4
    wechat = Fake(does=lambda _: does[len(wechat.given) - 1] if len(wechat.given) <= len(does) else Sent("m"))
    for minute in range(0, 60, 5):
        told(engine, wechat, at=MORNING + minute * MINUTE)
    assert ways(engine) == [(Way.WECHAT, SENT, None)]


def test_a_provider_that_names_the_time_is_asked_again_then(engine: Engine) -> None:
    one(engine)
    does: list[Outcome] = [Retry(45011, MORNING + MINUTE), Retry(43108, MORNING + 2 * MINUTE), Sent("m")]
    wechat = Fake(does=lambda _: does[len(wechat.given) - 1])
    for minute, calls in ((0, 1), (0.5, 1), (1, 2), (2, 3)):
        told(engine, wechat, at=MORNING + minute * MINUTE)
        assert len(wechat.given) == calls
    assert tries(engine) == ["retry", "retry", "sent"]


def test_no_answer_is_unknown_and_tried_once_more_and_the_row_says_so(engine: Engine) -> None:
    one(engine)
    wechat = Fake(does=lambda _: Unknown("timeout"))
    told(engine, wechat)
    assert ways(engine) == [(Way.WECHAT, UNKNOWN, "unknown")]
    told(engine, wechat, at=MORNING + LATER - MINUTE)
    assert len(wechat.given) == 1
    told(engine, wechat, Fake(Way.SMS), at=MORNING + LATER)
    told(engine, wechat, Fake(Way.SMS), at=MORNING + DAY)
    assert (len(wechat.given), tries(engine)) == (2, ["unknown", "unknown"])
    assert ways(engine) == [(Way.WECHAT, UNKNOWN, "unknown"), (Way.CALL, DUE, None)], "now a person asks"


def test_a_second_try_that_finds_nothing_accepted_says_that_the_first_arrived(engine: Engine) -> None:
    someone = one(engine)
    does: list[Outcome] = [Unknown("timeout"), Refused(43101)]
    wechat = Fake(does=lambda _: does[len(wechat.given) - 1])
    told(engine, wechat)
    told(engine, wechat, at=MORNING + LATER)
    assert (states(engine), ways(engine)) == ([MessageState.TOLD], [(Way.WECHAT, SENT, settling.PROBABLY)])
    assert left(engine, someone) == 0


def test_a_second_try_that_has_no_template_any_more_says_nothing_of_the_first(engine: Engine) -> None:
    someone = one(engine)
    does: list[Outcome] = [Unknown("timeout"), Refused(NO_TEMPLATE)]
    wechat = Fake(does=lambda _: does[len(wechat.given) - 1])
    sms = Fake(Way.SMS)
    told(engine, wechat, sms)
    told(engine, wechat, sms, at=MORNING + LATER)
    assert ways(engine) == [(Way.WECHAT, REFUSED, "-3"), (Way.CALL, DUE, None)], "it may have come: a person asks"
    assert sms.given == []
    assert left(engine, someone) == 5


def test_a_text_message_of_which_nobody_knows_is_not_sent_again(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, sms=True), "k")
    sms = Fake(Way.SMS, does=lambda _: Unknown("timeout"))
    told(engine, sms)
    told(engine, sms, at=MORNING + DAY)
    assert len(sms.given) == 1
    assert [way[:2] for way in ways(engine)] == [(Way.SMS, UNKNOWN), (Way.CALL, DUE)]


def test_a_channel_that_breaks_its_word_and_raises_is_unknown(engine: Engine) -> None:
    def raises(letter: Letter) -> Outcome:
        raise RuntimeError(letter.to)

    one(engine)
    told(engine, Fake(does=raises))
    assert ways(engine) == [(Way.WECHAT, UNKNOWN, "unknown")]
