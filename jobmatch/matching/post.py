"""What is shared by all pairs of one vacancy: whether it is open and lawful, its pay, its hours, its trade."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.matching.facts import Employer, Parameters, Vacancy
from jobmatch.matching.gates.openness import openness
from jobmatch.matching.hours import touches_night
from jobmatch.matching.notes import Found
from jobmatch.matching.rules import Rules
from jobmatch.matching.trades import Trade, confirmed_trade, read_trade
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.matching.wages import Pay, WageLaw, cash, minimum_wage, monthly_pay, wage_law


@dataclass(frozen=True, slots=True)
class Post:
    """`day` is the day of every test by date: the later of the day of ranking and the start."""

    vacancy: Vacancy
    employer: Employer
    trade: Trade
    day: date
    openness: Found
    pay: Pay
    cash: Pay
    law: WageLaw
    minimum_month: Decimal | None
    nights: bool | None
    demanded_trade: Trade | None


def prepare_post(
    vacancy: Vacancy, employer: Employer, parameters: Parameters, as_of: date, vocabulary: Vocabulary, rules: Rules
) -> Post:
    minimum = minimum_wage(parameters, vacancy.place.division)
    pay = monthly_pay(vacancy.wage, vacancy.schedule, rules.conversion)
    law = wage_law(vacancy.wage, vacancy.schedule, vacancy.kind, minimum, rules.conversion)
    if vacancy.occupation is not None:
        trade = confirmed_trade(vacancy.occupation, vocabulary)
    else:
        trade = read_trade(vacancy.title, vocabulary)
    demand = vacancy.experience
    demanded = confirmed_trade(demand.occupation, vocabulary) if demand and demand.occupation else None
    return Post(
        vacancy=vacancy,
        employer=employer,
        trade=trade,
        day=as_of if vacancy.start is None else max(as_of, vacancy.start),
        openness=openness(vacancy, employer, law, trade, as_of, rules),
        pay=pay,
        cash=Pay(cash(pay.novice, vacancy.wage), cash(pay.experienced, vacancy.wage)),
        law=law,
        minimum_month=minimum.month,
        nights=touches_night(vacancy.schedule, rules),
        demanded_trade=demanded,
    )
