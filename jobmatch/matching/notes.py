"""Findings about a pair: a code, the key of its sentence and the facts it names. Wording is in `explain.py`."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Gate(StrEnum):
    STATUS = "G-STATUS"
    CONSENT = "G-CONSENT"
    DUP_OPEN = "G-DUP-OPEN"
    EXPIRED = "G-EXPIRED"
    EMPLOYER = "G-EMPLOYER"
    EMPLOYER_HISTORY = "G-EMPLOYER-HISTORY"
    WAGE_LAW = "G-WAGE-LAW"
    WAGE_LAW_NOVICE = "G-WAGE-LAW-NOVICE"
    AGE_MIN = "G-AGE-MIN"
    AGE_CAP = "G-AGE-CAP"
    MINOR_HAZARD = "G-MINOR-HAZARD"
    MINOR_NIGHT = "G-MINOR-NIGHT"
    EDU_LAW = "G-EDU-LAW"
    CERT = "G-CERT"
    CERT_LAPSED = "G-CERT-LAPSED"
    EXPERIENCE = "G-EXPERIENCE"
    CAP = "G-CAP"
    FUNC = "G-FUNC"
    READ = "G-READ"
    LANG = "G-LANG"
    LAW_W = "G-LAW-W"
    LAW_PREG = "G-LAW-PREG"
    LOC = "G-LOC"
    SHIFT = "G-SHIFT"
    DORM = "G-DORM"
    GROUP = "G-GROUP"
    REFUSED_OCC = "G-REFUSED-OCC"
    TARGET = "G-TARGET"


class Fix(StrEnum):
    HEALTHCERT = "F-HEALTHCERT"
    COURSE = "F-COURSE"
    ASK_EMPLOYER = "F-ASK-EMPLOYER"
    WAIT_DATE = "F-WAIT-DATE"


class Soft(StrEnum):
    FAR = "S-FAR"
    LOW_WAGE = "S-LOW-WAGE"
    NO_GAIN = "S-NO-GAIN"
    PIECE_NOVICE = "S-PIECE-NOVICE"
    AGE_PREF = "S-AGE-PREF"
    NO_INSURANCE = "S-NO-INSURANCE"


class Warn(StrEnum):
    OVERAGE_CONTRACT = "W-OVERAGE-CONTRACT"
    DISPATCH = "W-DISPATCH"


class Note(NamedTuple):
    """One finding. `key` names its sentence, `values` what the sentence tells, `course` the course of an F-COURSE."""

    code: str
    key: str
    values: tuple[tuple[str, object], ...] = ()
    course: str | None = None


def note(code: str, key: str, **values: object) -> Note:
    return Note(code, key, tuple(values.items()))


@dataclass(slots=True)
class Found:
    """What the gates have found about one pair so far."""

    gates: list[Note] = field(default_factory=list)
    fixes: list[Note] = field(default_factory=list)
    soft: list[Soft] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    asks: list[Note] = field(default_factory=list)
    missed_preferences: int = 0

    def gate(self, code: Gate, key: str, **values: object) -> None:
        self.gates.append(Note(code, key, tuple(values.items())))

    def fix(self, code: Fix, key: str, course: str | None = None, **values: object) -> None:
        self.fixes.append(Note(code, key, tuple(values.items()), course))

    def ask(self, key: str, **values: object) -> None:
        """The exact question whose answer could change a gate or the pay of this pair; asked once."""
        asked = Note("ASK", key, tuple(values.items()))
        if asked not in self.asks:
            self.asks.append(asked)
