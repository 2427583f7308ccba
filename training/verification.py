"""Make the shipped judge: adapter, head, stack, calibration, thresholds and card.

    python -m training.verification [--work .verification_cache] [--out FOLDER]

Reads ../shared/data/verification; writes src/litsynth/data/judge. Every choice by chance is seeded.
What takes long is kept in --work and taken from there; remove that folder to begin from scratch.
An adapter and the head are fitted on the "fit" part of the licensed sets and on general
entailment; the stack on the "settle" part, which neither saw, and on facts in two wordings that
were drawn anew. The policy is fitted on judgements of two kinds, for half of the weight each:
settle pairs of sets that the judge was fitted on, judged by a stack that was fitted on the other
half of their groups; and pairs of sets that a judge was fitted without (`FOLDS`), because a user's
field will be like those. The adapter that ships is then fitted on both parts, in the same way. The
"test" part is only measured, and sets without a licence are not touched here.
"""

import argparse
import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np
from training.verification_adapter import first_step, further_step
from training.verification_data import FITTED, GENERAL, MET, SHARED
from training.verification_frames import made_pairs
from training.verification_head import Codes, fit_head, make_idf, read_abstracts
from training.verification_judged import Fitted, Framed, Judged
from training.verification_made import Example
from training.verification_phrases import harvest, read_papers
from training.verification_restated import Abstract, near_misses, titled_pairs
from training.verification_sets import Shown, crowd, examples_of, show
from training.verification_settle import fit_policy
from training.verification_written import written_ids

from litsynth.ports import Encoder, Judgement, Pair
from litsynth.records import JudgeCard
from litsynth.shipped_model import model_folder
from litsynth.verify.cache import CachedEncoder
from litsynth.verify.cross_encoder import PairModel, make_adapter, save_adapter
from litsynth.verify.encoder import SentenceTransformerEncoder
from litsynth.verify.features import FEATURES, Idf
from litsynth.verify.field import Field, summarise
from litsynth.verify.field_file import FILE as FIELD_FILE
from litsynth.verify.field_file import save_field
from litsynth.verify.head import Calibrator, Head
from litsynth.verify.labelled import CODES, Label
from litsynth.verify.metrics import Outcomes, measure, pooled, reliability
from litsynth.verify.minilm import load_minilm
from litsynth.verify.policy import Policy
from litsynth.verify.weights import SETTLED, Settled, judge_folder, save_head

SEED = 20
RANK = 96
"""Directions kept of each matrix's change: 8 MB in half precision."""
DATA = (
    "Fitted on the training parts of scifact, check_covid, clinifact, citation_integrity, "
    "pubmedqa, factcheck_gpt and factcg, on claims that a language model wrote and labelled about "
    "abstracts of ACL, arXiv and PubMedQA, on findings of abstracts beside passages of others, "
    "labelled by a language model too, on general entailment (MNLI, SNLI, FEVER, SciTail and "
    "others) and on pairs made from abstracts; calibrated on held-out groups of the "
    "same sets, half of the weight on sets that a judge was fitted without, a third of it on each "
    "outcome (for the thresholds, half on support); its entailment model then fitted anew on those "
    "groups too; measured on their test parts, which nothing was fitted on."
)
ABSTRACTS = (
    SHARED.parent / "acl" / "acl-abstracts-2016on.jsonl.gz",
    SHARED.parent / "bulk" / "arxiv-records-10k.jsonl.gz",
)
"""CC BY 4.0 and CC0: what made pairs are made from."""
FRAMED, MISSED = 6000, 3500
FRAMED_ANEW = 700
"""Facts in two wordings that the stack is fitted on besides. What a hedge or a lost condition does
is seldom seen in the sets: there, a passage that is near and does not support mostly refutes."""
FRAMED_SHARE = 0.8
"""What they weigh beside all settle pairs. Chosen on sets that a judge was fitted without."""
EPOCHS = 2
RATE, LATER_RATE = 7e-5, 3e-5
"""Of the second and of the third step, which sees all examples again in part."""
AGAIN = 8000
"""Examples of the second step that the third sees too."""
SETTLING_NOTHING = 10
"""Most pairs as reports meet them that settle nothing, for each that does."""
FOLDS = (
    ("scifact", "check_covid", "factcg", "written"),
    ("clinifact", "citation_integrity", "pubmedqa", "factcheck_gpt"),
)
"""Sets that are left out together, to see how a judge does on fields that it never saw."""
FOLDED = 230
"""Pairs of a set that the policy and the judges of the folds are fitted or measured on."""
ASKING = frozenset({"pubmedqa"})
"""Sets whose claims are questions. A report checks none, so the policy is not fitted on them."""
WITHOUT_REFUTED = frozenset({"alike"})
"""Three-way sets that hold next to no refuted pair. The policy is not fitted on them either: with
them it is bolder than refuted pairs allow.
"""
CROWDED = frozenset({"scifact", "check_covid", "clinifact", "factcheck_gpt", "written"})
CROWD = 100
"""Pairs of each set in `CROWDED` that are also judged with other papers around them."""
NOTE = (
    "Mostly biomedical and general claims, each against one abstract. On eight data sets that it "
    "never saw, AUROC supported against rest was 0.49 to 0.85 (docs/verification.md has the "
    "table). Claims of other fields, or against many papers, may fare worse: of 643 findings of "
    "abstracts, each beside the nearest passages of 40,000 others, it verified 2, both borne out, "
    "or perhaps; of 838 passages that are most like a finding, it said of 88 that they support it, "
    "and 72 of these do, or perhaps."
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--work", type=Path, default=Path(".verification_cache"))
    arguments.add_argument("--out", type=Path, default=judge_folder())
    asked = arguments.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    asked.out.mkdir(parents=True, exist_ok=True)
    make_judge(asked.work, asked.out)


def make_judge(work: Path, out: Path) -> None:
    """All files of a judge in `out`, and what takes long in `work`."""
    exact = SentenceTransformerEncoder()
    # Slightly rounded vectors (cosine to the exact above 0.999) save hours where there are any.
    encoder = CachedEncoder(exact.rough or exact, work / "embeddings")
    science = [told(show(name, encoder)) for name in FITTED]
    general = [told(show(name, encoder)) for name in GENERAL]
    met = [told(show(name, encoder)) for name in MET]
    idf = idf_of(science)
    save_idf(out / "idf.json", idf)

    start = first_step(work / "general.pt", seed=SEED)
    made = cache(lambda: made_examples(encoder))
    adapter = work / "science.safetensors"
    kept = adapter.with_suffix(".pt")
    teach(start, science, met, made, idf, epochs=EPOCHS, checkpoint=kept, adapter=adapter)
    # The rest is fitted on those of `met` too that hold enough to settle anything.
    more = [shown for shown in met if shown.parts.settle]
    judge = Fitted.on([*science, *more], general, idf, adapter, seed=SEED)
    anew = drawn_anew(encoder)
    framed = judge.framed(*anew)
    crowds = [crowd(shown, encoder) for shown in science if shown.name in CROWDED]
    settle = [judge.judged(shown, shown.parts.settle) for shown in (*science, *more)]
    stating = [one for one in (*science, *more) if one.name not in ASKING]
    some = [judge.judged(shown, few(shown.parts.settle)) for shown in stating]
    seen = [
        *(one for one in some if one.shown.name not in WITHOUT_REFUTED),
        *(judge.judged(one, one.parts.settle[:CROWD]) for one in crowds),
    ]
    judgements = crossed(some, seen, framed)
    unseen: list[tuple[Judged, Head]] = []
    tested_unseen: list[tuple[Judged, Head]] = []
    for number, left_out in enumerate(FOLDS):
        others = [shown for shown in science if shown.name not in left_out]
        adapter = work / f"fold-{number}.safetensors"
        kept = adapter.with_suffix(".pt")
        teach(start, others, met, made, idf, epochs=1, checkpoint=kept, adapter=adapter)
        without = Fitted.on([*others, *more], general, idf, adapter, seed=SEED)
        stack = fit_stack(
            [without.judged(shown, few(shown.parts.settle)) for shown in (*others, *more)],
            without.framed(*anew),
        )
        for shown in (one for one in science if one.name in left_out):
            if shown.name not in ASKING:
                unseen.append((without.judged(shown, few(shown.parts.settle)), stack))
            tested_unseen.append((without.judged(shown, few(shown.parts.test)), stack))
    policy = settled_policy([*judgements, *unseen], half=len(judgements))
    stack = fit_stack(settle, framed)
    save_field(out / FIELD_FILE, field_of([*science, *more], exact))
    save_head(out / "head.npz", judge.head)
    save_head(out / "stack.npz", stack)
    final, kept = out / "adapter.safetensors", work / "whole.pt"
    whole, met_whole = ([one.with_settle for one in sets] for sets in (science, met))
    teach(start, whole, met_whole, made, idf, epochs=EPOCHS, checkpoint=kept, adapter=final)
    ships = judge.reading_by(final)
    test = [ships.judged(shown, shown.parts.test) for shown in science]
    card = card_of([one.outcomes(stack, policy) for one in test], policy)
    settled = Settled(features=FEATURES, calibrator=Calibrator(), policy=policy, card=card)
    (out / "judge.json").write_bytes(SETTLED.dump_json(settled, indent=1) + b"\n")
    for name, value in card.figures.items():
        print(f"{name:40} {value:.4f}")
    tell_unseen(tested_unseen, policy)


def tell_unseen(tested: Sequence[tuple[Judged, Head]], policy: Policy) -> None:
    """Print how each set fares that was judged without it and its fold."""
    print("each set judged without it and its fold")
    for one, without_it in tested:
        figures = measure(one.outcomes(without_it, policy))
        print(f"{one.shown.name:20}", *(f"{name} {figures[name].value:.3f}" for name in figures))


def field_of(sets: Sequence[Shown], encoder: Encoder) -> Field:
    """Where the claims lie that the confidences were fitted on."""
    claims = {
        shown.labelled[at].claim: (shown.name, shown.groups[at])
        for shown in sets
        for at in shown.parts.settle
    }
    numbers = {group: number for number, group in enumerate(sorted(set(claims.values())))}
    field = summarise(
        encoder.encode(list(claims)),
        encoder=encoder.name,
        groups=[numbers[group] for group in claims.values()],
    )
    if field is None:
        raise ValueError("too few claims to describe a field")
    return field


def few(some: Sequence[int]) -> list[int]:
    """At most `FOLDED` of them, by chance."""
    rng = random.Random(SEED)  # noqa: S311 - a choice of pairs, no secret
    return sorted(rng.sample(list(some), min(FOLDED, len(some))))


def drawn_anew(encoder: Encoder) -> tuple[list[Pair], Codes]:
    """Facts in two wordings that the adapter was not fitted on, as a judge is shown them."""
    rng = random.Random(SEED + 1)  # noqa: S311 - a choice of examples, no secret
    phrases = harvest([text for _, text in read_papers(ABSTRACTS)], rng)
    made = made_pairs(phrases, FRAMED_ANEW, rng, weight=1.0)
    claims = encoder.encode([one.claim for one in made])
    passages = encoder.encode([one.passage for one in made])
    near = np.einsum("nd,nd->n", claims, passages).tolist()
    pairs = [
        Pair(
            claim=one.claim,
            passage=one.passage,
            context=one.passage,
            similarity=similarity,
            context_similarity=similarity,
        )
        for one, similarity in zip(made, near, strict=True)
    ]
    return pairs, np.array([one.code for one in made], dtype=np.intp)


def made_examples(encoder: Encoder) -> list[Example]:
    """Pairs of the project's own making, from abstracts that may be used so."""
    rng = random.Random(SEED)  # noqa: S311 - a choice of examples, no secret
    papers = [
        Abstract(title=title, text=text) for title, text in read_papers(ABSTRACTS, written_ids())
    ]
    phrases = harvest([paper.text for paper in papers], rng)
    return [
        *made_pairs(phrases, FRAMED, rng, weight=0.4),
        *titled_pairs(papers, encoder, rng, weight=0.4),
        *near_misses(rng.sample(papers, MISSED), encoder, rng, weight=0.4),
    ]


def teach(
    start: PairModel,
    science: Sequence[Shown],
    met: Sequence[Shown],
    made: Callable[[], Sequence[Example]],
    idf: Idf,
    *,
    epochs: int,
    checkpoint: Path,
    adapter: Path,
) -> None:
    """The second step on the fit parts of `science`, the third on those of `met` besides, and what
    they changed as an adapter.
    """

    @cache
    def examples() -> list[Example]:
        rng = random.Random(SEED)  # noqa: S311 - a choice of examples, no secret
        return [*(one for shown in science for one in examples_of(shown, idf, rng)), *made()]

    def later() -> list[Example]:
        rng = random.Random(SEED)  # noqa: S311 - a choice of examples, no secret
        found = rng.sample(examples(), AGAIN)
        for shown in met:
            real = examples_of(shown, idf, rng)
            telling = [one for one in real if one.code != CODES[Label.NEI]]
            rest = [one for one in real if one.code == CODES[Label.NEI]]
            silent = rng.sample(rest, min(len(rest), SETTLING_NOTHING * len(telling)))
            found += [*telling, *silent]
        return found

    second = further_step(start, examples, checkpoint, epochs=epochs, rate=RATE, seed=SEED)
    third = checkpoint.with_stem(f"{checkpoint.stem}-met")
    model = further_step(second, later, third, epochs=1, rate=LATER_RATE, seed=SEED + 1)
    save_adapter(adapter, make_adapter(model, load_minilm(model_folder()), rank=RANK))


def told(shown: Shown) -> Shown:
    print(f"{shown.name}: {len(shown.labelled)} pairs")
    return shown


def idf_of(science: Sequence[Shown]) -> Idf:
    """Rarity of words among ACL abstracts and the evidence of the licensed sets."""
    texts = read_abstracts(ABSTRACTS[0])
    for shown in science:
        texts += sorted({" ".join(one.sentences)[:3000] for one in shown.labelled})
    return make_idf(texts)


def save_idf(path: Path, idf: Idf) -> None:
    content = {"unseen": idf.unseen, "table": dict(idf.table)}
    path.write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")


def fit_stack(settle: Sequence[Judged], framed: Framed, *, without: int | None = None) -> Head:
    """On each pair's nearest passage; `without` leaves one half of the groups out."""
    rows, codes, weights = [], [], []
    for one in settle:
        kept = np.array(one.sizes) > 0
        taken = kept if without is None else kept & ~one.half(without)
        rows.append(one.rows[one.first][taken[kept]])
        codes.append(one.taught[taken])
        weights.append(one.weights[taken])
    share = FRAMED_SHARE * sum(part.sum() for part in weights) / framed.weights.sum()
    rows.append(framed.rows)
    codes.append(framed.codes)
    weights.append((framed.weights * share).astype(np.float32))
    return fit_head(
        np.concatenate(rows), np.concatenate(codes), np.concatenate(weights), seed=SEED, hidden=4
    )


def crossed(
    settle: Sequence[Judged], seen: Sequence[Judged], framed: Framed
) -> list[tuple[Judged, Head]]:
    """Each half of the groups of `seen` with a stack that was fitted on the other half.

    Some of `seen` are pairs with other papers' passages among their own, as in a report.
    """
    return [
        (one.only(one.half(number)), stack)
        for number in (0, 1)
        for stack in [fit_stack(settle, framed, without=number)]
        for one in seen
    ]


def settled_policy(judged: Sequence[tuple[Judged, Head]], *, half: int) -> Policy:
    """Fitted on pairs with the stack that judges them; the first `half` weigh as the rest do."""
    parts: list[tuple[Judgement, ...]] = []
    codes, weights, threshold_weights = [], [], []
    for some in (judged[:half], judged[half:]):
        together = sum(float(one.weights.sum()) for one, _ in some)
        for one, stack in some:
            parts += one.judgements(stack)
            codes.append(one.taught)
            weights.append(one.weights / together)
            threshold_weights.append(one.threshold_weights / together)
    return fit_policy(
        parts,
        np.concatenate(codes),
        np.concatenate(weights),
        threshold_weights=np.concatenate(threshold_weights),
    )


def card_of(test: Sequence[Outcomes], policy: Policy) -> JudgeCard:
    """The figures on the test parts: three-way ones on the three-way sets alone."""
    three = pooled([one for one in test if not one.two_way])
    figures = {name: round(figure.value, 4) for name, figure in measure(three).items()}
    everything = measure(pooled(test))
    return JudgeCard(
        name="litsynth",
        made=datetime.now(UTC).date().isoformat(),
        data=DATA,
        figures={
            "pairs": float(len(three.labels)),
            **figures,
            "pairs_with_two_way_sets": float(sum(len(one.labels) for one in test)),
            "auroc_supported_with_two_way_sets": round(everything["auroc_supported"].value, 4),
            **{f"confidence_for_precision_{a:.2f}": b for a, b in policy.thresholds},
        },
        reliability=tuple(
            (round(sure, 4), round(right, 4), count) for sure, right, count in reliability(three)
        ),
        note=NOTE,
    )


if __name__ == "__main__":
    main()
