"""A run over all parts: what is done already is not done again, whether the last run ended or was killed."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jobmatch.matches.province import lists
from jobmatch.matches.province.files import make_folder
from jobmatch.matches.province.offers import Digests, Offers, write_digests
from jobmatch.matches.province.source import Source
from jobmatch.workbooks.progress import Progress, silent

TOP, SPARE = 20, 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """Parts that were done, parts that had been done already, and people in those that were done."""

    done: int = 0
    kept: int = 0
    people: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.done + other.done, self.kept + other.kept, self.people + other.people)


def run(
    source: Source, folder: Path, most: int = TOP + SPARE, form: str | None = None, progress: Progress = silent
) -> Outcome:
    """The lists of everybody into `folder`, one file a part; `most` entries each, the spare ones for `changes`."""
    make_folder(folder)
    offers, parts = Offers(source.offers(), form), source.parts()
    outcome = Outcome()
    with progress("matching", len(parts)) as advance:
        for part in parts:
            outcome += do_part(source, offers, folder, part, most)
            advance(1)
    write_digests(folder, offers.digests)
    return outcome


def do_part(source: Source, offers: Offers, folder: Path, part: str, most: int) -> Outcome:
    """One part, unless its file says that nothing has changed."""
    stamp = stamp_for(source, offers.digests, part, most)
    path = path_of(folder, part)
    if lists.stamp_of(path) == stamp:
        return Outcome(kept=1)
    people = source.people(part)
    lists.write(path, offers.lists(stamp, people, most))
    return Outcome(done=1, people=len(people.asking))


def stamp_for(source: Source, offers: Digests, part: str, most: int) -> str:
    """All that the lists of a part depend on, the offers apart from the rest."""
    rest = "\n".join((part, source.version(part), str(most)))
    return f"{offers.whole} {sha256(rest.encode()).hexdigest()}"


def is_of(stamp: str, offers: Digests) -> bool:
    """Whether lists with this stamp were made of these very offers, so that their keys say which vacancies."""
    return stamp.split()[0] == offers.whole


def path_of(folder: Path, part: str) -> Path:
    """The file of a part: any name will do for a part, not so for a file."""
    return folder / f"{sha256(part.encode()).hexdigest()[:32]}.npz"
