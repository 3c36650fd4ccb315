"""Those in a crowd who go only with others: what `gates.groups` says of them at one vacancy (MR18)."""

from collections.abc import Callable

from jobmatch.matching.engine.parties import any_ends
from jobmatch.matching.engine.rows import as_number
from jobmatch.matching.gates.groups import together
from jobmatch.matching.notes import Found
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.crowd import Crowd


class Groups:
    """The groups of a crowd."""

    def __init__(self, crowd: Crowd, setting: Setting) -> None:
        self._crowd, self._setting = crowd, setting
        self._ending = {name for name in crowd.bound if any_ends(name, crowd.bound)}

    def may_end(self, person: int) -> bool:
        """Whether some day the group is another one: then more than whether it can go may depend on its members."""
        return self._crowd.ids[person] in self._ending

    def found(self, person: int, post: Post, passes: Callable[[int], bool]) -> int:
        """What is found about the group of a person; `passes` says of another member, by number, whether the vacancy
        passes for whom it is alone."""
        crowd, found = self._crowd, Found()

        def member(other: str) -> bool | None:
            if other in crowd.numbers:
                return passes(crowd.numbers[other])
            return False if other in crowd.shut else None

        together(crowd.bound[crowd.ids[person]], post, crowd.bound, member, found)
        return as_number(found, self._setting)
