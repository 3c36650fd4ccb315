"""The ranking document: JSON in, a World of facts out, every fault with its place; and JSON out again, byte for byte.

The fields are in `fields.py`, how values are read in `shape.py`, what is printed in `results.py`.
"""

import json

from jobmatch.matching.consistency import check_document
from jobmatch.matching.facts import Parameters, Vacancy, World
from jobmatch.matching.fields import PARAMETERS, VACANCY, WORLD
from jobmatch.matching.json_text import Unusable, read_json
from jobmatch.matching.rank import rank
from jobmatch.matching.results import to_json
from jobmatch.matching.shape import Faults, JsonSchema
from jobmatch.matching.vocabulary import Vocabulary


def read_world(document: str | bytes, vocabulary: Vocabulary) -> World:
    """The facts of a document. Raises Unusable with every fault found, in the order of the document."""
    faults = Faults()
    value = read_json(document)
    world = WORLD.read(value, "", faults)
    check_document(value, vocabulary, faults)
    if faults.lines or world is None:
        raise Unusable(faults.lines)
    return world


def rank_text(document: str | bytes) -> str:
    """What `rank FILE` prints for a file. Raises Unusable with every fault found."""
    vocabulary = Vocabulary.load()
    return to_json(rank(read_world(document, vocabulary), vocabulary))


def schema_text() -> str:
    """What `rank --schema` prints."""
    return json.dumps(input_schema(), ensure_ascii=False, indent=1) + "\n"


def read_parameters(value: object, path: str, faults: Faults) -> Parameters:
    """The `parameters` of any document that has them; None and left out are the same."""
    return Parameters() if value is None else PARAMETERS.read(value, path, faults) or Parameters()


def read_vacancy(value: object, path: str, faults: Faults) -> Vacancy | None:
    """One vacancy of any document; only its own fields are looked at, not what they refer to."""
    return VACANCY.read(value, path, faults)


def input_schema() -> JsonSchema:
    """The JSON Schema of the input of `rank`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rank"} | WORLD.schema
