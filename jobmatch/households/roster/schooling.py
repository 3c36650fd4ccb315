"""文化程度 and 在校生状况: education by label with its code of GB/T 4658, and the school stage with its year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jobmatch.households.codes import Education, SchoolStage
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError, label

_EDUCATION: tuple[tuple[str, Education, str, str], ...] = (
    (r"文盲|半文盲|不识字|未上过?学|没上过?学|没读过书|未受.*教育|学龄前", Education.NONE, "90", "文盲或半文盲"),
    (r"博士", Education.POSTGRADUATE, "11", "研究生"),
    (r"研究生|硕士", Education.POSTGRADUATE, "14", "研究生"),
    (r"大专|专科|高职|高专", Education.JUNIOR_COLLEGE, "31", "大专"),
    (r"本科|大学|学士", Education.BACHELOR, "21", "本科及以上"),
    (r"职高|职业高中", Education.SECONDARY_VOCATIONAL, "44", "职高"),
    (r"技校|技工|技师", Education.SECONDARY_VOCATIONAL, "47", "技校"),
    (r"中专|中职|中技|中等职业|中等专业", Education.SECONDARY_VOCATIONAL, "41", "中专"),
    (r"高中|普高", Education.SENIOR_MIDDLE, "61", "高中"),
    (r"初中|初级中学|[七八九]年级", Education.JUNIOR_MIDDLE, "71", "初中"),
    (r"小学|[一二三四五六]年级", Education.PRIMARY, "81", "小学"),
)
EDUCATION_LABELS: Mapping[Education, str] = {
    Education.NONE: "文盲或半文盲", Education.PRIMARY: "小学", Education.JUNIOR_MIDDLE: "初中",
    Education.SENIOR_MIDDLE: "高中", Education.SECONDARY_VOCATIONAL: "中专", Education.JUNIOR_COLLEGE: "大专",
    Education.BACHELOR: "本科及以上", Education.POSTGRADUATE: "研究生",
}  # fmt: skip

_STAGES: tuple[tuple[str, SchoolStage], ...] = (
    (r"学龄前|未入学|散居", SchoolStage.BEFORE_SCHOOL),
    (r"学前|幼儿|[大中小]班|幼教", SchoolStage.KINDERGARTEN),
    (r"硕士|研究生|博士", SchoolStage.POSTGRADUATE),
    (r"技师", SchoolStage.TECHNICIAN),
    (r"高职|高专|大专|专科", SchoolStage.HIGHER_VOCATIONAL),
    (r"本科|大学|^大[一二三四五1-5]", SchoolStage.BACHELOR),
    (r"中职|中专|职高|技校|技工|职业高中|职校", SchoolStage.SECONDARY_VOCATIONAL),
    (r"高中|普高|^高[一二三1-3]", SchoolStage.SENIOR_MIDDLE),
    (r"初中|^初[一二三1-3]|[七八九789]年级", SchoolStage.JUNIOR_MIDDLE),
    (r"小学|[一二三四五六1-6]年级", SchoolStage.PRIMARY),
)
_STAGE_LABELS: Mapping[SchoolStage, str] = {
    SchoolStage.BEFORE_SCHOOL: "学龄前", SchoolStage.KINDERGARTEN: "学前教育", SchoolStage.PRIMARY: "小学",
    SchoolStage.JUNIOR_MIDDLE: "初中", SchoolStage.SENIOR_MIDDLE: "普高",
    SchoolStage.SECONDARY_VOCATIONAL: "中职", SchoolStage.HIGHER_VOCATIONAL: "高职高专",
    SchoolStage.TECHNICIAN: "技师学院", SchoolStage.BACHELOR: "本科", SchoolStage.POSTGRADUATE: "硕士及以上",
}  # fmt: skip
_MIDDLE_YEARS = "七八九"
_NUMERALS = "零一二三四五六七八九"
_BEFORE_MIDDLE = 6


@dataclass(frozen=True)
class Schooling:
    """A school stage and the year within it, where that is said."""

    stage: SchoolStage
    year: int | None = None

    @property
    def label(self) -> str:
        """The form's own label: `七年级`, `高职高专3`, `小学`."""
        if self.stage is SchoolStage.JUNIOR_MIDDLE and self.year in (1, 2, 3):
            return f"{_MIDDLE_YEARS[self.year - 1]}年级"
        in_years = (SchoolStage.BEFORE_SCHOOL, SchoolStage.KINDERGARTEN, SchoolStage.PRIMARY, SchoolStage.POSTGRADUATE)
        return _STAGE_LABELS[self.stage] + ("" if self.year is None or self.stage in in_years else str(self.year))


def education_of(value: CellValue) -> Education | None:
    """The education named, graduated from or not; None for blanks. Raises UnreadableError."""
    row = _education_row(value)
    return row[1] if row else None


def education_code(value: CellValue) -> str | None:
    """The two digits of GB/T 4658 for a label: 小学 81, 初中 71, 高中 61, 中专 41, 大专 31, 本科 21."""
    row = _education_row(value)
    return row[2] if row else None


def schooling_of(value: CellValue) -> Schooling | None:
    """The stage and year of a pupil or student; None for blanks. Raises UnreadableError."""
    said = label(value)
    if said is None:
        return None
    for pattern, stage in _STAGES:
        if re.search(pattern, said):
            return Schooling(stage, _year(said, stage))
    raise UnreadableError(f"{said} names no school that is known")


def _education_row(value: CellValue) -> tuple[str, Education, str, str] | None:
    said = label(value)
    if said is None:
        return None
    for row in _EDUCATION:
        if re.search(row[0], said):
            return row
    raise UnreadableError(f"{said} is no education that is known")


def _year(said: str, stage: SchoolStage) -> int | None:
    found = re.search(r"([一二三四五六七八九1-9])年级|[高初大]([一二三四五六1-6])|([1-6])$", said)
    if not found or stage in (SchoolStage.BEFORE_SCHOOL, SchoolStage.KINDERGARTEN):
        return None
    sign = found[1] or found[2] or found[3]
    year = int(sign) if sign.isdigit() else _NUMERALS.index(sign)
    return year - _BEFORE_MIDDLE if stage is SchoolStage.JUNIOR_MIDDLE and year > _BEFORE_MIDDLE else year
