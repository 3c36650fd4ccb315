"""The results of ranking as the contract's JSON: Chinese in `because`, `asks` and `why`, English beside it."""

import json
from decimal import ROUND_HALF_UP, Decimal

from jobmatch.matching.explain import Language, because_blocked, because_fix, because_part, question, why
from jobmatch.matching.notes import Note
from jobmatch.matching.ranking import Blocked, Match, Ranking

Json = dict[str, object]


def to_json(ranking: Ranking) -> str:
    """One document, byte for byte the same for the same facts."""
    return json.dumps(document(ranking), ensure_ascii=False, indent=1) + "\n"


def document(ranking: Ranking) -> Json:
    return {
        "rules": ranking.rules,
        "rules_hash": ranking.rules_hash,
        "matches": [match_row(match) for match in ranking.matches],
        "blocked": [blocked_row(blocked) for blocked in ranking.blocked],
        "candidates": [{"vacancy": row.vacancy, "people": list(row.people)} for row in ranking.candidates],
        "assignment": [{"person": row.person, "vacancy": row.vacancy} for row in ranking.assignment],
    }


def match_row(match: Match) -> Json:
    return {
        "person": match.person,
        "vacancy": match.vacancy,
        "rank": match.rank,
        "score": match.score,
        "monthly": {"normal": money(match.normal), "cash": money(match.cash)},
        "parts": [
            {
                "factor": part.factor,
                "points": part.points,
                "of": part.of,
                "because": because_part(part, Language.ZH),
                "because_en": because_part(part, Language.EN),
            }
            for part in match.parts
        ],
        "fixes": [fix_row(fix) for fix in match.fixes],
        "soft": [str(code) for code in match.soft],
        "warnings": [str(code) for code in match.warnings],
        "asks": [question(ask, Language.ZH) for ask in match.asks],
        "asks_en": [question(ask, Language.EN) for ask in match.asks],
        "why": why(match, Language.ZH),
        "why_en": why(match, Language.EN),
    }


def fix_row(fix: Note) -> Json:
    course: Json = {} if fix.course is None else {"course": fix.course}
    words: Json = {"because": because_fix(fix, Language.ZH), "because_en": because_fix(fix, Language.EN)}
    return {"code": str(fix.code)} | course | words


def blocked_row(blocked: Blocked) -> Json:
    return {
        "person": blocked.person,
        "vacancy": blocked.vacancy,
        "gates": [str(code) for code in blocked.gates],
        "because": because_blocked(blocked, Language.ZH),
        "because_en": because_blocked(blocked, Language.EN),
    }


def money(value: Decimal | None) -> int | float | None:
    """Yuan to the fen; whole where it is whole."""
    if value is None:
        return None
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
