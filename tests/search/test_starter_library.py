"""The starter library: whole and well formed anywhere, and true to the ACL data where it is."""

import gzip
import importlib.resources
import json
import re

import pytest

FIELDS = {
    "id": str,
    "acl_id": str,
    "arxiv_id": str | None,
    "title": str,
    "authors": list,
    "year": int,
    "venue": str,
    "doi": str | None,
    "url": str,
    "pdf_url": str,
    "summary": list,
}
RUN = 8
"""So many consecutive words shared with the abstract count as copied."""
NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion first second third half quarter once twice double
    triple""".split()
)


def split_words(text):
    """Case-folded words; hyphens, underscores and all other punctuation separate."""
    return re.sub(r"[\W_]", " ", text.casefold()).split()


def joined_words(text):
    """Case-folded words with punctuation dropped, so that "low-resource" is one word."""
    return re.sub(r"[^\w\s]|_", "", text.casefold()).split()


def runs(words, length):
    """All stretches of `length` consecutive words."""
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def copied(sentence, abstract):
    """Runs that a sentence shares with the abstract, whichever way hyphens are read."""
    return [
        " ".join(run)
        for split in (split_words, joined_words)
        for run in sorted(runs(split(sentence), RUN) & runs(split(abstract), RUN))
    ]


def numbers(text):
    """Figures as written ("5.4", "38.48%", "27x", "mt5") and number words, hyphens apart."""
    figures = set(re.findall(r"[^\W_]*\d(?:[.,]?[^\W_])*%?", text.casefold()))
    return figures | (set(split_words(text)) & NUMBER_WORDS)


def sentences_of(papers):
    return [(paper["id"], sentence) for paper in papers for sentence in paper["summary"]]


@pytest.fixture(scope="module")
def papers():
    file = importlib.resources.files("litsynth") / "data" / "starter.jsonl"
    return [json.loads(line) for line in file.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def records(shared):
    with gzip.open(shared / "data/acl/acl-abstracts-2016on.jsonl.gz") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def arxiv_ids(shared):
    with gzip.open(shared / "data/acl/acl-arxiv-ids.tsv.gz", "rt", encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("\t") for line in lines)


def test_there_are_at_least_48_papers(papers):
    assert len(papers) >= 48


def test_every_paper_has_exactly_the_required_fields(papers):
    for paper in papers:
        assert paper.keys() == FIELDS.keys(), paper["id"]
        for name, kind in FIELDS.items():
            assert isinstance(paper[name], kind), (paper["id"], name)
            assert paper[name] != "", (paper["id"], name)
        assert paper["authors"], paper["id"]
        assert all(isinstance(author, str) and author for author in paper["authors"])


def test_ids_are_unique_and_in_order(papers):
    ids = [paper["id"] for paper in papers]
    assert ids == sorted(set(ids))
    assert len({paper["acl_id"] for paper in papers}) == len(papers)


def test_the_id_is_the_arxiv_id_where_one_is_known(papers):
    for paper in papers:
        arxiv, acl = paper["arxiv_id"], paper["acl_id"]
        assert paper["id"] == (f"acl:{acl}" if arxiv is None else f"arxiv:{arxiv}")
        assert arxiv is None or re.fullmatch(r"\d{4}\.\d{4,5}", arxiv), "ids carry no version"


def test_each_summary_has_five_to_ten_sentences(papers):
    assert {paper["id"]: len(paper["summary"]) for paper in papers} == {
        paper["id"]: min(max(len(paper["summary"]), 5), 10) for paper in papers
    }


def test_each_sentence_is_one_whole_sentence(papers):
    for paper, sentence in sentences_of(papers):
        assert sentence == sentence.strip(), paper
        assert sentence.endswith("."), (paper, sentence)
        assert not re.search(r"[.!?]\s", sentence), (paper, sentence)
        assert len(sentence.split()) >= 6, (paper, sentence)


def test_no_sentence_leans_on_the_one_before(papers):
    leaning = re.compile(r"(?:It|They|This|These|That|Those|He|She|We|Our|Such|Its|Their)\b")
    assert [s for _, s in sentences_of(papers) if leaning.match(s)] == []


def test_sentences_are_distinct(papers):
    sentences = [tuple(split_words(sentence)) for _, sentence in sentences_of(papers)]
    assert len(set(sentences)) == len(sentences)


def test_the_examples_source_paper_is_there(papers):
    (paper,) = [paper for paper in papers if paper["arxiv_id"] == "2005.13013"]
    assert paper["acl_id"] == "2020.aacl-main.56"
    assert len(paper["summary"]) >= 9
    assert {"nine", "5.4", "2020"} <= numbers(" ".join(paper["summary"]))


def test_a_copied_run_and_a_wrong_number_would_be_found():
    abstract = "We gain a 5.4 point improvement over the zero-shot baseline in nine languages."
    assert copied("Gains: 5.4 point improvement over the zero-shot baseline in nine.", abstract)
    assert not copied("Over the zero-shot baseline the gain is 5.4 points.", abstract)
    assert numbers("5.4 points in nine languages, zero-shot") == {"5.4", "nine", "zero"}
    assert numbers("4 points in ten languages") - numbers(abstract) == {"4", "ten"}
    assert numbers("a gain of 5.4%, mT5 3.2x.") - numbers(abstract) == {"5.4%", "mt5", "3.2x"}


def test_bibliographic_facts_are_those_of_the_acl_record(papers, records):
    for paper in papers:
        record = records[paper["acl_id"]]
        facts = {name: paper[name] for name in ("title", "authors", "year", "url", "pdf_url")}
        assert facts == {name: record[name] for name in facts}
        assert paper["venue"] == record["booktitle"]
        assert paper["doi"] == (record["doi"] or None)


def test_arxiv_ids_are_those_of_the_mapping(papers, arxiv_ids):
    assert {paper["acl_id"]: paper["arxiv_id"] for paper in papers} == {
        paper["acl_id"]: arxiv_ids.get(paper["acl_id"]) for paper in papers
    }


def test_no_eight_words_in_a_row_come_from_the_abstract(papers, records):
    found = {
        sentence: copied(sentence, records[paper["acl_id"]]["abstract"])
        for paper in papers
        for sentence in paper["summary"]
    }
    assert {sentence: shared for sentence, shared in found.items() if shared} == {}


def test_every_number_of_a_summary_stands_in_the_abstract(papers, records):
    stray = {
        sentence: numbers(sentence) - numbers(records[paper["acl_id"]]["abstract"])
        for paper in papers
        for sentence in paper["summary"]
    }
    assert {sentence: extra for sentence, extra in stray.items() if extra} == {}
