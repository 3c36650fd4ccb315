"""Posts that stand twice in a file with a small change: a question for the office, never a reason to refuse."""

from collections.abc import Iterable
from dataclasses import replace

from jobmatch.matching.vocabulary.words import read_words
from jobmatch.vacancies.listing.judging import fault
from jobmatch.vacancies.listing.posting import Posting, name_key
from jobmatch.workbooks.faults import Fault, Level


def repeated(postings: Iterable[Posting]) -> tuple[Fault, ...]:
    """One question for each post whose employer has offered the same work at the same place further up."""
    first: dict[tuple[str, ...], Posting] = {}
    found = []
    for posting in postings:
        if posting.title is None or not posting.employer_key:
            continue
        earlier = first.setdefault(_what_it_is(posting), posting)
        if earlier is not posting:
            found.append(_question(posting, earlier))
    return tuple(found)


def title_key(title: str | None) -> str:
    """A title without pay, benefits, numbers and spelling: what two lists call the same post."""
    return read_words(title or "").whole or name_key(title)


def _what_it_is(posting: Posting) -> tuple[str, ...]:
    place = posting.place
    where = place.town or place.county or place.city or name_key(posting.row.text("place"))
    return posting.employer_key, name_key(posting.title), where, place.county or place.city or ""


def _question(posting: Posting, earlier: Posting) -> Fault:
    where = f"{earlier.row.sheet}第{earlier.row.number}行"
    asked = fault(
        posting, "title", "probable_duplicate", Level.QUESTION,
        f"同一单位的同一岗位在{where}已有。请问单位是重复了，还是另招一批",
        f"The same employer offers the same work in row {earlier.row.number} of sheet {earlier.row.sheet}. Ask whether "
        "it stands there twice or is another post",
    )  # fmt: skip
    cell = earlier.row.cell("title")
    return replace(
        asked,
        other_row=earlier.row.number,
        other_sheet=earlier.row.sheet,
        other_column=cell.heading,
    )
