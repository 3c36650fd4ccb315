"""与户主关系: the 26 labels of the national export and the words that people use instead, both ways."""

import re
from collections.abc import Mapping

from jobmatch.households.codes import Relation, Sex
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError, label

_HEAD_WORDS = re.compile(r"^(户主|本人|户主本人|本人或户主)$")
_STEM = re.compile(r"^(系|是)?(户主)?(的|之|其(?!他|它))?")
_ORDER = r"(长|大|次|二|三|四|五|六|小|幺|独生|养|继|亲生|非婚生)?"
_WORDS: tuple[tuple[str, Relation], ...] = (
    (r"配偶|妻子?|丈夫|夫|老婆|老公|爱人", Relation.SPOUSE),
    (r"(外|重外|曾)?孙媳(妇)?|(外)?孙女婿|曾(外)?孙(子|女)?", Relation.OTHER),
    (r"子?媳|" + _ORDER + "儿媳(妇)?", Relation.DAUGHTER_IN_LAW),
    (r"女婿|" + _ORDER + "女婿|婿", Relation.SON_IN_LAW),
    (r"外?孙女(儿)?", Relation.GRANDDAUGHTER),
    (r"外?孙(子|儿)?", Relation.GRANDSON),
    (_ORDER + r"(儿子|儿|子|男)", Relation.SON),
    (_ORDER + r"(女儿|女|闺女|姑娘)", Relation.DAUGHTER),
    (r"公公|岳父|丈人", Relation.FATHER_IN_LAW),
    (r"婆婆|岳母|丈母娘", Relation.MOTHER_IN_LAW),
    (r"外?祖父|爷爷|外公", Relation.GRANDFATHER),
    (r"外?祖母|奶奶|外婆", Relation.GRANDMOTHER),
    (r"(继|养|生)?(父亲?|爸爸?)", Relation.FATHER),
    (r"(继|养|生)?(母亲?|妈妈?)", Relation.MOTHER),
    (r"哥哥?|弟弟?|兄|兄弟|" + _ORDER + "(哥|弟)", Relation.BROTHER),
    (r"姐姐?|妹妹?|姊妹|姐妹|" + _ORDER + "(姐|妹)", Relation.SISTER),
    (r"侄儿|侄子|侄|外甥", Relation.NEPHEW),
    (r"侄女|外甥女", Relation.NIECE),
    (
        r"兄弟媳妇|弟媳(妇)?|嫂(子)?|姐夫|妹夫|叔(叔|父|伯)?|伯(父|伯|母)?|婶(婶)?|姑(姑|母|父)?|舅(舅|父|母)?|"
        r"姨(妈|母|父)?|侄媳(妇)?|其他.*|其它.*|非亲属|保姆|寄居.*|亲属",
        Relation.OTHER,
    ),
)
_COMPILED = tuple((re.compile(f"^(?:{pattern})$"), relation) for pattern, relation in _WORDS)
_SIBLING = re.compile(r"^(兄弟姐妹|兄弟姊妹|兄妹|姐弟)$")

LABELS: Mapping[Relation, str] = {
    Relation.HEAD: "户主", Relation.SPOUSE: "配偶", Relation.SON: "之子", Relation.DAUGHTER: "之女",
    Relation.SON_IN_LAW: "之女婿", Relation.DAUGHTER_IN_LAW: "之儿媳", Relation.GRANDSON: "之孙子",
    Relation.GRANDDAUGHTER: "之孙女", Relation.FATHER: "之父", Relation.MOTHER: "之母",
    Relation.FATHER_IN_LAW: "之公公", Relation.MOTHER_IN_LAW: "之婆婆", Relation.GRANDFATHER: "之祖父",
    Relation.GRANDMOTHER: "之祖母", Relation.BROTHER: "之兄弟", Relation.SISTER: "之姐妹", Relation.NEPHEW: "之侄儿",
    Relation.NIECE: "之侄女", Relation.OTHER: "其他",
}  # fmt: skip


def relation_of(value: CellValue, sex: Sex | None = None) -> Relation | None:
    """The relation named; `sex` tells brother from sister in 之兄弟姐妹. Raises UnreadableError for other words."""
    said = label(value)
    if said is None:
        return None
    said = re.sub(r"\(.*\)", "", said)
    if _HEAD_WORDS.match(said):
        return Relation.HEAD
    stem = _STEM.sub("", said, count=1) or said
    if _SIBLING.match(stem):
        return {Sex.MALE: Relation.BROTHER, Sex.FEMALE: Relation.SISTER, None: Relation.OTHER}[sex]
    for pattern, relation in _COMPILED:
        if pattern.match(stem):
            return relation
    raise UnreadableError(f"{said} is no relation to the head that is known")
