"""What of an author's name is the surname."""

import pytest

from litsynth.surnames import name_parts, surname


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jörg Tiedemann", "tiedemann"),
        ("Tiedemann, J.", "tiedemann"),
        ("van der Berg, Ann", "van der berg"),
        ("Martin King Jr.", "king"),
        ("Ann Lee, Jr.", "lee"),
        ("Lee, Jr., Ann", "lee"),
        ("Lee, Ann, III", "lee"),
        ("Ann Lee (editor)", "lee"),
        ("Plato", "plato"),
        ("CMS Collaboration", "cms collaboration"),
        ("The World Health Organization (WHO)", "world health organization"),
        ("Food and Agriculture Organization", "food and agriculture organization"),
        ("Ministry of Health", "ministry of health"),
        ("Jr.", ""),
        (",", ""),
        ("", ""),
    ],
)
def test_a_surname_is_found_in_either_order_and_a_groups_is_all_of_its_name(author, expected):
    assert surname(author) == expected


def test_given_names_are_what_is_left():
    assert name_parts("Ann B. Lee, Jr.") == name_parts("Lee, Ann B.") == ("Ann B.", "Lee")
    assert name_parts("CMS Collaboration") == ("", "CMS Collaboration")
