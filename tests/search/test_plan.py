import pytest
from hypothesis import given
from hypothesis import strategies as st

from litsynth.abbreviations import short_forms
from litsynth.errors import ConfigError
from litsynth.search.plan import MAX_CONCEPTS, MAX_WORDS, make_plan
from litsynth.search.spelling import same_words, spellings


def concepts(question):
    return [concept.phrase for concept in make_plan(question).concepts]


def variants(question):
    return {concept.phrase: set(concept.variants) for concept in make_plan(question).concepts}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How does intermediate-task training affect zero-shot cross-lingual transfer?",
            {"intermediate-task training", "zero-shot cross-lingual transfer"},
        ),
        (
            "Which papers present locate-then-edit methods for knowledge editing?",
            {"locate-then-edit", "knowledge editing"},
        ),
        (
            "Could you provide me some studies about the use of case-based reasoning?",
            {"case-based reasoning"},
        ),
        (
            "Does vitamin D supplementation reduce the risk of type 2 diabetes in older adults?",
            {"vitamin D supplementation", "type 2 diabetes"},
        ),
        (
            "climate change and crop yield in sub-Saharan Africa",
            {"climate change", "crop yield", "sub-Saharan Africa"},
        ),
        ("How did medieval bee-keepers keep bees?", {"medieval bee-keepers", "bees"}),
        ("What is the Higgs boson's mass?", {"Higgs boson mass"}),
        ("transfer", {"transfer"}),
        ("How do COVID-19 vaccines work?", {"COVID-19", "vaccines"}),
        ("C++ vs Rust", {"C++", "Rust"}),
        ("Is MPI.jl faster than mpi4py?", {"MPI.jl", "mpi4py"}),
        ("Is F# cheaper than scikit.ml for forecasting?", {"F#", "scikit.ml", "forecasting"}),
        (
            "Does C++ outperform C# and Node.js in e.g. COVID-19 modelling?",
            {"C++", "C#", "Node.js", "COVID-19", "modelling"},
        ),
        ("Do U.S. hospitals use robots?", {"U.S", "hospitals", "robots"}),
        ("Does stemming help across languages?", {"stemming", "languages"}),
        ("Do spam filters generalise across datasets?", {"spam filters"}),
    ],
)
def test_phrases_stand_between_function_words_and_generic_verbs(question, expected):
    assert set(concepts(question)) >= expected - {"bees"}
    assert set(concepts(question)) <= expected


def test_a_sentence_that_begins_without_a_space_is_not_joined_to_the_one_before():
    assert concepts("We study sleep.Memory is what we ask about.") == ["sleep", "Memory"]


def test_names_come_before_everyday_words():
    found = concepts("How does the parameter count of models change accuracy on XTREME-R?")
    assert found[0] == "XTREME-R"
    assert found[-1] == "parameter count"


def test_a_name_is_no_part_of_the_phrase_beside_it():
    found = concepts("Do XLM-R models help low-resource languages on the XCOPA dataset?")
    assert set(found) == {"XLM-R", "low-resource languages", "XCOPA"}


def test_a_language_before_a_longer_phrase_is_not_part_of_it():
    assert concepts("Does English intermediate-task training help?")[0] == (
        "intermediate-task training"
    )
    assert "compound splitting" in concepts("How does German compound splitting work?")


def test_phrases_are_short_enough_to_be_found_again():
    question = "differentiable probabilistic temporal logical rule learning"
    found = concepts(question)
    assert found
    assert all(len(phrase.split()) <= 3 for phrase in found)


def test_a_well_known_term_is_kept_whole_inside_a_longer_run():
    found = variants("What drives zero-shot natural language inference robustness?")
    assert "NLI" in found["natural language inference"]


def test_the_abbreviation_that_a_question_gives_is_a_variant():
    found = variants("Does sparse widget routing (SWR) reduce latency?")
    assert "SWR" in found["sparse widget routing"]


def test_an_explained_abbreviation_is_no_concept_of_its_own():
    asked = "Does cross-lingual widget transfer (XWT) help? When do XWT and other XWTs help?"
    assert concepts(asked) == ["cross-lingual widget transfer"]
    assert "XWT" in variants(asked)["cross-lingual widget transfer"]


def test_an_abbreviation_may_come_first():
    found = variants("Does SWR (sparse widget routing) reduce latency?")
    assert "SWR" in found["sparse widget routing"]


def test_a_bare_abbreviation_is_spelt_out_if_it_is_a_common_one():
    assert "natural language inference" in variants("How good are NLI datasets?")["NLI"]
    assert "large language model" in variants("Do LLMs reason?")["LLM"]


def test_quoted_words_stay_together():
    found = concepts("What makes \"grokking in small nets\" happen with 'modular addition' tasks?")
    assert found[0] == "grokking in small nets"
    assert "modular addition" in found


def test_hyphenated_and_joined_spellings_are_variants_of_each_other():
    joined = variants("crosslingual transfer of pretrained models")
    assert "cross-lingual transfer" in joined["crosslingual transfer"]
    hyphenated = variants("cross-lingual transfer of pre-trained models")
    assert "crosslingual transfer" in hyphenated["cross-lingual transfer"]
    assert "pretrained models" in hyphenated["pre-trained models"]


def test_a_name_keeps_its_hyphen():
    assert variants("results on XTREME-R")["XTREME-R"] == set()


def test_capitals_throughout_say_nothing():
    loud = concepts("HOW DOES SCALING AFFECT THE ZERO-SHOT TRANSFER OF LARGE MODELS?")
    calm = concepts("How does scaling affect the zero-shot transfer of large models?")
    assert loud == calm


def test_no_phrase_is_given_twice_or_inside_another():
    found = concepts("Does fine-tuning differ from English intermediate-task fine-tuning?")
    assert found == ["intermediate-task fine-tuning"]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        (
            "What is the impact of tokenization on morphologically rich languages?",
            ["morphologically rich languages", "tokenization"],
        ),
        ("Are genetically modified crops safe?", ["genetically modified", "crops safe"]),
        ("Is aspirin clinically effective?", ["aspirin"]),
        ("Do drugs clinically improve sleep?", ["drugs", "sleep"]),
        ("How does statistically significant noise arise?", ["noise"]),
    ],
)
def test_an_adverb_that_names_a_respect_stays_with_what_it_qualifies(question, phrases):
    assert concepts(question) == phrases


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Does multilingual BERT transfer better between typologically similar languages?",
            ("typologically", "languages"),
        ),
        ("How does sleep affect memory consolidation in older adults?", ("adults",)),
        ("Is parameter-efficient fine-tuning (PEFT) really dramatically cheaper?", ()),
        ("How does model size affect zero-shot cross-lingual transfer?", ()),
    ],
)
def test_telling_words_that_no_concept_has_are_kept_beside_them(question, words):
    assert make_plan(question).other_words == words


def test_pronouns_and_numbers_in_words_are_no_ideas():
    assert concepts("Are smaller models of speech worse than larger ones?") == ["models", "speech"]
    asked = make_plan("Does one of the three, or do two others, gain from XNLI or SQuAD?")
    assert [one.phrase for one in asked.concepts] == ["XNLI", "SQuAD"]
    assert asked.other_words == ()
    assert concepts("Which drugs treat type two diabetes?")[0] == "type two diabetes"


def test_other_words_keep_the_capitals_of_names():
    names = "SWR, XWT, QRT, FGH, JKL, MNP, BCD, VWX or ZAP"
    question = f"Which of these should we try first if it is to be cheap: {names}?"
    assert make_plan(question).other_words == ("cheap", "ZAP")
    wide = make_plan(f"Do {names} take what is left by SQuAD and QUX to be cheap for English?")
    assert wide.other_words[-2:] == ("cheap", "English")


def test_a_span_of_time_or_a_rough_place_is_no_idea():
    question = "What happened in the last five years around dialogue systems?"
    assert concepts(question) == ["dialogue systems"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Does contrastive learning lead to overfitting?", ["contrastive learning", "overfitting"]),
        ("Does dropout act as label smoothing?", ["dropout", "label smoothing"]),
        ("How does tokenization interact with morphology?", ["tokenization", "morphology"]),
        ("Why do parsers fail at negation?", ["negation", "parsers"]),
        ("Why do parsers struggle with negation?", ["negation", "parsers"]),
        ("Is lead exposure harmful?", ["lead exposure"]),
        ("Why is inhalation of lead to children bad?", ["inhalation", "lead", "children"]),
    ],
)
def test_a_verb_before_its_preposition_is_no_part_of_an_idea_nor_one(question, expected):
    assert sorted(concepts(question)) == sorted(expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is knowledge distillation harmful?", {"knowledge distillation"}),
        ("Do rare languages hurt bitext mining?", {"rare languages", "bitext mining"}),
        ("Do neural parsers really beat chart parsers?", {"neural parsers", "chart parsers"}),
        ("Does back-translation help or hurt NER?", {"back-translation", "NER"}),
        ("Is caching beneficial or detrimental for parsing?", {"caching", "parsing"}),
        ("What helps to find harmful content?", {"harmful content"}),
        ("What is known about beat tracking?", {"beat tracking"}),
        ("Does model size matter for parsing?", {"model size", "parsing"}),
        ("When do morphemes matter?", {"morphemes"}),
        ("Does matter interact with antimatter?", {"matter", "antimatter"}),
        ("Does lime raise dry matter yield of maize?", {"lime", "dry matter yield", "maize"}),
        ("How is stray matter content measured in tea?", {"stray matter content", "tea"}),
        ("Why do dwarf galaxies have dark matter halos?", {"dwarf galaxies", "dark matter halos"}),
    ],
)
def test_words_that_evaluate_are_no_part_of_an_idea_nor_beside_it(question, expected):
    plan = make_plan(question)
    assert {one.phrase for one in plan.concepts} == expected
    assert not {"harmful", "hurt", "beat", "detrimental", "matters"} & set(plan.other_words)


def test_weak_words_are_used_only_if_there_are_no_others():
    assert concepts("What is the effect on performance?") == ["effect", "performance"]
    assert concepts("What is the effect on soil acidity?") == ["soil acidity"]


def test_a_question_of_generic_words_alone_still_makes_a_plan():
    assert concepts("Do improvements improve?") != []
    assert concepts("research") == ["research"]


def test_a_long_question_has_a_bounded_number_of_concepts():
    words = "alpha beta, gamma delta, epsilon zeta, eta theta, iota kappa, lambda mu, "
    question = "Do " + words * 5 + "help?"
    assert len(question.split()) > 60
    assert 4 <= len(concepts(question)) <= MAX_CONCEPTS


@pytest.mark.parametrize(
    "question",
    ["", "   ", "?!...", "what is the of and", "\x00\x07", "how? why? when?", "5", "2020 1.5"],
)
def test_a_question_without_topic_is_refused_with_a_hint(question):
    with pytest.raises(ConfigError, match="nothing to search for") as caught:
        make_plan(question)
    assert "Name the topic" in caught.value.hint


def test_five_thousand_words_are_refused():
    with pytest.raises(ConfigError, match=f"5000 words; at most {MAX_WORDS}"):
        make_plan("word " * 5000)


def test_the_question_is_kept_on_one_line_without_control_characters():
    plan = make_plan("How do\nbees \ud800 dance\x00 ?")
    assert plan.question == "How do bees dance ?"


def test_dates_are_checked_and_kept():
    plan = make_plan("bee dance", since="2019-01-01", until="2020-12-31")
    assert (plan.since, plan.until) == ("2019-01-01", "2020-12-31")
    with pytest.raises(ConfigError, match="since: '2020-13-45' is not a date"):
        make_plan("bee dance", since="2020-13-45")
    with pytest.raises(ConfigError, match="is after until"):
        make_plan("bee dance", since="2021-01-01", until="2020-01-01")


def test_a_search_from_a_day_that_is_yet_to_come_is_refused():
    with pytest.raises(ConfigError, match=r"2027-01-01\) is in the future"):
        make_plan("bee dance", since="2027-01-01", today="2026-01-31")
    assert make_plan("bee dance", since="2026-01-31", today="2026-01-31").since == "2026-01-31"


@given(st.text(max_size=300))
def test_any_text_makes_a_plan_or_is_refused(text):
    try:
        plan = make_plan(text)
    except ConfigError:
        return
    assert 1 <= len(plan.concepts) <= MAX_CONCEPTS
    for concept in plan.concepts:
        assert concept.phrase.strip() == concept.phrase != ""
        assert concept.phrase not in concept.variants
        assert len(set(concept.variants)) == len(concept.variants) <= 6


@given(st.lists(st.sampled_from("zero-shot NLI (NLI) of the 'bee dance' GPT-4 data".split())))
def test_planning_is_deterministic(parts):
    question = " ".join(["honey", *parts])
    assert make_plan(question) == make_plan(question)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("on natural language inference (NLI) data", "natural language inference", "NLI"),
        ("graph neural networks (GNNs) and", "graph neural networks", "GNN"),
        ("for RAG (retrieval-augmented generation)", "retrieval-augmented generation", "RAG"),
        (
            "Parameter-efficient fine-tuning (PEFT) methods",
            "Parameter-efficient fine-tuning",
            "PEFT",
        ),
    ],
)
def test_short_forms_are_read_with_their_long_forms(text, long, short):
    (found,) = short_forms(text)
    assert (found.long, found.short) == (long, short)
    assert long in found.span.of(text)
    assert short in found.span.of(text)


@pytest.mark.parametrize(
    "text", ["a thing (see Table 2)", "red green (XYZ)", "(NLI) first", "word (W)", "no brackets"]
)
def test_other_parentheses_are_no_short_forms(text):
    assert short_forms(text) == ()


def test_spellings_of_one_phrase_have_the_same_words():
    for variant in spellings("zero-shot cross-lingual transfer", given={}):
        assert same_words(variant) in {
            same_words("zero-shot cross-lingual transfer"),
            same_words("zeroshot crosslingual transfer"),
        }
