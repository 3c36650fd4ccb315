"""Texts to employers: what is due is sent every minute, and each morning is asked whose answer is still missing."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from jobmatch import db, parameters
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import PROGRAM, Work
from jobmatch.placements.employer_texts import sending, silence, writing
from jobmatch.push import sms
from jobmatch.push.channels import Channel, Sent
from jobmatch.settings import settings

AT_ONCE = 100
"""So many texts are written in one step."""


def remind(work: Work) -> Figures:
    """Write the reminders that the day calls for, and pause where nothing is said; the loop sends the texts."""
    written = {"reminded": 0, "asked": 0, "paused": 0}
    for name, write in (("reminded", writing.remind), ("asked", writing.ask_whether_open)):
        while True:
            with work.step() as session:
                step = write(session, parameters.load(session), work.today, work.now(), AT_ONCE)
            written[name] += step
            if step < AT_ONCE:
                break
    while True:
        with work.step() as session:
            step = silence.pause_silent(session, parameters.load(session), work.today, work.now(), AT_ONCE, PROGRAM)
        written["paused"] += step
        if step < AT_ONCE:
            return written


def send(engine: Engine, now: Callable[[], datetime], _owner: str) -> Figures:
    """What is due, where this installation sends text messages; without a folder the office rings."""
    channel = sms.channel(settings(), sending.FILE)
    return {"sent": 0 if channel is None else send_due(engine, channel, now)}


def send_due(engine: Engine, channel: Channel, now: Callable[[], datetime]) -> int:
    """One text after the other until none is due; tells how many were sent."""
    sent = 0
    while True:
        with db.transaction(engine) as session:
            begun = sending.begin_next(session, now())
        if begun is None:
            return sent
        if begun.letter is not None and isinstance(channel.send(begun.letter), Sent):
            with db.transaction(engine) as session:
                sending.note_sent(session, begun.text_id, now(), PROGRAM)
            sent += 1
