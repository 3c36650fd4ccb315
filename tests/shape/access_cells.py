"""Who is let in at every address of the desk, written down by hand: a second opinion on what the routes declare.

A new address gets its cell here. Whether the row behind an address lies in the own area is asked by the tests beside
the pages.
"""

from collections.abc import Mapping

from jobmatch.access import ANYBODY, Actor, Role

SITES = frozenset({"S1"})
WHO: Mapping[str, Actor] = {
    "nobody": ANYBODY,
    **{
        role.value: Actor(f"a {role}", role, None if role in (Role.COUNTY, Role.ADMINISTRATOR) else SITES)
        for role in Role
        if role not in (Role.RESIDENT, Role.SYSTEM)
    },
}

ANYBODY_AT_ALL = frozenset(WHO)
WITH_AN_ACCOUNT = ANYBODY_AT_ALL - {"nobody"}
AT_THE_SITE = frozenset({"clerk", "helper", "supervisor"})
OF_THE_COUNTY = frozenset({"county", "administrator"})

CELLS: Mapping[frozenset[str], str] = {
    ANYBODY_AT_ALL: """
        home.front home.static vacancies.listed vacancies.shown genuine.shown posters.poster posters.sheet
        crawlers.robots crawlers.sitemap schools.public
        mini_program.started mini_program.file
        sign_in.page sign_in.lock sign_in.locked sign_in.unlock_and_go_on sign_in.sign_out
        state.alive state.ready state.metrics hiring.register hiring.join
        by_link.shown by_link.answer
        waiting.machine waiting.take waiting.slip waiting.board
    """,
    frozenset({"employer"}): """
        hiring.front hiring.post hiring.move hiring.confirm hiring.person hiring.invite hiring.hire hiring.reject
        hiring.take_back hiring.start hiring.leave hiring.new hiring.send hiring.mend hiring.mended hiring.check
        hiring.by_list hiring.empty_list hiring.send_list
    """,
    frozenset({"trainer", "clerk", "supervisor", "administrator"}): """
        trainers.front trainers.shown trainers.step trainers.attendance trainers.take_attendance trainers.ending
        trainers.take_back_attendance trainers.strike_attendance trainers.restore_attendance
        trainers.examine trainers.take_back_exams trainers.certify trainers.outcomes trainers.papers
        trainers.void_certificate
        trainers.new trainers.plan trainers.change trainers.changed trainers.cancel
    """,
    WITH_AN_ACCOUNT: "staff.front own_password.page own_password.change",
    AT_THE_SITE: """
        counter.front counter.begin counter.search counter.go_on counter.close counter.agree counter.agreed
        counter.facing
        counter.family counter.save_family counter.work counter.save_work counter.keep counter.jobs counter.say
        counter.ring counter.rung counter.why_not counter.slip counter.phone counter.link_code counter.messages
        counter.texts counter.end_link counter.classes counter.join_class counter.give_up_class
        calls.front calls.told calls.missed calls.slip calls.wants_again calls.wants_none
        buses.front buses.open_bus buses.returns buses.shown buses.get_on buses.get_off buses.cancel
        buses.word buses.say
        queues.front queues.old queues.twins queues.pair queues.same queues.different queues.take_back_different
        queues.part
        concerns.front concerns.settle link_codes.used own_phone.page own_phone.code
        referrals.shown referrals.invite referrals.hire referrals.reject referrals.start referrals.leave
        referrals.take_back
        today.front today.listed today.find_home today.home today.find today.help_them today.why_no_wish
        homes.listed homes.home homes.ask homes.posts homes.pick homes.take_back_pick
        homes.training
        homes.give homes.give_at_talk homes.take_back_service today.well today.note
        today.treat_as_no_wish today.talk today.answer today.missed today.ask_for_help today.go_there today.see_to
    """,
    frozenset({"helper", "supervisor"}): "today.report today.settle",
    frozenset({"supervisor"}): """
        erasing.before erasing.erase corrections.lines corrections.line corrections.correct
        homes.helpers homes.choose homes.hand_over homes.take_back homes.answer homes.reopen
    """,
    AT_THE_SITE | {"administrator"}: """
        office.employers office.employer office.verify office.take_back_step office.bar office.lift
        office.joining office.admit office.put_off office.turn_away
    """,
    frozenset({"clerk", "supervisor", "administrator"}): """
        trainers.schools trainers.enter trainers.license_school trainers.check
        uploads.front uploads.hand_in uploads.shown uploads.confirm uploads.discard uploads.go_on uploads.progress
        uploads.faults installation.imports
        queues.titles queues.name_title queues.take_back_title
        office.review office.advert office.approve office.send_back office.take_back_review
        office.ringing office.texts office.still_open office.full office.gone office.not_reached office.take_back_call
    """,
    frozenset({"clerk", "supervisor"}): """
        trainers.subsidies trainers.claim trainers.take_back_claims trainers.take_back_month
        trainers.on_the_job trainers.hire trainers.agree trainers.claim_month trainers.stop_teaching trainers.untaught
        waiting.front waiting.call_next waiting.done waiting.nobody_came waiting.take_back
        waiting.calls waiting.go waiting.call_again
    """,
    frozenset({"clerk", "supervisor"}) | OF_THE_COUNTY: """
        office.posts office.post training.pull training.looked_into reports.front reports.table reports.workbook
    """,
    frozenset({"trainer", "clerk", "supervisor"}) | OF_THE_COUNTY: "training.asked_for",
    OF_THE_COUNTY: """
        pushes.front jobs.front county.front
        training.front training.make training.workbook training.ask training.withdraw
        training.ask_for_post training.withdraw_for_post
    """,
    frozenset({"county"}): "county.site county.households",
    frozenset({"administrator"}): """
        pushes.lift
        installation.users installation.new_user installation.add_user installation.user installation.change
        installation.as_before installation.lock installation.school installation.let_in installation.new_password
        installation.parameters installation.parameter installation.enter installation.take_back
    """,
    frozenset({"administrator", "auditor"}): "installation.log",
}
