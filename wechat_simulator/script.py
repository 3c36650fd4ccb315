"""What the next answers shall be: mishaps told in advance, by interface and by openid, each so many times."""

import threading
from dataclasses import dataclass, fields
from enum import StrEnum


class Mishap(StrEnum):
    """What may happen to a call. Where the platform has acted, the caller cannot know it."""

    CODE = "code"
    """An error code, nothing done."""
    HTTP = "http"
    """An HTTP status without a body, nothing done."""
    SLOW = "slow"
    """Done, and answered late."""
    GARBAGE = "garbage"
    """Done, and answered with a page for people instead of JSON."""
    HALF = "half"
    """Done, and the connection closed in the middle of the answer."""
    RESET = "reset"
    """Done, and the connection reset instead of an answer."""
    DROP = "drop"
    """Nothing done, and the connection closed without an answer."""


@dataclass
class Rule:
    """One mishap for the next `times` calls; an empty `api` or `openid` stands for any."""

    mishap: Mishap
    api: str = ""
    openid: str = ""
    times: int = 1
    code: int = -1
    status: int = 500
    seconds: float = 0.0


class Script:
    """The mishaps still to come, the oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[Rule] = []

    def add(self, told: dict[str, object]) -> None:
        """Add a rule from JSON; raises ValueError that says what is wrong with it."""
        known = {one.name: one.type for one in fields(Rule)}
        unknown = set(told) - set(known)
        if unknown or "mishap" not in told:
            raise ValueError(f"a rule has {', '.join(known)}; this one has {', '.join(sorted(told))}")
        rule = Rule(**{**told, "mishap": Mishap(str(told["mishap"]))})  # type: ignore[arg-type]  # values from JSON
        with self._lock:
            self._rules.append(rule)

    def take(self, api: str, openid: str) -> Rule | None:
        """The mishap of this call, used up by it."""
        with self._lock:
            for rule in self._rules:
                if rule.api in ("", api) and rule.openid in ("", openid):
                    rule.times -= 1
                    if rule.times <= 0:
                        self._rules.remove(rule)
                    return rule
        return None

    def left(self) -> list[dict[str, object]]:
        """What is still to come."""
        with self._lock:
            return [dict(vars(rule)) for rule in self._rules]

    def clear(self) -> None:
        """No mishaps any more."""
        with self._lock:
            self._rules.clear()
