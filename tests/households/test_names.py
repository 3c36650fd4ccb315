"""Names are found by their sound, surnames read as surnames."""

import pytest

from jobmatch.households.names import pinyin, tidy


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("曾素琴", "zeng su qin"), ("单小英", "shan xiao ying"), ("解 放", "xie fang"), ("仇和", "qiu he"),
        ("令狐涛", "ling hu tao"), ("尉迟恭", "yu chi gong"), ("徐䶮", "xu yan"), ("任丽", "ren li"),
        ("王曾", "wang ceng"),
    ],
)  # fmt: skip
def test_a_surname_sounds_as_a_surname(name: str, sound: str) -> None:
    assert pinyin(name) == sound


def test_the_spaces_of_a_column_do_not_change_a_name() -> None:
    assert tidy(" 胡　雪 ") == "胡雪"
    assert tidy("阿依古丽・买买提") == tidy("阿依古丽·买买提")
