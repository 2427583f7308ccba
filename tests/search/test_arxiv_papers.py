"""arXiv's records become the right papers: ids, dates, names, and what was withdrawn."""

import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import unquote

import arxiv
import pytest
import requests
from requests.adapters import BaseAdapter

from litsynth.net import RequestError
from litsynth.search.sources.arxiv_papers import paper_from_result, withdrawal
from litsynth.search.sources.arxiv_transport import FeedFacts, feed_facts

BASE = "https://mirror.example/arxiv"


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(slots=True, kw_only=True)
class Record:
    """As much of an `arxiv.Result` as is read."""

    entry_id: str = "http://arxiv.org/abs/2005.13013v2"
    title: str = "A Title"
    published: datetime = datetime(2020, 5, 26, 17, 59, 46, tzinfo=UTC)
    summary: str = "An abstract."
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    pdf_url: str | None = "http://arxiv.org/pdf/2005.13013v2"
    authors: list[Name] = field(default_factory=lambda: [Name("Ada Byron")])
    categories: list[str] = field(default_factory=lambda: ["cs.CL"])


def made(**fields):
    paper = paper_from_result(Record(**fields), base_url=BASE)
    assert paper is not None
    return paper


@pytest.mark.parametrize(
    ("entry", "name", "pdf"),
    [
        ("2005.13013v2", "arxiv:2005.13013", "2005.13013v2"),
        ("2005.13013", "arxiv:2005.13013", "2005.13013"),
        ("hep-th/9901001v1", "arxiv:hep-th/9901001", "hep-th/9901001v1"),
        ("solv-int/9901001v1", "arxiv:solv-int/9901001", "solv-int/9901001v1"),
        ("solv-int/9901001", "arxiv:solv-int/9901001", "solv-int/9901001"),
        ("quant-ph/0201082v12", "arxiv:quant-ph/0201082", "quant-ph/0201082v12"),
    ],
)
def test_an_id_has_no_version_but_the_pdf_has(entry, name, pdf):
    paper = made(entry_id=f"http://arxiv.org/abs/{entry}")
    assert paper.id == name
    assert paper.pdf_url == f"{BASE}/pdf/{pdf}"
    assert paper.url == f"https://arxiv.org/abs/{name.removeprefix('arxiv:')}"


def test_identifiers_hold_the_publishers_doi_and_what_follows_from_each():
    paper = made(doi="10.18653/V1/2020.aacl-main.56 https://doi.org/10.1000/Other")
    assert paper.identifiers == (
        "acl:2020.aacl-main.56",
        "arxiv:2005.13013",
        "doi:10.1000/other",
        "doi:10.18653/v1/2020.aacl-main.56",
        "doi:10.48550/arxiv.2005.13013",
    )


def test_the_date_is_that_of_the_first_version():
    assert made().published == "2020-05-26"


def test_text_stands_on_one_line():
    paper = made(
        title="Quantum Criticality for\n  Extended Nodes",
        summary="  First line\nsecond line.\n",
        journal_ref="Phys. Rev. B\n 85",
        authors=[Name("Ada \n Byron"), Name(" ")],
    )
    assert paper.title == "Quantum Criticality for Extended Nodes"
    assert paper.abstract == "First line second line."
    assert paper.venue == "Phys. Rev. B 85"
    assert paper.authors == ("Ada Byron",)


def test_letters_that_went_through_latin_1_are_restored_and_right_ones_kept():
    garbled = "José Raúl \u2013 Ωmega\u2019s".encode().decode("latin-1")
    assert made(title=garbled).title == "José Raúl \u2013 Ωmega\u2019s"
    assert made(title="Éléonore Ñandú").title == "Éléonore Ñandú"
    assert made(title="注意力 é").title == "注意力 é"


def test_what_is_missing_is_none():
    paper = made(title="", summary=" ", pdf_url=None, categories=[], authors=[])
    assert paper.title == "2005.13013"
    assert (paper.abstract, paper.venue, paper.pdf_url, paper.retraction) == (None,) * 4


def test_an_error_entry_is_no_paper():
    entry = "https://arxiv.org/api/errors#incorrect_id_format_for_abc"
    assert paper_from_result(Record(entry_id=entry), base_url=BASE) is None


@pytest.mark.parametrize(
    ("comment", "abstract", "said"),
    [
        ("Withdrawn", None, "Withdrawn"),
        (
            "This paper has been withdrawn by the author due to an error in eq. 3",
            "We show.",
            "This paper has been withdrawn by the author due to an error in eq. 3",
        ),
        ("Paper withdrawn; see v1", None, "Paper withdrawn; see v1"),
        (
            None,
            "We show. This submission has been withdrawn, see eq. 3, by arXiv. More.",
            "This submission has been withdrawn, see eq. 3, by arXiv.",
        ),
        ("Withdrawn from ICLR 2019", None, None),
        ("Submitted to ICLR, paper withdrawn from review", None, None),
        ("12 pages", "The drug has been withdrawn in 2004.", None),
        ("12 pages", "We study requirements that were withdrawn.", None),
        (None, None, None),
    ],
)
def test_a_withdrawal_is_told_from_other_uses_of_the_word(comment, abstract, said):
    assert withdrawal(comment, abstract) == said


def test_a_title_that_says_so_marks_a_paper_as_retracted():
    paper = paper_from_result(Record(title="RETRACTED: Bees set fruit"), base_url=BASE)
    assert paper is not None
    assert (paper.title, paper.retraction) == ("Bees set fruit", "its title is marked 'retracted'")


FEED = (
    b'<feed xmlns:opensearch="x"><opensearch:totalResults>7</opensearch:totalResults>'
    b"<entry><id/></entry><entry></entry></feed>\n"
)


def test_a_feed_says_how_many_match_and_how_many_it_holds():
    assert feed_facts(FEED) == FeedFacts(total=7, entries=2)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (FEED[:-20], "cut short"),
        (FEED.replace(b"totalResults", b"results"), "cut short"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"", "no Atom feed"),
        (b"Rate exceeded.", "no Atom feed"),
    ],
)
def test_what_is_no_whole_feed_is_asked_for_again(body, reason):
    with pytest.raises(RequestError, match=reason) as caught:
        feed_facts(body)
    assert caught.value.again


class Recording(BaseAdapter):
    """Answers every request with one recorded reply."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body = body

    def send(self, request, *_, **__):
        response = requests.Response()
        response.status_code = 200
        response.raw = io.BytesIO(self._body)
        response.url = request.url
        return response

    def close(self) -> None: ...


def recorded(path):
    """The papers in a recorded reply, as the `arxiv` package and our translation read it."""
    client = arxiv.Client(delay_seconds=0, num_retries=0)
    client._session.mount("https://", Recording(path.read_bytes()))
    entries = feed_facts(path.read_bytes()).entries
    results = client.results(arxiv.Search(query="x", max_results=entries)) if entries else ()
    return [paper_from_result(result, base_url=BASE) for result in results]


def replies(shared, folder):
    return sorted((shared / "data/api" / folder).glob("*.xml"))


@pytest.mark.parametrize("folder", ["arxiv-atom", "arxiv-atom-legacy"])
def test_every_recorded_reply_gives_a_paper_an_entry(shared, folder):
    paths = replies(shared, folder)
    assert len(paths) > 4
    for path in paths:
        if path.name.startswith("id_abc"):  # A refusal.
            continue
        body = path.read_text()
        wanted = [part.partition("</id>")[0] for part in body.split("<entry>")[1:]]
        ids = [unquote(text.partition("<id>")[2]) for text in wanted]
        papers = recorded(path)
        assert [paper and f"http://arxiv.org/abs/{paper.id[6:]}" for paper in papers] == [
            re.sub(r"v\d+$", "", name) for name in ids
        ]
        for paper in papers:
            assert paper is not None
            assert paper.abstract
            assert paper.authors
            assert paper.categories
            assert paper.pdf_url
            assert "Ã" not in "".join(paper.authors)


def test_recorded_replies_parse_to_the_papers_that_were_asked_for(shared):
    facts = {
        "id_quant-ph_0201082v1": ("arxiv:quant-ph/0201082", "2002-01-18"),
        "id_hep-ex_0406020v1": ("arxiv:hep-ex/0406020", "2004-06-07"),
        "id_1605.08386": ("arxiv:1605.08386", "2016-05-26"),
    }
    for start, (name, published) in facts.items():
        (path,) = [path for path in replies(shared, "arxiv-atom") if path.name.startswith(start)]
        (paper,) = recorded(path)
        assert paper is not None
        assert (paper.id, paper.published) == (name, published)


def test_a_recorded_paper_is_read_in_every_field(shared):
    paper = recorded(shared / "data/api/arxiv-atom-legacy/id_list=1111.2011v2.xml")[0]
    assert paper is not None
    assert paper.title == (
        "Quantum Criticality for Extended Nodes on a Bethe Lattice in the Large Connectivity Limit"
    )
    assert paper.authors == ("James M. Murray", "Adrian Del Maestro", "Zlatko Tesanovic")
    assert paper.published == "2011-11-08"
    assert paper.doi == "10.1103/physrevb.85.115117"
    assert paper.venue == "Phys. Rev. B 85, 115117 (2012)"
    assert paper.categories == ("cond-mat.str-el", "cond-mat.stat-mech")
    assert paper.pdf_url == f"{BASE}/pdf/1111.2011v2"


def test_a_recorded_refusal_is_told_in_the_servers_words(shared):
    (path,) = [path for path in replies(shared, "arxiv-atom") if path.name.startswith("id_abc")]
    with pytest.raises(RequestError, match="HTTP 400: incorrect id format for abc") as caught:
        feed_facts(path.read_bytes())
    assert not caught.value.again


@pytest.mark.parametrize(
    ("start", "total", "entries"),
    [("q_testing_s0_m100", 214_881, 100), ("q_testing_s5_m15", 214_881, 15), ("id_0000", 0, 0)],
)
def test_recorded_counts_are_read(shared, start, total, entries):
    (path,) = [path for path in replies(shared, "arxiv-atom") if path.name.startswith(start)]
    assert feed_facts(path.read_bytes()) == FeedFacts(total=total, entries=entries)
