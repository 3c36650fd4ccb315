"""Wordings of adverts that the tests share: honest ones that must pass, dishonest ones with the rules they break."""

from pathlib import Path

_HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()


HONEST = _lines("honest.txt")
DISHONEST = [
    (text, frozenset(rules.split())) for text, _, rules in (line.partition("|") for line in _lines("dishonest.txt"))
]
WARNED = ("五官端正", "身高1.65米以上", "35岁以下", "无纹身", "劳务派遣", "压一个月工资", "试用期8个月")
