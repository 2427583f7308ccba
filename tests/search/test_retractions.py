"""Papers that a report is about to use are looked up once where retractions are kept."""

from dataclasses import replace

import pytest

from litsynth.errors import SourceError
from litsynth.net import Turnstile
from litsynth.records import QueryRecord, RankedPaper
from litsynth.search.retractions import with_looked_up
from litsynth.search.run import Found
from litsynth.search.sources.crossref import CrossrefSource
from litsynth.search.sources.fallback import FallbackSource
from litsynth.search.sources.openalex import OpenAlexSource
from litsynth.search.sources.together import Together
from litsynth.settings import CrossrefSettings, OpenAlexSettings
from tests.search.fakes import Shelf, make_paper
from tests.standin.catalogue import CATALOGUE
from tests.standin.services_records import publishers_doi


class Register(Shelf):
    """A source that keeps retractions."""

    def __init__(self, said, *, name="openalex", down=None):
        super().__init__(name, down=down)
        self.said = said
        self.asked = []

    def retracted(self, identifiers):
        self.asked.append(list(identifiers))
        self._answer()
        return {name: words for name, words in self.said.items() if name in identifiers}


def query(source, error=None):
    return QueryRecord(
        source=source,
        query="otters",
        sent_at="2026-11-20T20:36:16Z",
        hits=1,
        returned=1,
        elapsed_s=0.1,
        error=error,
    )


def found_of(*papers, answered="openalex"):
    ranked = tuple(RankedPaper(paper=paper, relevance=0.5, above_floor=True) for paper in papers)
    return Found(
        ranked=ranked,
        queries=(query(answered), query("crossref", error="HTTP 500")),
        failures=(),
        identified=len(papers),
        duplicates=0,
    )


PREPRINT = make_paper("arxiv:2005.13013", "Otters", found_by=("arxiv",))
JOURNAL = make_paper("doi:10.1000/x", "Lakes", found_by=("semantic_scholar",))
KNOWN = make_paper("doi:10.1000/y", "Ponds", found_by=("arxiv", "openalex"))


def retractions(found):
    return [one.paper.retraction for one in found.ranked]


def test_what_no_register_described_is_looked_up_at_once_and_marked():
    register = Register({"doi:10.1000/x": "it is retracted", "doi:10.1000/y": "never asked"})
    found = found_of(PREPRINT, JOURNAL, KNOWN)
    told: list[str] = []
    marked = with_looked_up(found, [register], found.ranked, progress=told.append)
    assert register.asked == [["arxiv:2005.13013", "doi:10.1000/x"]]
    assert retractions(marked) == [None, "it is retracted", None]
    assert told == ["retractions: 2 papers looked up, 1 retracted"]
    assert replace(marked, ranked=()) == replace(found, ranked=())


@pytest.mark.parametrize(
    ("papers", "answered"), [((KNOWN,), "openalex"), ((JOURNAL,), "arxiv"), ((), "openalex")]
)
def test_nobody_is_asked_where_it_is_known_or_the_register_did_not_answer(papers, answered):
    register = Register({"doi:10.1000/x": "it is retracted"})
    found = found_of(*papers, answered=answered)
    assert with_looked_up(found, [register], found.ranked) == found
    assert register.asked == []


def test_sources_that_keep_no_retractions_are_not_asked():
    found = found_of(JOURNAL)
    assert with_looked_up(found, [Shelf("openalex")], found.ranked) == found


def test_a_register_that_fails_leaves_the_papers_as_they_are():
    register = Register({}, down="it is closed")
    found = found_of(JOURNAL)
    told: list[str] = []
    assert with_looked_up(found, [register], found.ranked, progress=told.append) == found
    assert told == ["retractions: not looked up in openalex (it is closed)"]


def test_registers_behind_other_sources_are_asked_unless_they_only_stand_in():
    register = Register({"doi:10.1000/x": "it is retracted"})
    whole = FallbackSource(Together([Shelf("arxiv"), register]), Shelf("starter"))
    found = found_of(JOURNAL)
    assert retractions(with_looked_up(found, [whole], found.ranked)) == ["it is retracted"]
    behind = FallbackSource(Shelf("arxiv"), register)
    assert with_looked_up(found, [behind], found.ranked) == found


def test_each_register_that_answered_is_asked_and_one_that_fails_loses_no_other():
    closed = Register({}, down="it is closed")
    other = Register({"doi:10.1000/x": "a notice says so"}, name="crossref")
    silent = Register({}, name="other")
    found = found_of(JOURNAL)
    queries = (query("openalex"), query("crossref"), query("other", error="HTTP 500"))
    found = replace(found, queries=queries)
    told: list[str] = []
    marked = with_looked_up(
        found, [Together([closed, other, silent])], found.ranked, progress=told.append
    )
    assert retractions(marked) == ["a notice says so"]
    assert "not looked up in openalex (it is closed)" in told[0]
    assert silent.asked == []


@pytest.fixture
def openalex(services, tmp_path):
    settings = OpenAlexSettings(base_url=services.base_url("openalex"), interval_s=0)
    return OpenAlexSource(settings, turnstile=Turnstile(tmp_path, "openalex", 0))


def test_openalex_is_asked_about_all_dois_in_one_request(services, openalex):
    entries = CATALOGUE[:12]
    services.edits = {"openalex": lambda entry, work: work | {"is_retracted": entry in entries[:2]}}
    names = [f"arxiv:{entry.id}" if entry.doi is None else f"doi:{entry.doi}" for entry in entries]
    found = openalex.retracted([*names, "doi:10.1000/a,b", "own:17"])
    assert set(found) == set(names[:2])
    assert set(found.values()) == {"OpenAlex: it is marked as retracted"}
    (request,) = [each for each in services.requests if "doi" in str(each)]
    assert "a%2Cb" not in str(request)


@pytest.fixture
def crossref(services, tmp_path):
    settings = CrossrefSettings(base_url=services.base_url("crossref"), interval_s=0)
    return CrossrefSource(settings, turnstile=Turnstile(tmp_path, "crossref", 0))


def test_crossref_tells_by_a_papers_own_record_and_by_notices_about_it(services, crossref):
    by_doi = {publishers_doi(entry): entry for entry in CATALOGUE if not entry.withdrawn}
    by_record, by_notice, sound = list(by_doi)[:3]
    updates = [{"type": "retraction", "DOI": "10.5555/r", "source": "retraction-watch"}]
    services.edits = {
        "crossref": lambda entry, work: (
            work | {"updated-by": updates} if work["DOI"] == by_record else work
        )
    }
    services.notices = [
        {
            "DOI": "10.5555/notice.1",
            "title": ["Retraction notice"],
            "type": "journal-article",
            "update-to": [{"type": "retraction", "DOI": by_notice.upper()}],
        }
    ]
    names = [f"doi:{each}" for each in (by_record, by_notice, sound)]
    found = crossref.retracted([*names, "doi:10.1000/a,b", "arxiv:2005.13013", "own:17"])
    assert found == {
        names[0]: "Crossref: retraction",
        names[1]: "Crossref: retraction (notice: 10.5555/notice.1)",
    }
    assert len(services.requests) == 2


def test_openalex_out_of_reach_is_a_source_error(tmp_path):
    settings = OpenAlexSettings(base_url="http://127.0.0.1:9", interval_s=0, attempts=1)
    closed = OpenAlexSource(settings, turnstile=Turnstile(tmp_path, "openalex", 0))
    with pytest.raises(SourceError):
        closed.retracted(["doi:10.1000/x"])
