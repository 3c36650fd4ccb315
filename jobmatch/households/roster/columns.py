"""The columns of a household roster and of the sheet of arrivals and departures.

Names are those of the record's fields (`households/record.py`) where there is one, so that a check's finding leads back
to its column. The words for them stand in `household_columns.py` and `person_columns.py`.
"""

from dataclasses import replace

from jobmatch.households.roster.household_columns import HOUSEHOLD_COLUMNS
from jobmatch.households.roster.person_columns import PERSON_COLUMNS
from jobmatch.workbooks.headings import ListKind, Wanted


def _loose(name: str) -> Wanted:
    """A roster's column where it may be missing and stands under no group."""
    column = next(wanted for wanted in (*HOUSEHOLD_COLUMNS, *PERSON_COLUMNS) if wanted.name == name)
    return replace(column, required=False, group=())


SERIAL = Wanted("serial", ("序号", "户序号", "编号", "序列号"))

ROSTER = ListKind("搬迁户花名册", "household roster", (SERIAL, *HOUSEHOLD_COLUMNS, *PERSON_COLUMNS), least_columns=4)

CHANGES = ListKind(
    "人员增减变动表",
    "list of arrivals and departures",
    (
        Wanted(
            "direction",
            ("变动类型", "增减类型", "变动类别", "增减", "增减情况", "变动情况"),
            required=True,
            pattern=r"(人员)?(变动|增减|变化)(类型|类别|情况|方式|方向)|增/减",
        ),
        Wanted(
            "reason",
            ("变动原因", "增减原因", "原因", "减少原因", "增加原因"),
            required=True,
            pattern=r"(变动|增减|变化|减少|增加)?(原因|事由|缘由)",
        ),
        Wanted("name", ("姓名", "人员姓名", "变动人员", "成员姓名"), required=True),
        _loose("id_number"),
        Wanted("day", ("变动日期", "变动时间", "日期", "发生日期", "时间")),
        _loose("office_number"),
        Wanted("remark", ("备注", "说明")),
    ),
)

HOUSEHOLD_NAMES = frozenset(wanted.name for wanted in HOUSEHOLD_COLUMNS)
