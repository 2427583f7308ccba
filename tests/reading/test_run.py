from litsynth.ports import silent
from litsynth.reading.run import read_papers
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Paper, PaperId, Unreadable


def paper(key, **facts):
    return Paper(id=PaperId(f"file:{key}"), title=key, **facts)


class Shelf:
    """Fetcher and reader in one: what is not on it cannot be fetched."""

    name = "shelf/1"

    def __init__(self, **texts):
        self.texts = {f"file:{key}": text for key, text in texts.items()}
        self.fetched = []

    def fetch(self, paper):
        self.fetched.append(paper.id)
        if paper.id not in self.texts:
            return Unreadable(paper=paper.id, reason="not on the shelf")
        return self.texts[paper.id].encode()

    def read(self, data, *, paper):
        if not data:
            return Unreadable(paper=paper.id, reason="empty")
        return document_from_text(paper.id, data.decode(), depth=Depth.FULL_TEXT)


def readings(shelf, *papers, progress=silent):
    return read_papers(papers, shelf, shelf, workers=2, progress=progress)


def test_documents_come_in_the_order_of_the_papers():
    shelf = Shelf(a="First.", b="Second.", c="Third.")
    found = readings(shelf, *(paper(key, pdf_url="file:///x") for key in "cab"))
    assert [document.text for document in found.documents] == ["Third.", "First.", "Second."]
    assert found.unreadable == ()


def test_the_abstract_stands_in_for_a_pdf_that_fails_and_the_failure_is_kept():
    shelf = Shelf(b="")
    found = readings(
        shelf,
        paper("a", pdf_url="file:///x", abstract="An abstract."),
        paper("b", pdf_url="file:///x", abstract="Another one."),
    )
    assert [document.depth for document in found.documents] == [Depth.ABSTRACT] * 2
    assert [failure.reason for failure in found.unreadable] == ["not on the shelf", "empty"]


def test_a_paper_without_an_address_is_read_by_its_abstract():
    shelf = Shelf()
    found = readings(shelf, paper("a", abstract="An abstract."))
    assert found.documents[0].text == "An abstract."
    assert found.unreadable == ()
    assert shelf.fetched == []


def test_the_starter_librarys_papers_are_read_by_their_summary():
    shelf = Shelf(a="Full text.")
    starter = paper("a", pdf_url="https://x.org/a.pdf", summary="Ours.", found_by=("starter",))
    found = readings(shelf, starter)
    assert found.documents[0].depth is Depth.SUMMARY
    assert shelf.fetched == []


def test_a_starter_paper_that_arxiv_has_too_is_fetched():
    shelf = Shelf(a="Full text.")
    both = paper("a", pdf_url="https://x.org/a", summary="Ours.", found_by=("arxiv", "starter"))
    assert readings(shelf, both).documents[0].depth is Depth.FULL_TEXT


def test_a_paper_of_which_nothing_is_known_is_listed():
    found = readings(Shelf(), paper("a"))
    assert found.documents == ()
    assert found.unreadable[0].reason == "no source has its PDF or its abstract"


def test_each_paper_is_told():
    told: list[str] = []
    readings(Shelf(a="First."), paper("a", pdf_url="x"), paper("b"), progress=told.append)
    assert [line.split(":")[0] for line in told] == ["read 1 of 2", "read 2 of 2"]


def test_a_paper_of_a_folder_is_told_by_its_files_name():
    told: list[str] = []
    mine = paper("a", pdf_url="file:///home/ada/two%20bees.md")
    readings(Shelf(a="First."), mine, progress=told.append)
    assert told == ["read 1 of 1: two bees.md"]
