"""The columns of a vacancy list and the words that offices head them with; what their cells mean is read elsewhere."""

from jobmatch.workbooks.headings import ListKind, Wanted

VACANCY_LIST = ListKind(
    name="招聘岗位信息表",
    name_en="vacancy list",
    columns=(
        Wanted(
            "employer",
            ("企业名称", "用人单位", "用工单位", "招聘单位", "单位名称", "用人单位名称", "开发单位", "公司名称"),
            weak=("企业", "单位", "公司", "雇主", "用人主体", "用工企业"),
            required=True,
        ),
        Wanted(
            "credit_code",
            ("统一社会信用代码", "社会信用代码", "信用代码", "单位代码", "机构代码", "营业执照号", "营业执照代码"),
        ),
        Wanted(
            "title",
            ("招聘岗位", "岗位名称", "工种", "招聘工种", "职位名称", "招聘职位", "岗位（工种）", "工种名称"),
            weak=("岗位", "职位", "需求岗位", "用工岗位", "岗位工种"),
            required=True,
        ),
        Wanted(
            "headcount",
            ("招聘人数", "需求人数", "名额", "用工人数", "招聘数量", "岗位数", "拟招人数", "招工人数", "岗位个数"),
            weak=("人数", "数量", "需求数", "拟招用人数", "招用人数"),
        ),
        Wanted("sex", ("性别要求", "性别", "性别限制", "男女", "男/女", "男女要求", "性别需求", "性别条件")),
        Wanted("age", ("年龄要求", "年龄", "年龄条件", "年龄限制")),
        Wanted("education", ("学历要求", "文化程度", "学历", "文化要求", "学历条件")),
        Wanted("conditions", ("招聘条件", "应聘条件", "任职条件", "岗位条件", "报名条件", "招用条件", "聘用条件")),
        Wanted(
            "wage",
            ("工资待遇", "薪资", "岗位待遇", "薪资待遇", "工资", "薪酬", "月薪", "工资标准", "薪酬待遇", "月工资"),
            weak=("待遇", "报酬", "收入", "福利待遇", "补贴标准", "岗位补贴"),
            required=True,
        ),
        Wanted(
            "hours",
            (
                "工作时间",
                "班次",
                "工时",
                "上班时间",
                "作息时间",
                "工作时长",
                "工作班制",
                "班制",
                "工作制度",
                "工时制度",
            ),
        ),
        Wanted("board", ("食宿情况", "吃住", "食宿", "食宿条件", "食宿安排", "食宿待遇", "吃住情况")),
        Wanted(
            "place",
            ("工作地点", "用工地点", "工作地址", "上班地点", "务工地点", "工作区域", "岗位地点"),
            weak=("地点", "地址", "工作地"),
        ),
        Wanted(
            "requirements",
            ("岗位要求", "其他说明", "任职要求", "其他要求", "招聘要求", "岗位说明", "职位要求", "技能要求"),
            weak=("要求", "说明"),
        ),
        Wanted("duties", ("工作内容", "岗位职责", "职责", "岗位内容", "职位描述", "岗位描述")),
        Wanted("contact", ("联系人及电话", "联系方式", "联系人及联系电话", "联系人电话", "联系人/电话")),
        Wanted("contact_name", ("联系人", "联系人姓名", "招聘联系人")),
        Wanted("contact_phone", ("联系电话", "电话", "手机", "手机号码", "联系手机")),
        Wanted(
            "expires",
            ("有效期至", "截止日期", "报名截止", "有效期", "截止时间", "招聘截止", "有效日期", "招聘有效期"),
        ),
        Wanted("start", ("到岗时间", "到岗日期", "上岗时间", "用工时间")),
        Wanted("insurance", ("社会保险", "社保", "保险", "五险", "参保情况")),
        Wanted("kind", ("岗位类型", "岗位性质", "用工类型", "岗位类别")),
        Wanted("remark", ("备注", "备注说明"), weak=("说明", "补充说明", "其他", "其它", "其他事项", "其他情况")),
        Wanted("number", ("岗位编号", "编号", "岗位号")),
    ),
    least_columns=4,
    never=frozenset({"与户主关系", "家庭关系", "身份证号", "身份证号码", "证件号码", "公民身份号码"}),
)
"""The columns of a vacancy list; words are those seen in lists of counties, towns and labour stations."""

LEAD = "employer"
FOLLOWS = frozenset({"credit_code", "contact", "contact_name", "contact_phone"})
"""Columns that an office fills once for all posts of an employer."""

CONDITION_COLUMNS = (
    "title", "conditions", "requirements", "duties", "remark", "wage", "hours", "board", "age", "education",
)  # fmt: skip
"""Columns whose words the legal check reads, besides the sex column and the place."""
