"""Who is who in the household: one head, one spouse, relations that fit, a count that fits, a site (V03, V04, V32)."""

from collections.abc import Iterator
from dataclasses import replace

from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.codes import RELATION_SEX, Relation, Sex
from jobmatch.households.record import PersonRecord

E, W = Level.ERROR, Level.WARNING

_NO_HEAD = Rule(
    "V03", "no_head", E,
    "这一户没有户主。请在“与户主关系”里写明谁是户主（原户主去世或迁出的，由家里另定一人）。",
    "The household has no head: say which member is the head now (if the old one died or left, the family names one).",
)  # fmt: skip
_TWO_HEADS = Rule(
    "V03", "two_heads", E,
    "这一户有两个户主（{name}是后写的一个）。只留一个户主，另一人改成与户主的关系。",
    "The household has two heads ({name} is the second): keep one and give the other's relation to the head.",
)  # fmt: skip
_TWO_SPOUSES = Rule(
    "V03", "two_spouses", E,
    "这一户户主有两个配偶（{name}是后写的一个）。请核对与户主关系。",
    "The head has two spouses ({name} is the second): check the relations.",
)  # fmt: skip
_SAME_SEX = Rule(
    "V04", "spouse_sex", W,
    "按证件号码看，户主和配偶{name}性别相同。请核对证件号码和与户主关系。",
    "By their ID numbers the head and the spouse {name} have the same sex: check the numbers and the relation.",
)  # fmt: skip
_RELATION_SEX = Rule(
    "V04", "relation_sex_conflict", W,
    "{name}的与户主关系和性别对不上，请核对。",
    "The relation of {name} to the head does not fit the sex: check both.",
)  # fmt: skip
_COUNT = Rule(
    "H12", "member_count_mismatch", W,
    "填写的家庭人口是{stated}人，实际列出{listed}人。请核对是漏了人还是人数没改。",
    "The household is said to have {stated} members, but {listed} are listed: is somebody missing, or the number old?",
)  # fmt: skip
_LARGE = Rule(
    "H12", "household_large", W,
    "这一户列出{listed}人，比一般的户多很多。请核对是不是把两户写在了一起。",
    "{listed} people are listed in one household: were two households written as one?",
)  # fmt: skip
_SITE = Rule(
    "V32", "site_missing", E,
    "搬迁户没有填安置点，请补填。",
    "A relocated household needs its resettlement site: add it.",
)  # fmt: skip

RULES = (_NO_HEAD, _TWO_HEADS, _TWO_SPOUSES, _SAME_SEX, _RELATION_SEX, _COUNT, _LARGE, _SITE)


def check(case: Case) -> Iterator[Finding]:
    """V03, V04, V32 and the member count H12."""
    record = case.record
    if case.asks("relation") and record.members:
        yield from _heads(record.members)
        yield from _sexes(case)
    listed = len(record.members)
    if record.stated_member_count is not None and record.stated_member_count != listed:
        yield _COUNT.of_household("stated_member_count", stated=record.stated_member_count, listed=listed)
    if listed > case.parameter("household_members_most"):
        yield _LARGE.of_household("stated_member_count", listed=listed)
    if record.relocated and not record.site and case.asks("site"):
        yield _SITE.of_household("site")


def _heads(members: tuple[PersonRecord, ...]) -> Iterator[Finding]:
    heads = [member for member in members if member.relation is Relation.HEAD]
    spouses = [member for member in members if member.relation is Relation.SPOUSE]
    if not heads:
        yield replace(_NO_HEAD.of_household("relation"), person_key=members[0].key)
    for extra in heads[1:]:
        yield replace(_TWO_HEADS.about(extra, "relation"), other_key=heads[0].key)
    for extra in spouses[1:]:
        yield replace(_TWO_SPOUSES.about(extra, "relation"), other_key=spouses[0].key)


def _sexes(case: Case) -> Iterator[Finding]:
    members = case.record.members
    head = next((member for member in members if member.relation is Relation.HEAD), None)
    for member in members:
        sex = _sex(case, member)
        if member.relation is Relation.SPOUSE and head is not None and sex is not None and sex is _sex(case, head):
            yield replace(_SAME_SEX.about(member, "relation"), other_key=head.key)
        implied = RELATION_SEX.get(member.relation) if member.relation else None
        if implied is not None and sex is not None and implied is not sex:
            yield _RELATION_SEX.about(member, "relation", other_field="sex")


def _sex(case: Case, person: PersonRecord) -> Sex | None:
    """The ID number's word counts; what was written counts where there is no good number."""
    number = case.id_of(person)
    return number.sex if number is not None and number.good else person.sex
