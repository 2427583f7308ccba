"""What a run says of its papers, while it goes on and in its report."""

from dataclasses import replace

from litsynth.pipeline.remarks import printed_titles, reading_account, source_name, undated
from litsynth.reading.run import Readings
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Paper, PaperId, RankedPaper, Unreadable
from litsynth.search.plan import make_plan

PLAN = make_plan("Does mulch help?", since="2020-01-01")


def abstract(name):
    return document_from_text(PaperId(name), "Mulch helps.", depth=Depth.ABSTRACT)


def test_a_source_paper_of_a_folder_is_told_with_the_id_that_source_paper_takes():
    paper = Paper(id=PaperId("file:12a0"), title="Bees", pdf_url="file:///papers/bees.md")
    assert source_name(paper) == "bees.md (file:12a0)"
    assert source_name(replace(paper, id=PaperId("arxiv:2101.00001"))) == "arxiv:2101.00001"


def test_files_whose_abstract_stands_in_are_told_apart_from_papers_that_are_lost():
    failed = [Unreadable(paper=PaperId(name), reason="gone") for name in ("acl:a", "acl:b")]
    replaced = Readings(documents=(abstract("acl:a"),), unreadable=tuple(failed[:1]))
    assert reading_account(replaced) == (
        "reading: 1 paper (1 abstract; the full text of 1 could not be read)"
    )
    lost = Readings(documents=(abstract("acl:c"),), unreadable=tuple(failed))
    assert reading_account(lost) == (
        "reading: 1 paper (1 abstract), 2 more could not be read at all"
    )


def test_titles_with_latex_are_handed_to_the_report_as_they_print():
    papers = (
        Paper(id=PaperId("arxiv:2101.00001"), title=r"$\beta$-VAE of Bees"),
        Paper(id=PaperId("arxiv:2101.00002"), title="Bees for $5"),
    )
    ranked = [RankedPaper(paper=one, relevance=0.5, above_floor=True) for one in papers]
    assert printed_titles(ranked) == {papers[0].id: "β-VAE of Bees"}


def used_and_read(*dates):
    papers = [
        Paper(id=PaperId(f"file:{at}"), title="Mulch", published=date)
        for at, date in enumerate(dates)
    ]
    used = [RankedPaper(paper=paper, relevance=0.5, above_floor=True) for paper in papers]
    texts = [document_from_text(one.id, "It helps.", depth=Depth.ABSTRACT) for one in papers]
    return used, Readings(documents=tuple(texts), unreadable=())


def test_undated_papers_that_were_let_through_are_counted():
    (notice,) = undated(PLAN, *used_and_read(None, "2021", None))
    assert notice.startswith("2 of the 3 papers used carry no date")


def test_nothing_is_said_where_all_have_a_date_or_no_time_was_asked_for():
    assert undated(PLAN, *used_and_read("2021", "2022")) == ()
    assert undated(replace(PLAN, since=None), *used_and_read(None, "2021")) == ()
