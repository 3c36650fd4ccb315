"""`python -m benchmarks.titles [PATH]`: the ladder on the development titles, five-fold, and the hand-checked 300.

PATH is another CSV of `title,code`; it is then coded by the model as shipped, against the plain edit ratio.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.titles.examples import (
    FOLDS,
    Example,
    checked_titles,
    development_titles,
    fold_numbers,
)
from benchmarks.titles.learning import examples_of, learn_in_folds
from benchmarks.titles.methods import LADDER, Method, edit_ratio
from jobmatch.matching.vocabulary.coder import Coding, TitleCoder

_DRAWS = 3
_COUNTY = ("4", "5", "6")


@dataclass(frozen=True)
class Outcome:
    """What one method said of every example (title to code), and how many titles a second it coded."""

    name: str
    codes: dict[str, str]
    speed: float


def main(arguments: list[str]) -> None:
    """Prints the tables."""
    if arguments:
        examples = development_titles(Path(arguments[0]))
        shipped = TitleCoder.load()
        _print_ladder(examples, [_timed("edit ratio", examples, edit_ratio(())), _shipped(shipped, examples)])
        return
    examples = development_titles()
    outcomes = [_in_folds(method, examples) for method in LADDER]
    codings, seconds = _code_in_folds(examples)
    outcomes.append(Outcome("the coder: ridge regression and reading", _best(codings), len(examples) / seconds))
    _print_ladder(examples, outcomes)
    _print_draws(examples, outcomes[-1])
    _print_by_major(examples, outcomes[0], outcomes[-1])
    _print_confidence(examples, codings)
    _print_checked(outcomes, codings)


def _in_folds(method: Method, examples: tuple[Example, ...]) -> Outcome:
    numbers = fold_numbers(examples)
    codes: dict[str, str] = {}
    seconds = 0.0
    for fold in range(FOLDS):
        others = tuple(example for example, number in zip(examples, numbers, strict=True) if number != fold)
        predict = method.teach(others)
        titles = [example.title for example in examples_of(examples, numbers, fold)]
        began = time.process_time()
        codes.update(zip(titles, predict(titles), strict=True))
        seconds += time.process_time() - began
    return Outcome(method.name, codes, len(examples) / seconds)


def _code_in_folds(examples: tuple[Example, ...], draw: int = 0) -> tuple[dict[str, Coding], float]:
    numbers = fold_numbers(examples, draw)
    codings: dict[str, Coding] = {}
    seconds = 0.0
    for fold, coder in enumerate(learn_in_folds(examples, draw)):
        titles = [example.title for example in examples_of(examples, numbers, fold)]
        began = time.process_time()
        codings.update((title, coder.code(title)) for title in titles)
        seconds += time.process_time() - began
    return codings, seconds


def _best(codings: dict[str, Coding]) -> dict[str, str]:
    return {title: coding.codes[0].code if coding.codes else "" for title, coding in codings.items()}


def _shipped(coder: TitleCoder, examples: tuple[Example, ...]) -> Outcome:
    def predict(titles: Sequence[str]) -> list[str]:
        return list(_best({title: coder.code(title) for title in titles}).values())

    return _timed("the coder as shipped", examples, predict)


def _timed(name: str, examples: tuple[Example, ...], predict: Callable[[Sequence[str]], list[str]]) -> Outcome:
    titles = [example.title for example in examples]
    began = time.process_time()
    codes = dict(zip(titles, predict(titles), strict=True))
    return Outcome(name, codes, len(examples) / (time.process_time() - began))


def _share(examples: Sequence[Example], codes: dict[str, str]) -> float:
    return sum(codes[example.title] == example.code for example in examples) / max(len(examples), 1)


def _print_ladder(examples: tuple[Example, ...], outcomes: list[Outcome]) -> None:
    county = [example for example in examples if example.code.startswith(_COUNTY)]
    _say(f"{len(examples)} titles, {len(county)} of them in majors 4 to 6; share with exactly the code of the label")
    _say(f"{'method':<42}{'all':>7}{'4 to 6':>8}{'titles/s':>10}{'÷ ratio':>9}")
    for outcome in outcomes:
        _say(
            f"{outcome.name:<42}{_share(examples, outcome.codes):>7.3f}{_share(county, outcome.codes):>8.3f}"
            f"{outcome.speed:>10,.0f}{outcome.speed / outcomes[0].speed:>9.2f}"
        )


def _print_draws(examples: tuple[Example, ...], coder: Outcome) -> None:
    """The folds are drawn by chance; other draws say how far a figure may be trusted."""
    county = [example for example in examples if example.code.startswith(_COUNTY)]
    drawn = [coder.codes, *(_best(_code_in_folds(examples, draw)[0]) for draw in range(1, _DRAWS))]
    everywhere, at_home = ([_share(part, codes) for codes in drawn] for part in (examples, county))
    _say(f"the coder over {_DRAWS} draws of the folds: all {_range(everywhere)}, 4 to 6 {_range(at_home)}")


def _range(shares: list[float]) -> str:
    return f"{sum(shares) / len(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})"


def _print_by_major(examples: tuple[Example, ...], plain_ratio: Outcome, coder: Outcome) -> None:
    _say("\nby major group: titles, edit ratio, coder")
    for major in sorted({example.code[0] for example in examples}):
        of_major = [example for example in examples if example.code.startswith(major)]
        shares = f"{_share(of_major, plain_ratio.codes):>7.3f}{_share(of_major, coder.codes):>7.3f}"
        _say(f"  {major}  {len(of_major):>5}{shares}")


def _print_confidence(examples: tuple[Example, ...], codings: dict[str, Coding]) -> None:
    _say("\nconfidence of the best code: titles, mean confidence, share that is the label")
    judged = [
        (coding.codes[0].confidence, coding.codes[0].code == example.code)
        for example in examples
        if (coding := codings[example.title]).codes
    ]
    for low in range(0, 10, 2):
        inside = [(confidence, right) for confidence, right in judged if low <= confidence * 10 < low + 2]
        if inside:
            mean = sum(confidence for confidence, _right in inside) / len(inside)
            right = sum(right for _confidence, right in inside) / len(inside)
            _say(f"  {low / 10:.1f} to {low / 10 + 0.2:.1f}  {len(inside):>5}{mean:>7.2f}{right:>7.2f}")


def _print_checked(outcomes: list[Outcome], codings: dict[str, Coding]) -> None:
    checked = checked_titles()
    _say(f"\n{len(checked)} titles of majors 4 to 6 read by hand: share whose best code is acceptable")
    label = sum(row.label in row.acceptable for row in checked) / len(checked)
    _say(f"  {'the label of the set':<42}{label:>7.3f}")
    for outcome in outcomes:
        right = sum((outcome.codes[row.title] or "-") in row.acceptable for row in checked) / len(checked)
        _say(f"  {outcome.name:<42}{right:>7.3f}")
    certain = [row for row in checked if not codings[row.title].ask]
    right = sum(codings[row.title].codes[0].code in row.acceptable for row in certain) / len(certain)
    _say(f"  the coder when it does not ask ({len(certain) / len(checked):.0%} of titles){right:>12.3f}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
