"""The chapters of the tour: who looks at which pages, on what, and what the journey is like for them."""

from dataclasses import dataclass

PHONE, DESKTOP = (390, 844), (1280, 800)


@dataclass(frozen=True)
class Chapter:
    """One person of the journey; `users` of the demo, whose pages they are; `at` are the blueprints that come here."""

    name: tuple[str, str]
    tells: tuple[str, str]
    size: tuple[int, int]
    at: frozenset[str]
    user: str = ""


def _of(*blueprints: str) -> frozenset[str]:
    return frozenset(blueprints)


CHAPTERS = (
    Chapter(
        ("谁都看得到的", "What anybody sees"),
        (
            "不用登录，手机上就能看附近在招哪样活；纸条、海报上的码扫一下，就晓得是不是真的。",
            "Without signing in, on a telephone: which work is offered nearby, and whether a slip is genuine.",
        ),
        PHONE, _of("home", "vacancies", "posters", "genuine", "sign_in", "own_password"),
    ),
    Chapter(
        ("服务大厅", "The hall of the centre"),
        (
            "进门先拿号，大屏幕叫号；坐下来登记，没有站起来就看到合适的活、为哪样合适、学了哪样更多。",
            "A number at the door, called on the screen; one form at the counter, and before standing up the jobs that "
            "fit, why, and which course would open more.",
        ),
        DESKTOP, _of("waiting", "counter", "queues", "calls", "concerns", "erasing", "staff"), "clerk-xy",
    ),
    Chapter(
        ("乡亲的手机", "The residents' telephone"),
        (
            "微信小程序：适合我的活、说想去、单位回话、培训、投诉。",
            "The mini-program in WeChat: jobs that fit me, saying yes, what the employer said, courses, complaints.",
        ),
        PHONE, _of("pages"),
    ),
    Chapter(
        ("用人单位", "Employers"),
        (
            "三分钟发一个岗位，违法的话边写边提醒；只看得到愿意来的人；不登录，点短信里的链接也能回话。",
            "A post in three minutes, checked while it is written; only people who said yes; an answer by a link.",
        ),
        PHONE, _of("hiring", "by_link"), "employer",
    ),
    Chapter(
        ("帮扶干部", "Relief workers"),
        (
            "今天该办的，红的先办；一家一页，看得到没人上班的钟；上了班一路问到稳定。",
            "What is due today, red first; one family on a page with its clock; placements followed until stable.",
        ),
        PHONE, _of("today", "homes", "referrals", "buses", "own_phone"), "helper",
    ),
    Chapter(
        ("培训学校", "Training schools"),
        (
            "照县里要的排班，手机上点名，考试和证书写进本人的登记，堵着的岗位就开了。",
            "Classes planned for what the county asks, the roll called on a telephone, a card that opens a post.",
        ),
        PHONE, _of("trainers", "schools"), "trainer",
    ),
    Chapter(
        ("就业局", "The employment office"),
        (
            "核实单位、审岗位、打电话核实；岗位为哪样招不满，差哪样证，开哪样班。",
            "Employers are verified, posts reviewed and rung up; why a post stays open, and which class would fill it.",
        ),
        DESKTOP, _of("office", "uploads", "training"), "admin",
    ),
    Chapter(
        ("县里和管理员", "The county and the administrator"),
        (
            "全县的数、每月的表、发出去的消息、参数、用户、哪个看过哪样。",
            "Figures and monthly tables, messages, parameters, users, and who looked at what.",
        ),
        DESKTOP, _of("county", "reports", "corrections", "pushes", "jobs", "installation"), "county",
    ),
)  # fmt: skip

NOT_A_PAGE = {
    "files to keep": """
        reports.table reports.workbook training.workbook uploads.faults hiring.empty_list crawlers.robots
        crawlers.sitemap home.static mini_program.file mini_program.started
    """,
    "asked for by a script or a machine": """
        state.alive state.ready state.metrics uploads.progress waiting.calls link_codes.used
    """,
    "the same page for another row, or one that leads on": "counter.rung today.find_home buses.word sign_in.locked",
}
"""Addresses that answer no page of their own, by the reason why."""
