"""Which picture stands for the work of a vacancy: by its occupation, else by the family of occupations."""

from collections.abc import Mapping

from jobmatch.matching.trades import confirmed_trade, read_trade
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.model import Vacancy

OTHER = "bag"
OF_FAMILY: Mapping[str, str] = {
    "garment": "sew", "factory": "factory", "food": "pot", "food2": "pot", "clean": "clean", "build": "build",
    "move": "truck", "care": "old", "farm": "farm", "guard": "guard", "shop": "shop", "repair": "tools",
    "public": "home", "digital": "book",
}  # fmt: skip
OF_OCCUPATION: Mapping[str, str] = {
    "焊工": "tools", "电工": "tools", "机修钳工": "tools", "装配钳工": "tools",
    "母婴护理员(月嫂)": "baby", "育婴员": "baby", "保育师": "child", "家政服务员": "home",
    "公益保洁/巡河员/护路员": "clean", "护林员": "farm", "客房服务员": "bed", "前厅服务员": "bed", "民宿管家": "bed",
    "园林绿化工": "farm",
}  # fmt: skip


def icon_of(vacancy: Vacancy) -> str:
    """A picture of `icons.svg`; of work that nobody can tell the kind of, that of a bag taken to work."""
    vocabulary = Vocabulary.load()
    confirmed = vacancy.occupation
    trade = confirmed_trade(confirmed, vocabulary) if confirmed else read_trade(vacancy.title, vocabulary)
    if trade.occupation is None:
        return OTHER
    return OF_OCCUPATION.get(trade.occupation.name, OF_FAMILY.get(trade.occupation.group, OTHER))
