"""Places: administrative divisions with their codes, and the places that offices write in free text.

Pure: it reads its own package data and nothing else.
`read_place` is for texts, `division_name` and `coordinates` for codes.
"""

from jobmatch.places.divisions import coordinates, division_name, is_division
from jobmatch.places.reading import Place, Precision, read_place

__all__ = ["Place", "Precision", "coordinates", "division_name", "is_division", "read_place"]
