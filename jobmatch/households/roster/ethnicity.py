"""Ethnic groups by name: the two digits of GB/T 3304-1991. Older systems number them otherwise: names alone count."""

from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError, label

_NAMES = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗",
    "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜",
    "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
    "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固",
    "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
)  # fmt: skip
CODES = {name: f"{number:02}" for number, name in enumerate(_NAMES, 1)}
_OTHER = "97"
_FOREIGN = "98"
_ALSO_OTHER = frozenset(
    ("穿青", "革家", "亻革家", "僅家", "蔡家", "龙家", "未识别民族", "未识别", "其他", "其它", "其他民族")
)
_SPELLINGS = {"布衣": "布依", "毛难": "毛南", "崩龙": "德昂", "仡老": "仡佬", "土家苗": "土家"}


def ethnicity_code(value: CellValue) -> str | None:
    """The code of a name with or without 族; 97 for groups not among the 56 (穿青人). Raises UnreadableError."""
    said = label(value)
    if said is None:
        return None
    name = said.removesuffix("人") if said.removesuffix("人") in _ALSO_OTHER else said.removesuffix("族")
    name = _SPELLINGS.get(name, name)
    if name in CODES:
        return CODES[name]
    if name in _ALSO_OTHER or said in _ALSO_OTHER:
        return _OTHER
    if "外国" in said or "入籍" in said:
        return _FOREIGN
    raise UnreadableError(f"{said} is no ethnic group of the national list")


def ethnicity_name(code: str | None) -> str | None:
    """The name for a code, as an export writes it."""
    if code is None:
        return None
    if code == _OTHER:
        return "其他民族"
    if code == _FOREIGN:
        return "外国血统"
    return f"{_NAMES[int(code) - 1]}族"
