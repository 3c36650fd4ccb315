"""The roster's columns that speak for the person of a row, in the words that offices use for them."""

from jobmatch.workbooks.headings import Wanted

_MEMBER = ("成员", "人员", "个人", "基本信息")
_WORK = ("就业", "务工", "从业", "劳动")

PERSON_COLUMNS = (
    Wanted(
        "name",
        ("姓名", "成员姓名", "家庭成员姓名", "人员姓名", "家庭成员"),
        group=_MEMBER,
        required=True,
        pattern=r"(家庭|户内|搬迁|劳动力)*(成员|人员|劳动力)?姓名",
    ),
    Wanted(
        "id_number",
        (
            "证件号码", "公民身份号码", "身份证号码", "身份证号", "居民身份证号码", "身份证", "证件号",
            "身份号码", "公民身份证号码", "成员身份证号", "居民身份证号",
        ),
        group=_MEMBER,
        required=True,
        pattern=r"(成员|本人|居民|公民)*(身份|证件)证?件?(号码|号|编号)?",
    ),
    Wanted(
        "relation",
        ("与户主关系", "户主关系", "家庭关系", "关系", "与户主的关系", "成员关系"),
        group=_MEMBER,
        required=True,
        pattern=r"[与同和]?户主[之的间]*关系|(家庭)?(成员)?关系|称谓",
    ),
    Wanted(
        "sex",
        ("性别",),
        group=_MEMBER,
    ),
    Wanted(
        "birth_date",
        ("出生日期", "出生年月", "出生年月日", "出生时间", "生日"),
        group=_MEMBER,
        pattern=r"出生.*|生日",
    ),
    Wanted(
        "ethnicity",
        ("民族",),
        group=_MEMBER,
        pattern=r"(民族|族别)(成分|成份)?",
    ),
    Wanted(
        "education",
        ("文化程度", "学历", "受教育程度", "文化水平", "最高学历"),
        group=_MEMBER,
        pattern=r"(最高)?(文化|学历|受?教育)(程度|水平|层次|情况|状况)?",
    ),
    Wanted(
        "school_stage",
        ("在校生状况", "在校状况", "在校生情况", "在读情况", "就学状况", "在校情况", "就读阶段"),
        group=_MEMBER,
        pattern=r"(是否)?[在就][校读学].*",
    ),
    Wanted(
        "health",
        ("健康状况", "身体状况", "健康情况", "身体健康状况"),
        group=_MEMBER,
        pattern=r"(身体)?健康(状况|情况|程度|状态)?|身体(状况|情况)",
    ),
    Wanted(
        "disability_class",
        ("残疾类别", "残疾类型"),
        group=_MEMBER,
    ),
    Wanted(
        "disability_level",
        ("残疾等级", "残疾级别"),
        group=_MEMBER,
    ),
    Wanted(
        "disability_card",
        ("残疾证号", "残疾证号码", "残疾证"),
        group=_MEMBER,
    ),
    Wanted(
        "capacity",
        ("劳动技能", "劳动能力", "劳动力类型", "劳动能力状况", "劳动力状况", "有无劳动能力", "劳力类型"),
        group=(*_MEMBER, *_WORK),
        pattern=(
            r"(有无|是否有|是否具有)?劳(动力|动能力|动技能|力)(类型|类别|情况|状况|等级|程度)?|"
            r"技能(状况|情况|等级)"
        ),
    ),
    Wanted(
        "phone",
        ("联系电话", "本人电话", "本人联系电话", "手机号码", "手机号", "手机", "电话号码", "联系方式", "电话"),
        group=_MEMBER,
        pattern=r"(成员|本人|个人|移动)*(联系)?(电话|手机|联系方式)(号码|号)?",
    ),
    Wanted(
        "office_code",
        ("人员编码", "人员编号", "个人编号", "成员编号", "人员ID", "个人编码"),
        group=_MEMBER,
        pattern=r"(人员|成员|个人)(编号|编码|id|代码)",
    ),
    Wanted(
        "status",
        (
            "就业状态", "就业状况", "就业情况", "从业状态", "从业状况", "就业类型", "目前就业状态",
            "当前就业状态", "是否就业",
        ),
        group=_WORK,
        pattern=(
            r"(当前|目前|现|是否)*(就业|从业|务工)(状态|状况|情况|现状|类别|类型|形式|与否)|"
            r"是否(就业|务工)"
        ),
    ),
    Wanted(
        "area",
        ("务工区域", "就业区域", "务工范围", "转移区域", "就业区域范围", "务工地区"),
        group=_WORK,
        pattern=r"(务工|就业|转移|输出|外出)+(所在)?(区域|范围|去向|地区|流向)",
    ),
    Wanted(
        "workplace",
        (
            "务工地点", "就业地点", "工作地点", "务工所在地", "务工地址", "就业地", "务工地", "具体务工地点",
            "工作地", "工作地址",
        ),
        group=_WORK,
        pattern=r"(具体|详细)?(务工|就业|工作|打工|从业)(详细|具体|所在)?(地|地点|地址|所在地)",
    ),
    Wanted(
        "employer",
        (
            "务工单位", "就业单位", "用工单位", "工作单位", "务工企业", "务工企业名称", "单位名称", "用人单位",
            "企业名称", "务工单位名称",
        ),
        group=_WORK,
        pattern=r"(务工|就业|用工|工作|用人|所在|现)*(单位|企业|公司|雇主|工厂)(名称)?",
    ),
    Wanted(
        "title",
        (
            "从事岗位", "岗位", "工种", "从事工种", "岗位名称", "务工岗位", "从事职业", "就业岗位",
            "岗位(工种)", "职业", "职业工种", "从事工作",
        ),
        group=_WORK,
        pattern=(
            r"(务工|就业|工作|从事|现|所在)*的?(岗位|工种|职业|职位|职务)([/、]?(岗位|工种|名称|职业))?|"
            r"从事.*工作"
        ),
    ),
    Wanted(
        "industry",
        ("所属行业", "行业", "从事行业", "行业类别", "就业行业"),
        group=_WORK,
        pattern=r"(所属|从事|务工|就业|产业)*行业(类别|类型|名称)?",
    ),
    Wanted(
        "channel",
        ("就业渠道", "务工渠道", "转移方式", "转移就业方式", "就业途径", "输出方式"),
        group=_WORK,
        pattern=r"(务工|就业|转移|输出|外出|组织)+(渠道|方式|途径)",
    ),
    Wanted(
        "point_to_point",
        ("是否点对点输送", "是否点对点", "点对点输送", "点对点"),
        group=_WORK,
    ),
    Wanted(
        "months_this_year",
        (
            "务工时间(月)", "务工时间", "本年务工时间", "务工月数", "本年务工月数", "外出务工时间",
            "累计务工时间", "务工时长", "就业月数", "本年度务工时间",
        ),
        group=_WORK,
        pattern=r"(本年|今年|年内|本年度|累计|外出|务工|就业|从业)+(时间|时长|月数|天数)",
    ),
    Wanted(
        "wage_month",
        (
            "月收入(元)", "月收入", "月工资", "月均收入", "务工月收入", "月薪", "工资", "工资收入",
            "月工资收入", "薪资",
        ),
        group=_WORK,
        pattern=r"(务工|就业|平均|本人|上月|实发)*月?(均|平均)?(工资|收入|薪资|薪酬|报酬)|月薪",
    ),
    Wanted(
        "willing",
        ("就业意愿", "求职意愿", "务工意愿", "是否有就业意愿", "是否愿意就业", "意愿"),
        group=_WORK,
        pattern=r"(是否|有无)*有?(外出)?(就业|求职|务工|择业)(意愿|意向|需求)",
    ),
    Wanted(
        "remark",
        ("备注", "说明"),
    ),
)  # fmt: skip
"""Columns whose cell speaks for the person of its row alone."""
