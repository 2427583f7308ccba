import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.identifiers import (
    acl_id,
    all_names,
    arxiv_id,
    arxiv_version,
    canonical,
    doi,
    implied,
    precedence,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2005.13013", "2005.13013"),
        ("0704.0001v1", "0704.0001"),
        ("arXiv:2005.13013v2", "2005.13013"),
        ("arXiv: 2005.13013v2 [cs.CL] 30 Sep 2020", "2005.13013"),
        ("http://arxiv.org/abs/2005.13013v2", "2005.13013"),
        ("https://arxiv.org/pdf/2005.13013v2.pdf", "2005.13013"),
        ("https://arxiv.org/pdf/2005.13013v2.pdf?download=1", "2005.13013"),
        ("https://www.arxiv.org/abs/2005.13013?context=cs.CL", "2005.13013"),
        ("https://ar5iv.labs.arxiv.org/html/2005.13013", "2005.13013"),
        ("solv-int/9901001", "solv-int/9901001"),
        ("solv-int/9901001v3", "solv-int/9901001"),
        ("math.GT/0309136v1", "math/0309136"),
        ("HEP-TH/9901001", "hep-th/9901001"),
        ("cond-mat.stat-mech/0001001", "cond-mat/0001001"),
        ("abc", None),
        ("10.48550/arXiv.2005.13013", None),
        ("2005.130134567", None),
        ("", None),
    ],
)
def test_an_arxiv_id_is_read_without_its_version(text, expected):
    assert arxiv_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2005.13013v12", 12),
        ("https://arxiv.org/pdf/2005.13013v2.pdf", 2),
        ("https://arxiv.org/abs/hep-th/9901001v3?x=1", 3),
        ("solv-int/9901001", None),
        ("nothing v2", None),
    ],
)
def test_a_version_is_read_only_from_an_arxiv_id(text, expected):
    assert arxiv_version(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.18653/v1/P19-1001", "10.18653/v1/p19-1001"),
        ("https://doi.org/10.1000/ABC.", "10.1000/abc"),
        ("http://dx.doi.org/10.1000%2FABC", "10.1000/abc"),
        ("https://doi.org/10.1890/87%5B28:TI%5D2.0.CO;2", "10.1890/87[28:ti]2.0.co;2"),
        ("10.1002/(SICI)52:1%3C77::AID%253E3.0.CO;2-T", "10.1002/(sici)52:1<77::aid>3.0.co;2-t"),
        ("10.1000/50%", "10.1000/50%"),
        ("doi: 10.1000/x;", "10.1000/x"),
        ("DOI 10.1000/x", "10.1000/x"),
        ("10.1016/S0140-6736(05)12345-6", "10.1016/s0140-6736(05)12345-6"),
        ("10.1000/x(1)", "10.1000/x(1)"),
        ("10.1000/x).", "10.1000/x"),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("10.1000", None),
        ("11.1000/x", None),
        ("doi", None),
    ],
)
def test_a_doi_is_lower_case_and_bare(text, expected):
    assert doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://aclanthology.org/2020.aacl-main.56", "2020.aacl-main.56"),
        ("https://aclanthology.org/2020.aacl-main.56/", "2020.aacl-main.56"),
        ("https://aclanthology.org/2020.acl-main.1v2.pdf", "2020.acl-main.1"),
        ("https://www.aclweb.org/anthology/P19-1001.pdf", "P19-1001"),
        ("http://aclweb.org/anthology/P/P14/P14-1001.pdf", "P14-1001"),
        ("https://aclanthology.info/papers/P19-1001", "P19-1001"),
        ("https://aclanthology.org/venues/acl/", None),
        ("https://aclanthology.org/people/a-name", None),
        ("https://example.org/P19-1001", None),
    ],
)
def test_an_acl_id_is_read_from_anthology_addresses_only(text, expected):
    assert acl_id(text) == expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("doi:10.48550/arxiv.2005.13013", {"arxiv:2005.13013"}),
        ("doi:10.18653/v1/p19-1001", {"acl:P19-1001"}),
        ("doi:10.18653/v1/2020.acl-main.1", {"acl:2020.acl-main.1"}),
        ("doi:10.3115/v1/p14-1001", {"acl:P14-1001"}),
        ("arxiv:2005.13013", {"doi:10.48550/arxiv.2005.13013"}),
        ("doi:10.1000/x", set()),
        ("doi:10.48550/arxiv.nothing", set()),
        ("acl:P19-1001", set()),
    ],
)
def test_registries_that_mirror_each_other_imply_each_other(identifier, expected):
    assert set(implied(identifier)) == expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("DOI:10.1000/ABC", "doi:10.1000/abc"),
        ("doi:https://doi.org/10.1000/ABC", "doi:10.1000/abc"),
        ("doi:Not-A-Doi", "doi:not-a-doi"),
        ("doi:10.48550/arXiv.2005.13013v3", "doi:10.48550/arxiv.2005.13013"),
        ("arXiv:2005.13013v3", "arxiv:2005.13013"),
        ("arxiv:unknown", "arxiv:unknown"),
        ("acl:P19-1001", "acl:P19-1001"),
        ("ACL:p19-1001", "acl:P19-1001"),
        ("acl:2020.ACL-main.1", "acl:2020.acl-main.1"),
        ("file:00ff", "file:00ff"),
    ],
)
def test_an_identifier_has_one_canonical_form(identifier, expected):
    assert canonical(identifier) == expected


IDENTIFIERS = st.one_of(
    st.from_regex(r"arxiv:\d{4}\.\d{5}(v\d)?", fullmatch=True),
    st.from_regex(r"doi:10\.48550/arXiv\.\d{4}\.\d{5}(v\d)?", fullmatch=True),
    st.from_regex(r"doi:10\.18653/v1/[A-Z]1\d-\d{4}", fullmatch=True),
    st.from_regex(r"acl:\d{4}\.[a-z]+-[a-z]+\.\d{1,3}", fullmatch=True),
    st.text(max_size=20).map(lambda key: f"doi:{key}"),
    st.text(max_size=20).map(lambda key: f"arxiv:{key}"),
)


@given(IDENTIFIERS)
def test_canonical_forms_do_not_change_again(identifier):
    assert canonical(canonical(identifier)) == canonical(identifier)


@given(st.lists(IDENTIFIERS, max_size=4))
def test_all_names_are_closed_under_implication(identifiers):
    names = all_names(identifiers)
    assert all_names(names) == names
    assert {canonical(identifier) for identifier in identifiers} <= names


def test_a_paper_goes_by_the_name_of_the_best_known_registry():
    names = ["file:a.pdf", "s2:12", "acl:P19-1001", "doi:10.48550/arxiv.1", "doi:10.1/x", "arxiv:1"]
    assert sorted(names, key=precedence) == [
        "arxiv:1",
        "doi:10.1/x",
        "doi:10.48550/arxiv.1",
        "acl:P19-1001",
        "s2:12",
        "file:a.pdf",
    ]
