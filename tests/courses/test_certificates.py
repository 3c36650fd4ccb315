"""Certificates in an office's words, and the kinds that vacancies ask for."""

import pytest

from jobmatch.courses.certificates import certificate_kind


@pytest.mark.parametrize(
    ("certificate", "about", "kind"),
    [
        ("特种设备作业人员证（N1）", "叉车司机", "forklift"),
        ("特种作业操作证", "焊工（电焊）", "welding"),
        ("特种作业操作证（焊接与热切割）", "", "welding"),
        ("特种作业操作证", "低压电工", "electrician"),
        ("低压电工操作证", "", "electrician"),
        ("特种作业操作证", "高处作业", "height"),
        ("保安员证", "保安员", "guard"),
        ("健康证", "餐饮", "health"),
        ("机动车驾驶证（C1）", "", "licence_C1"),
        ("B2驾驶证", "", "licence_B2"),
        ("职业技能等级证书（五级）", "保育师", None),
        ("专项职业能力证书", "焊工", None),
        ("培训合格证", "挖掘机操作", None),
        (None, "农艺工", None),
    ],
)
def test_a_card_is_known_by_its_name_or_by_its_trade(certificate: str | None, about: str, kind: str | None) -> None:
    assert certificate_kind(certificate, about) == kind
