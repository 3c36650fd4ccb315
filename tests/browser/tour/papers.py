"""The tour as two papers, Chinese and English: one line and one picture for each page, chapter by chapter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.browser.tour.chapters import CHAPTERS, PHONE, Chapter

PICTURES = Path("docs/tour")
PAPERS = (Path("docs/tour.zh.md"), Path("docs/tour.md"))
_HEADS = (
    (
        "# 带您走一遍",
        "一户人从登记到稳定上班，每个人看到的每一页。图是 `make tour` 在一个编出来的村子里拍的，"
        "里面没有一个真人。[English](tour.md)",
    ),
    (
        "# A tour for newcomers",
        "Every page that each person sees, from a family's first form to a stable job. The pictures are taken by "
        "`make tour` in an invented village; nobody in them is real. [中文](tour.zh.md)",
    ),
)


@dataclass(frozen=True)
class Stop:
    """One page: its address in the program (`today.front`), and what it is called in Chinese and in English."""

    endpoint: str
    names: tuple[str, str]

    @property
    def picture(self) -> Path:
        """Where its picture is."""
        return PICTURES / f"{self.endpoint}.jpg"


def write(stops: Mapping[Chapter, Sequence[Stop]]) -> None:
    """Both papers anew."""
    for language, paper in enumerate(PAPERS):
        lines = list(_HEADS[language])
        for chapter in CHAPTERS:
            lines += [f"## {chapter.name[language]}", chapter.tells[language]]
            for stop in stops[chapter]:
                width = 300 if chapter.size == PHONE else 640
                name = stop.names[language]
                shown = f'<img src="tour/{stop.picture.name}" width="{width}" alt="{name}">'
                lines += [f"**{name}**", shown]
        paper.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
