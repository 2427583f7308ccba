"""What a report says of papers without a date."""

from dataclasses import replace

from litsynth.pipeline.dates import undated
from litsynth.reading.run import Readings
from litsynth.reading.text import document_from_text
from litsynth.records import Depth, Paper, PaperId, RankedPaper
from litsynth.search.plan import make_plan

PLAN = make_plan("Does mulch help?", since="2020-01-01")


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
