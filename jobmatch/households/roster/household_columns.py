"""The roster's columns that speak for a whole household, in the words that offices use for them."""

from jobmatch.workbooks.headings import Wanted

_FAMILY = ("家庭", "户", "搬迁")

HOUSEHOLD_COLUMNS = (
    Wanted(
        "office_number",
        ("户编号", "户编码", "户号", "家庭编号", "户籍编号", "农户编号", "户ID"),
        group=_FAMILY,
        pattern=r"(搬迁|家庭|农|户籍)*户(主)?(编号|编码|码|号|id)|家庭(编号|编码|id)",
    ),
    Wanted(
        "head_name",
        ("户主姓名", "户主"),
        group=_FAMILY,
    ),
    Wanted(
        "head_id",
        ("户主身份证号", "户主身份证号码", "户主证件号码", "户主公民身份号码"),
        group=_FAMILY,
        pattern=r"户主.*(身份|证件).*",
    ),
    Wanted(
        "site",
        ("安置点", "安置点名称", "安置社区", "所在安置点", "安置区", "集中安置点"),
        group=_FAMILY,
        pattern=r".*安置(点|区|小区|社区|地)(名称)?|所(在|属)(安置)?(社区|小区)",
    ),
    Wanted(
        "dwelling",
        ("楼栋房号", "楼栋-单元-房号", "楼栋号", "房号", "门牌号", "现住址", "现居住地址", "安置房号", "住房"),
        group=_FAMILY,
        pattern=(
            r"(?!原|迁|搬迁前|户籍).*(楼栋|门牌|房号|栋号|单元.*号).*|"
            r"(现|详细|房屋|安置|居住)+(住址|地址|住房)"
        ),
    ),
    Wanted(
        "origin_address",
        ("原住址", "迁出地", "原居住地", "迁出地地址", "原户籍地址", "搬迁前住址", "户籍地址", "家庭住址"),
        group=_FAMILY,
        pattern=r"(原|迁出|搬迁前|搬出).*[址地村组乡镇]|户籍地址",
    ),
    Wanted(
        "hukou_division",
        ("户籍地行政区划", "户籍地区划代码", "行政区划代码", "区划代码"),
        group=_FAMILY,
    ),
    Wanted(
        "move_in_date",
        ("入住日期", "入住时间", "搬迁时间", "搬迁入住时间"),
        group=_FAMILY,
    ),
    Wanted(
        "household_type",
        ("户类型", "户属性", "农户类型", "家庭类型", "户类别", "搬迁户类型"),
        group=_FAMILY,
        pattern=r"(家庭|农|搬迁|贫困|脱贫)*户(类型|类别|属性|别|性质)|(家庭|人口|贫困|脱贫)(属性|类型)",
    ),
    Wanted(
        "monitor_category",
        ("监测对象类别", "监测类别", "监测户类型", "监测对象类型"),
        group=_FAMILY,
        pattern=r"监测.*(类别|类型|种类)|三类人[员群].*",
    ),
    Wanted(
        "assistance",
        ("低保/特困", "低保特困情况", "低保情况", "社会救助", "救助类别", "是否低保"),
        group=_FAMILY,
        pattern=r".*(低保|特困).*|社会(保障|救助).*",
    ),
    Wanted(
        "main_cause",
        ("主要致贫原因", "致贫原因", "主要致贫(风险)原因"),
        group=_FAMILY,
    ),
    Wanted(
        "other_causes",
        ("其他致贫原因", "次要致贫原因"),
        group=_FAMILY,
    ),
    Wanted(
        "stated_member_count",
        ("家庭人口", "家庭人口数", "家庭人数", "户人口", "人口数", "户籍人口"),
        group=_FAMILY,
        pattern=r"(家庭|户|户籍|搬迁)?总?(人口|人数|成员)总?数?量?",
    ),
    Wanted(
        "home_phone",
        ("户联系电话", "家庭联系电话", "户主电话", "户主联系电话", "家庭电话", "户主手机号"),
        weak=("联系电话", "电话", "手机号码", "联系方式"),
        group=_FAMILY,
        pattern=r"(户|户主|家庭).*(电话|手机|联系方式|联系号码).*",
    ),
    Wanted(
        "helper_name",
        (
            "帮扶责任人及电话", "帮扶责任人", "帮扶责任人姓名", "帮扶人", "帮扶干部", "网格员", "楼栋长",
            "包保干部", "帮扶干部及电话", "帮扶责任人姓名及电话",
        ),
        group=_FAMILY,
        pattern=r"(帮扶|结对|包保|包户|网格|联户).*(人|员|干部|长|姓名|[及、和].*电话)|楼栋长.*",
    ),
    Wanted(
        "helper_phone",
        ("帮扶责任人电话", "帮扶责任人联系电话", "帮扶人电话", "帮扶干部电话", "网格员电话"),
        group=_FAMILY,
        pattern=r"(帮扶|结对|包保|包户|网格)[^及和、]*(电话|手机|联系方式|联系号码)",
    ),
    Wanted(
        "income_wage",
        ("工资性收入", "家庭工资性收入"),
        group=_FAMILY,
    ),
    Wanted(
        "income_business",
        ("经营性收入", "家庭经营性收入", "生产经营性收入"),
        group=_FAMILY,
    ),
    Wanted(
        "cost_business",
        ("生产经营支出", "经营性支出", "生产经营性支出"),
        group=_FAMILY,
    ),
    Wanted(
        "income_property",
        ("财产性收入",),
        group=_FAMILY,
    ),
    Wanted(
        "income_transfer",
        ("转移性收入",),
        group=_FAMILY,
    ),
)  # fmt: skip
"""Columns whose cell speaks for the whole household, usually merged over its rows."""
