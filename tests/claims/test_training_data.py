"""How training reads its data. Training itself is not run here."""

import gzip
import json

import pytest
from training.claims_card import Run, tuned
from training.claims_data import labelled_abstracts, structured_abstracts
from training.claims_fulltext import full_texts, split_sentences
from training.claims_told import LABELS, MEANT, seen, told_papers
from training.claims_zones import untokenised, zoned_paper, zoned_papers

from litsynth.claims.telling import BY_ROLE, TELLS
from litsynth.claims.weights import shipped_models
from litsynth.records import SectionKind

ANNOTATED = """<?xml version='1.0' encoding='ISO-8859-1'?>
<PAPER><METADATA><TITLE> Kites & their tails </TITLE></METADATA>
<ABSTRACT>
<A-S ID='A-0' AZ='BKG'> Kites fly . </A-S>
<A-S ID='A-1' DOCUMENTC='S-2' AZ='AIM' R='X' R='X'> We present WingTail . </A-S>
</ABSTRACT>
<BODY><DIV DEPTH='1'><HEADER ID='H-0'> Introduction </HEADER>
<P><S ID='S-0' AZ='BKG'> Kites fly <REF TYPE='P'>Marsh et al. 1994</REF> . </S>
<S ID='S-1' AZ='OTH'> <REF TYPE='A'>Reed 1999</REF> flies <EQN/> kites ( well ) . </S></P>
<IMAGE ID='I-0'/>
<P><S ID='S-2' AZ='AIM'> In this paper , we present `` WingTail '' . </S></P>
</DIV><DIV DEPTH='1'><HEADER ID='H-1'> Conclusion </HEADER>
<P><S ID='S-3' AZ='OWN'> Tails help <CREF/> . </S></P></DIV></BODY></PAPER>
"""


@pytest.fixture
def annotated():
    return zoned_paper("kites", ANNOTATED)


def test_an_annotated_paper_is_read_as_it_would_be_printed(annotated):
    assert [one.sentence.text for one in annotated.body] == [
        "Kites fly (Marsh et al., 1994).",
        "Reed (1999) flies x kites (well).",
        'In this paper, we present "WingTail".',
        "Tails help 1.",
    ]
    assert annotated.body[0].sentence.plain == "Kites fly."
    assert [one.sentence.before for one in annotated.body] == ["", "Kites fly.", "", ""]


def test_zones_and_sections_are_kept(annotated):
    assert [one.zone for one in annotated.body] == ["BKG", "OTH", "AIM", "OWN"]
    assert [one.sentence.section for one in annotated.body] == [
        *[SectionKind.INTRODUCTION] * 3,
        SectionKind.CONCLUSION,
    ]
    assert [one.sentence.opens for one in annotated.body] == [True, False, True, True]
    assert [one.zone for one in annotated.abstract] == ["BKG", "AIM"]
    assert {one.sentence.section for one in annotated.abstract} == {SectionKind.ABSTRACT}


def test_punctuation_that_stands_alone_is_joined_to_its_word():
    assert untokenised("It does n't , he said ( `` no '' ) .") == 'It doesn\'t, he said ("no").'


def packed(path, *rows):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_labelled_abstracts_have_a_label_a_sentence(tmp_path):
    path = packed(tmp_path / "a.gz", {"sentences": ["Kites fly."], "labels": ["background"]})
    (only,) = labelled_abstracts(path)
    assert only.labels == ("background",)
    assert only.sentences[0].count == 1


def test_a_structured_abstract_gives_its_parts_as_labels_and_loses_their_names(tmp_path):
    text = (
        "A title. BACKGROUND: Kites are popular. METHODS: We flew kites. We measured them. "
        "RESULTS: Tails helped in wind. CONCLUSIONS: Kites need long tails. FUNDING: The club."
    )
    path = packed(
        tmp_path / "a.gz", {"evidence": text}, {"evidence": text}, {"evidence": "Kites fly."}
    )
    (only,) = structured_abstracts(path)
    assert only.labels == ("background", "method", "method", "result", "conclusion")
    assert only.sentences[-1].text == "Kites need long tails."


def test_full_texts_become_documents_whose_sentences_are_spans(tmp_path):
    path = packed(
        tmp_path / "a.gz",
        {
            "paper_id": "2101.00001",
            "metadata": {"title": "Kites\n fly"},
            "abstract": {"text": "Kites fly. Tails help {{formula:a}}."},
            "body_text": [
                {
                    "section": "Results",
                    "content_type": "paragraph",
                    "text": "Marsh et al. flew kites {{cite:ab}}, {{cite:cd}}. We see Fig. 3.",
                },
                {"section": "Results", "content_type": "listing", "text": "not read"},
            ],
        },
    )
    (document,) = full_texts(path)
    assert document.title == "Kites fly"
    assert [span.of(document.text) for span in document.sentences] == [
        "Kites fly.",
        "Tails help x.",
        "Marsh et al. flew kites [1, 2].",
        "We see Fig. 3.",
    ]
    assert [section.kind for section in document.sections] == [
        SectionKind.ABSTRACT,
        SectionKind.RESULTS,
    ]


def test_sentences_are_divided_at_stops_that_end_one():
    text = "See Fig. 3 and e.g. Reed. It ends here (so far). Yes."
    assert [span.of(text) for span in split_sentences(text)] == [
        "See Fig. 3 and e.g. Reed.",
        "It ends here (so far).",
        "Yes.",
    ]


def test_labels_of_what_sentences_tell_name_places_and_no_text():
    found = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len({(row["set"], row["paper"]) for row in found}) == len(found)
    for row in found:
        assert set(row["tells"]) <= set(MEANT)
        assert len(row.get("spans") or row["at"]) == len(row["tells"])
        assert row.keys() <= {"set", "paper", "spans", "at", "digest", "tells"}


def test_labelled_sentences_are_found_again_in_their_papers(shared):
    data = shared / "data"
    zones = zoned_papers(data / "extraction" / "zones-full-papers.zip")
    papers = told_papers(data, zones)
    assert sum(len(paper.at) for paper in papers) > 7000
    rows = seen(papers[0], shipped_models())
    assert rows.roles.shape == (len(papers[0].at), len(BY_ROLE))
    assert [TELLS[number] for number in rows.tells] == [MEANT[one] for one in papers[0].letters]


def test_a_text_that_is_not_the_labelled_one_is_refused(shared, tmp_path):
    (first, *_) = LABELS.read_text(encoding="utf-8").splitlines()
    row = json.loads(first) | {"digest": "0" * 16}
    changed = tmp_path / "told.jsonl"
    changed.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match="not the one that was labelled"):
        told_papers(shared / "data", (), changed)


def test_the_card_says_by_what_run_a_reader_that_is_kept_was_tuned():
    first, now = Run(made="2026-01-02", command="all"), Run(made="2026-03-04", command="some")
    assert tuned(first, {}, is_kept=False) == {"made": "2026-01-02", "command": "all"}
    card = {"made": "2026-02-03", "command": "most", "reader": tuned(first, {}, is_kept=False)}
    assert tuned(now, card, is_kept=True) == {"made": "2026-01-02", "command": "all"}
