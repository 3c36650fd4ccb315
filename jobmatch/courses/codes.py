"""The code lists of courses as stable words (domain.md section 4)."""

from enum import StrEnum


class ProviderKind(StrEnum):
    """What a provider is: a school needs a licence to train, an enterprise and an office train as what they are."""

    SCHOOL = "school"
    ENTERPRISE = "enterprise"
    OFFICE = "office"


class CourseType(StrEnum):
    """培训类型."""

    EMPLOYMENT_SKILL = "employment_skill"  # 就业技能培训
    PRE_POST = "pre_post"  # 岗前培训
    UPGRADE = "upgrade"  # 岗位技能提升
    BUSINESS = "business"  # 创业培训
    FARMING = "farming"  # 农村实用技术
    ON_THE_JOB = "on_the_job"  # 以工代训
    ORDERED = "ordered"  # 订单式
    APPRENTICE = "apprentice"  # 新型学徒
    SCHOOLING = "schooling"  # 雨露计划
