"""The columns of a training plan and the words that offices head them with."""

from jobmatch.workbooks.headings import ListKind, Wanted

COURSE_PLAN = ListKind(
    name="培训计划表",
    name_en="training plan",
    columns=(
        Wanted(
            "title",
            ("培训班名称", "培训项目", "课程名称", "班次名称", "培训名称", "培训班次", "课程", "班级名称"),
            weak=("培训内容", "项目名称", "培训班"),
            required=True,
        ),
        Wanted("type", ("培训类型", "培训类别", "班次类型", "类型")),
        Wanted(
            "occupation",
            ("对应职业（工种）", "培训工种", "职业（工种）", "培训职业", "对应工种", "对应职业", "工种", "职业工种"),
            weak=("职业", "专业", "专业工种"),
        ),
        Wanted("length", ("课时/天数", "课时", "培训课时", "学时", "课时（天数）", "培训学时", "课时数")),
        Wanted("days", ("天数", "培训天数", "培训天数（天）")),
        Wanted(
            "dates",
            ("培训时间", "培训起止时间", "起止时间", "培训日期", "办班时间", "开班时间", "培训时段", "起止日期"),
            weak=("时间", "日期"),
        ),
        Wanted("start", ("开始时间", "开始日期", "开班日期", "开课时间", "开课日期")),
        Wanted("end", ("结束时间", "结束日期", "结业时间", "结业日期")),
        Wanted(
            "capacity",
            ("计划人数", "培训人数", "计划培训人数", "招生人数", "班额", "计划招生", "名额", "人数"),
        ),
        Wanted("enrolled", ("已报名人数", "报名人数", "已报名", "已报人数", "实际报名人数"), weak=("报名", "现报名")),
        Wanted("place", ("培训地点", "地点", "上课地点", "培训地址", "开班地点")),
        Wanted(
            "provider",
            ("培训机构", "承办机构", "培训单位", "承办单位", "实施机构", "办学机构", "培训学校", "承训机构"),
            weak=("机构", "单位"),
            required=True,
        ),
        Wanted("certificate", ("证书", "证书类型", "发证类型", "颁发证书", "证书名称", "结业证书")),
        Wanted("board", ("食宿安排", "食宿", "食宿情况", "食宿条件")),
        Wanted("entry", ("入学条件", "报名条件", "招生条件", "培训对象", "参训条件")),
        Wanted("fee", ("收费", "收费标准", "费用", "培训费用", "是否收费")),
        Wanted("allowance", ("生活补贴", "生活费补贴", "补贴标准", "补贴")),
        Wanted("contact", ("联系人", "联系方式", "联系人及电话", "联系人电话")),
        Wanted("contact_phone", ("联系电话", "电话", "手机")),
        Wanted("remark", ("备注", "备注说明", "说明"), weak=("其他", "其它", "其他说明", "其他事项")),
    ),
    least_columns=4,
)
"""The columns of a training plan; 计划人数 may name a range, 课时/天数 hold one number or two."""

LEAD = "provider"
FOLLOWS = frozenset({"contact", "contact_phone"})
CONDITION_COLUMNS = ("title", "remark", "board", "entry", "fee")
"""Columns whose words may ask for money or set a condition."""
