"""The document of `check-advert`: JSON in, findings as JSON out, faults by their place as for `rank`."""

import json

from jobmatch.matching.consistency import check_occupation
from jobmatch.matching.document import read_parameters, read_vacancy
from jobmatch.matching.facts import Parameters, Vacancy
from jobmatch.matching.json_text import JsonObject, Unusable, read_json
from jobmatch.matching.shape import Faults, Field, Kind, record, text
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Finding, may_publish
from jobmatch.vacancies.adverts.rewrite import ANY_JOB, rewrite

LONGEST_ADVERT = 5_000


def advert_document(document: str | bytes, vocabulary: Vocabulary) -> str:
    """The findings for one advert document, byte for byte the same for the same file.

    Where words of the text are found, the whole text rewritten lawfully stands beside them (`rewrite`).
    Raises Unusable with every fault found; a vacancy without text and a text without vacancy are both enough.
    """
    posted, vacancy, parameters = read_advert(document, vocabulary)
    findings = check_advert(posted, vacancy, parameters)
    answer: dict[str, object] = {
        "publish": may_publish(findings),
        "findings": [_shown(finding) for finding in findings],
    }
    if any(finding.source == "text" for finding in findings):
        answer["rewrite"] = rewrite(posted, findings, parameters, _job(vacancy))
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def read_advert(document: str | bytes, vocabulary: Vocabulary) -> tuple[str, Vacancy | None, Parameters]:
    """Text, vacancy and parameters of a document. Raises Unusable."""
    faults = Faults()
    value = read_json(document)
    parts = _DOCUMENT.read(value, "", faults)
    if isinstance(value, JsonObject):
        vacancy = value.get("vacancy")
        if isinstance(vacancy, JsonObject):
            check_occupation(vacancy.get("occupation"), "vacancy.occupation", vocabulary, faults)
        if value.get("text") is None and vacancy is None:
            faults.add("text", "is missing, and vacancy too; give one of them")
    if faults.lines or parts is None:
        raise Unusable(faults.lines)
    return parts


def _job(vacancy: Vacancy | None) -> str:
    """The confirmed occupation where it is a name; a code says nothing to a reader."""
    named = vacancy.occupation if vacancy else None
    return named if named and not any(sign.isdigit() for sign in named) and not check_advert(named) else ANY_JOB


def _parts(
    text: str = "", vacancy: Vacancy | None = None, parameters: Parameters | None = None
) -> tuple[str, Vacancy | None, Parameters]:
    return text, vacancy, parameters or Parameters()


def _shown(finding: Finding) -> dict[str, str]:
    why = finding.explanation
    return {
        "rule": finding.rule,
        "level": finding.level,
        "words": finding.words,
        "because": why.because,
        "because_en": why.because_en,
        "instead": why.instead,
        "instead_en": why.instead_en,
        "source": finding.source,
    }


_PARAMETERS: Kind[Parameters] = Kind(read_parameters, {})
_VACANCY: Kind[Vacancy] = Kind(read_vacancy, {})
_DOCUMENT = record(
    _parts, {"parameters": Field(_PARAMETERS), "vacancy": Field(_VACANCY), "text": Field(text(LONGEST_ADVERT))}
)
