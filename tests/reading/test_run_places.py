"""A PDF that fails at one place is asked for at the next."""

from urllib.parse import urlsplit

from litsynth.ports import silent
from litsynth.reading.run import MOST_PLACES, read_papers
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Paper, PaperId, Unreadable

FIRST, SECOND = "https://first.example/a.pdf", "https://second.example/a.pdf"


class Places:
    """Fetcher and reader in one, by address."""

    name = "places/1"

    def __init__(self, **texts):
        self.texts = texts
        self.asked = []

    def fetch(self, paper):
        self.asked.append(paper.pdf_url)
        host = urlsplit(paper.pdf_url).hostname.partition(".")[0]
        text = self.texts.get(host)
        return Unreadable(paper=paper.id, reason="HTTP 404") if text is None else text.encode()

    def read(self, data, *, paper):
        if not data:
            return Unreadable(paper=paper.id, reason="no text layer")
        return document_from_text(paper.id, data.decode(), depth=Depth.FULL_TEXT)


def read(places, *others, **facts):
    paper = Paper(
        id=PaperId("doi:10.1000/a"), title="A", pdf_url=FIRST, other_pdf_urls=others, **facts
    )
    told: list[str] = []
    found = read_papers([paper], places, places, workers=1, progress=told.append)
    return found, told


def test_the_first_place_that_answers_is_enough():
    places = Places(first="Whole.", second="Other.")
    found, _ = read(places, SECOND)
    assert found.documents[0].read_from is None
    assert places.asked == [FIRST]


def test_the_next_place_is_asked_where_the_first_fails_or_holds_no_text():
    for places in (Places(second="Whole."), Places(first="", second="Whole.")):
        found, told = read(places, SECOND, abstract="Short.")
        (document,) = found.documents
        assert (document.text, document.read_from) == ("Whole.", SECOND)
        assert found.unreadable == ()
        assert "from second.example" in told[0]


def test_where_every_place_fails_the_abstract_stands_in_and_each_reason_is_kept():
    found, _ = read(Places(second=""), SECOND, abstract="Short.")
    assert found.documents[0].depth is Depth.ABSTRACT
    (failure,) = found.unreadable
    assert failure.reason == "first.example: HTTP 404; second.example: no text layer"


def test_a_paper_is_not_hunted_for_at_every_place_that_is_named():
    places = Places()
    read(places, *(f"https://host{number}.example/a.pdf" for number in range(20)))
    assert len(places.asked) == MOST_PLACES


def test_what_only_the_starter_library_has_is_not_downloaded():
    places = Places(first="Whole.")
    paper = Paper(
        id=PaperId("acl:P19-1001"),
        title="A",
        pdf_url=FIRST,
        other_pdf_urls=(SECOND,),
        summary="Our words.",
        found_by=("starter",),
    )
    found = read_papers([paper], places, places, workers=1, progress=silent)
    assert found.documents[0].depth is Depth.SUMMARY
    assert places.asked == []
