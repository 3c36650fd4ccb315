"""The columns of a household roster and of the sheet of arrivals and departures, in the words that offices use.

Names are those of the record's fields (`households/record.py`) where there is one, so that a check's finding leads back
to its column.
"""

from jobmatch.workbooks.headings import ListKind, Wanted

_FAMILY = ("家庭", "户", "搬迁")
_MEMBER = ("成员", "人员", "个人", "基本信息")
_WORK = ("就业", "务工", "从业", "劳动")

HOUSEHOLD_COLUMNS = (
    Wanted("office_number", ("户编号", "户编码", "户号", "家庭编号", "户籍编号", "农户编号", "户ID"), group=_FAMILY),
    Wanted("head_name", ("户主姓名", "户主"), group=_FAMILY),
    Wanted("head_id", ("户主身份证号", "户主身份证号码", "户主证件号码", "户主公民身份号码"), group=_FAMILY),
    Wanted("site", ("安置点", "安置点名称", "安置社区", "所在安置点", "安置区", "集中安置点"), group=_FAMILY),
    Wanted(
        "dwelling",
        ("楼栋房号", "楼栋-单元-房号", "楼栋号", "房号", "门牌号", "现住址", "现居住地址", "安置房号", "住房"),
        group=_FAMILY,
    ),
    Wanted(
        "origin_address",
        ("原住址", "迁出地", "原居住地", "迁出地地址", "原户籍地址", "搬迁前住址", "户籍地址", "家庭住址"),
        group=_FAMILY,
    ),
    Wanted("hukou_division", ("户籍地行政区划", "户籍地区划代码", "行政区划代码", "区划代码"), group=_FAMILY),
    Wanted("move_in_date", ("入住日期", "入住时间", "搬迁时间", "搬迁入住时间"), group=_FAMILY),
    Wanted("household_type", ("户类型", "户属性", "农户类型", "家庭类型", "户类别", "搬迁户类型"), group=_FAMILY),
    Wanted("monitor_category", ("监测对象类别", "监测类别", "监测户类型", "监测对象类型"), group=_FAMILY),
    Wanted("assistance", ("低保/特困", "低保特困情况", "低保情况", "社会救助", "救助类别", "是否低保"), group=_FAMILY),
    Wanted("main_cause", ("主要致贫原因", "致贫原因", "主要致贫(风险)原因"), group=_FAMILY),
    Wanted("other_causes", ("其他致贫原因", "次要致贫原因"), group=_FAMILY),
    Wanted(
        "stated_member_count", ("家庭人口", "家庭人口数", "家庭人数", "户人口", "人口数", "户籍人口"), group=_FAMILY
    ),
    Wanted(
        "home_phone",
        ("户联系电话", "家庭联系电话", "户主电话", "户主联系电话", "家庭电话", "户主手机号"),
        weak=("联系电话", "电话", "手机号码", "联系方式"),
        group=_FAMILY,
    ),
    Wanted(
        "helper_name",
        (
            "帮扶责任人及电话", "帮扶责任人", "帮扶责任人姓名", "帮扶人", "帮扶干部", "网格员", "楼栋长", "包保干部",
            "帮扶干部及电话", "帮扶责任人姓名及电话",
        ),
        group=_FAMILY,
    ),
    Wanted(
        "helper_phone",
        ("帮扶责任人电话", "帮扶责任人联系电话", "帮扶人电话", "帮扶干部电话", "网格员电话"),
        group=_FAMILY,
    ),
    Wanted("income_wage", ("工资性收入", "家庭工资性收入"), group=_FAMILY),
    Wanted("income_business", ("经营性收入", "家庭经营性收入", "生产经营性收入"), group=_FAMILY),
    Wanted("cost_business", ("生产经营支出", "经营性支出", "生产经营性支出"), group=_FAMILY),
    Wanted("income_property", ("财产性收入",), group=_FAMILY),
    Wanted("income_transfer", ("转移性收入",), group=_FAMILY),
)  # fmt: skip
"""Columns whose cell speaks for the whole household, usually merged over its rows."""

PERSON_COLUMNS = (
    Wanted("name", ("姓名", "成员姓名", "家庭成员姓名", "人员姓名", "家庭成员"), group=_MEMBER, required=True),
    Wanted(
        "id_number",
        (
            "证件号码", "公民身份号码", "身份证号码", "身份证号", "居民身份证号码", "身份证", "证件号", "身份号码",
            "公民身份证号码", "成员身份证号", "居民身份证号",
        ),
        group=_MEMBER,
        required=True,
    ),
    Wanted(
        "relation",
        ("与户主关系", "户主关系", "家庭关系", "关系", "与户主的关系", "成员关系"),
        group=_MEMBER,
        required=True,
    ),
    Wanted("sex", ("性别",), group=_MEMBER),
    Wanted("birth_date", ("出生日期", "出生年月", "出生年月日", "出生时间", "生日"), group=_MEMBER),
    Wanted("ethnicity", ("民族",), group=_MEMBER),
    Wanted("education", ("文化程度", "学历", "受教育程度", "文化水平", "最高学历"), group=_MEMBER),
    Wanted(
        "school_stage", ("在校生状况", "在校状况", "在校生情况", "在读情况", "就学状况", "在校情况", "就读阶段"),
        group=_MEMBER,
    ),
    Wanted("health", ("健康状况", "身体状况", "健康情况", "身体健康状况"), group=_MEMBER),
    Wanted("disability_class", ("残疾类别", "残疾类型"), group=_MEMBER),
    Wanted("disability_level", ("残疾等级", "残疾级别"), group=_MEMBER),
    Wanted("disability_card", ("残疾证号", "残疾证号码", "残疾证"), group=_MEMBER),
    Wanted(
        "capacity", ("劳动技能", "劳动能力", "劳动力类型", "劳动能力状况", "劳动力状况", "有无劳动能力", "劳力类型"),
        group=(*_MEMBER, *_WORK),
    ),
    Wanted(
        "phone",
        ("联系电话", "本人电话", "本人联系电话", "手机号码", "手机号", "手机", "电话号码", "联系方式", "电话"),
        group=_MEMBER,
    ),
    Wanted("office_code", ("人员编码", "人员编号", "个人编号", "成员编号", "人员ID", "个人编码"), group=_MEMBER),
    Wanted(
        "status",
        (
            "就业状态", "就业状况", "就业情况", "从业状态", "从业状况", "就业类型", "目前就业状态", "当前就业状态",
            "是否就业",
        ),
        group=_WORK,
    ),
    Wanted("area", ("务工区域", "就业区域", "务工范围", "转移区域", "就业区域范围", "务工地区"), group=_WORK),
    Wanted(
        "workplace",
        (
            "务工地点", "就业地点", "工作地点", "务工所在地", "务工地址", "就业地", "务工地", "具体务工地点", "工作地",
            "工作地址",
        ),
        group=_WORK,
    ),
    Wanted(
        "employer",
        (
            "务工单位", "就业单位", "用工单位", "工作单位", "务工企业", "务工企业名称", "单位名称", "用人单位",
            "企业名称", "务工单位名称",
        ),
        group=_WORK,
    ),
    Wanted(
        "title",
        (
            "从事岗位", "岗位", "工种", "从事工种", "岗位名称", "务工岗位", "从事职业", "就业岗位", "岗位(工种)",
            "职业", "职业工种", "从事工作",
        ),
        group=_WORK,
    ),
    Wanted("industry", ("所属行业", "行业", "从事行业", "行业类别", "就业行业"), group=_WORK),
    Wanted("channel", ("就业渠道", "务工渠道", "转移方式", "转移就业方式", "就业途径", "输出方式"), group=_WORK),
    Wanted(
        "point_to_point", ("是否点对点输送", "是否点对点", "点对点输送", "点对点"), group=_WORK
    ),
    Wanted(
        "months_this_year",
        (
            "务工时间(月)", "务工时间", "本年务工时间", "务工月数", "本年务工月数", "外出务工时间", "累计务工时间",
            "务工时长", "就业月数", "本年度务工时间",
        ),
        group=_WORK,
    ),
    Wanted(
        "wage_month",
        ("月收入(元)", "月收入", "月工资", "月均收入", "务工月收入", "月薪", "工资", "工资收入", "月工资收入", "薪资"),
        group=_WORK,
    ),
    Wanted("willing", ("就业意愿", "求职意愿", "务工意愿", "是否有就业意愿", "是否愿意就业", "意愿"), group=_WORK),
    Wanted("remark", ("备注", "说明")),
)  # fmt: skip
"""Columns whose cell speaks for the person of its row alone."""

SERIAL = Wanted("serial", ("序号", "户序号", "编号", "序列号"))

ROSTER = ListKind("搬迁户花名册", "household roster", (SERIAL, *HOUSEHOLD_COLUMNS, *PERSON_COLUMNS), least_columns=4)

CHANGES = ListKind(
    "人员增减变动表",
    "list of arrivals and departures",
    (
        Wanted("direction", ("变动类型", "增减类型", "变动类别", "增减", "增减情况", "变动情况"), required=True),
        Wanted("reason", ("变动原因", "增减原因", "原因", "减少原因", "增加原因"), required=True),
        Wanted("name", ("姓名", "人员姓名", "变动人员", "成员姓名"), required=True),
        Wanted("id_number", PERSON_COLUMNS[1].words),
        Wanted("day", ("变动日期", "变动时间", "日期", "发生日期", "时间")),
        Wanted("office_number", HOUSEHOLD_COLUMNS[0].words),
        Wanted("remark", ("备注", "说明")),
    ),
)

HOUSEHOLD_NAMES = frozenset(wanted.name for wanted in HOUSEHOLD_COLUMNS)
PERSON_NAMES = frozenset(wanted.name for wanted in PERSON_COLUMNS)
