"""The acts and subjects of the log in words; in English each is called by its own name, which says it.

An act that has no words yet stands as the log has it: nothing is left out of a log for want of a word.
"""

from collections.abc import Mapping

from desk.language import say_either

ACTS: Mapping[str, str] = {
    "account.add": "开了用户",
    "account.change": "改了用户",
    "account.disable": "停了用户",
    "account.enable": "恢复用户",
    "account.password": "换了密码",
    "sign_in": "登录",
    "sign_in_failed": "登录没成",
    "sign_out": "退出",
    "lock": "锁屏",
    "unlock": "解锁",
    "refused": "想看不该看的，没让看",
    "read_household": "看了一户",
    "read_person": "看了一个人",
    "read_log": "查了操作记录",
    "read_concern": "看了反映的事",
    "read_zero_lists": "看了没人上班的户",
    "search": "找人家",
    "open_visit": "开始接待",
    "create_household": "登记了一户",
    "create_person": "登记了一个人",
    "change_person": "改了一个人",
    "household.change": "改了一户",
    "change_head": "换了户主",
    "leave_household": "离开了家",
    "split_household": "分了户",
    "merge_records": "合并了两份登记",
    "undo_merge": "拆开合并的登记",
    "follow_up_note": "记了回访时说的话",
    "agree": "同意了",
    "withdraw_consent": "收回同意",
    "erase_person": "删了一个人",
    "export_person": "给本人看登记",
    "export_households": "导出了户",
    "list.file": "存了文件",
    "see_report": "看了报表",
    "list_households": "按户号看了没人上班的户",
    "see_pushes": "看了消息",
    "match": "配了岗位",
    "match.stops": "看了岗位为什么招不满",
    "set_parameter": "改了政策数字",
    "take_back_parameter": "撤回政策数字",
    "employer.register": "登记了单位",
    "employer.verify": "核实了单位",
    "employer.take_back": "撤回核实",
    "employer.blacklist": "单位不能用了",
    "employer.lift_blacklist": "单位又可以用了",
    "vacancy.post": "交了岗位",
    "vacancy.amend": "改了岗位",
    "vacancy.review": "审过岗位",
    "vacancy.publish": "公布了岗位",
    "vacancy.refuse": "退回了岗位",
    "vacancy.confirm": "核实了岗位",
    "vacancy.withdraw": "收掉了岗位",
    "vacancy.fill_places": "招到了人",
    "vacancy.free_places": "空出了名额",
    "vacancy.not_reached": "打岗位电话没通",
    "provider.licence": "看了培训机构的办学许可",
    "course.plan": "排了培训班",
    "course.hold": "登记了培训班",
    "course.publish": "公布了培训班",
    "course.open": "培训班开始报名",
    "course.begin": "培训班开课了",
    "course.end": "培训班上完了",
    "course.cancel": "培训班不办了",
    "account.bind_school": "账号归到了培训机构",
    "account.unbind_school": "账号不归培训机构了",
    "upload.hand_in": "交了表格",
    "close_month": "结了月账",
    "correct_ledger": "改了台账",
    "backup": "做了备份",
    "restore": "恢复了备份",
    "link_phone": "连了手机",
    "end_link": "断了手机",
}
KINDS: Mapping[str, str] = {
    "household": "户",
    "person": "人",
    "vacancy": "岗位",
    "employer": "单位",
    "account": "用户",
    "course": "班",
    "provider": "培训机构",
    "upload": "表格",
    "report": "报表",
    "month": "月",
    "site": "安置点",
    "page": "页面",
    "list": "名单",
    "parameter": "政策数字",
    "push": "消息",
    "log": "操作记录",
    "import": "导入",
    "database": "数据库",
}


def say_act(action: str) -> str:
    """What was done."""
    english = action.replace("_", " ").replace(".", " ")
    return say_either(ACTS.get(action, action), english)


def acts_with(typed: str) -> list[str]:
    """The stable words of acts whose words have what was typed in them."""
    return [action for action, words in ACTS.items() if typed in words]


def say_subject(subject: str) -> str:
    """To what or whom it was done, by kind and number; never by name."""
    kind, _colon, number = subject.partition(":")
    return f"{say_either(KINDS.get(kind, kind), kind)} {number}".strip()
