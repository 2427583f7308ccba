"""Trains the claim models that ship. `training/claims_measure.py` measures and writes them.

Deterministic: same data and same versions of numpy and scikit-learn, same weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from training.claims_adapter import train_adapter
from training.claims_data import LabelledAbstract, labelled_abstracts, structured_abstracts
from training.claims_fulltext import full_texts, judgements, sentence_hash
from training.claims_zones import OWN_ZONES, ZonedPaper, zoned_papers

from litsynth.claims.features import BUCKETS, Features, placed_features, unplaced_features
from litsynth.claims.model import WORD_SCALE, ClaimModels, Linear, log_softmax
from litsynth.claims.places import placed_sentences
from litsynth.claims.role_reader import RoleReader
from litsynth.claims.roles import ROLES, neighbourhood
from litsynth.claims.scoring import LISTING, listing_inputs
from litsynth.records import Document

FOLDS = 5
STRICTNESS = {"roles": 0.1, "again": 0.1, "claim": 0.1, "own": 0.1, "aim": 0.1, "listing": 0.1}
"""scikit-learn's C of each model: chosen on held-out folds and on claims-measure-train."""
STRUCTURED_WEIGHT = 0.3
"""Weight of a sentence of a clinical abstract beside one of CSAbstruct, for roles."""
UNPLACED_WEIGHT = 0.5
"""Weight of the copy of each abstract sentence whose place is hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingData:
    roles: tuple[LabelledAbstract, ...]
    structured: tuple[LabelledAbstract, ...]
    zones: tuple[ZonedPaper, ...]
    judged: tuple[Document, ...]
    """Openly licensed papers, some of whose sentences we judged."""


def training_data(shared: Path) -> TrainingData:
    """Only what may train what ships."""
    data = shared / "data"
    return TrainingData(
        roles=labelled_abstracts(data / "extraction" / "roles-train.jsonl.gz"),
        structured=structured_abstracts(data / "verification" / "train" / "clinifact.jsonl.gz"),
        zones=zoned_papers(data / "extraction" / "zones-full-papers.zip"),
        judged=tuple(
            document
            for archive in sorted((data / "fulltext").glob("*.jsonl.gz"))
            for document in full_texts(archive)
        ),
    )


def fitted(
    features: Features,
    labels: NDArray[np.intp],
    *,
    strictness: float,
    weight: NDArray[np.float64] | None = None,
) -> Linear:
    """A logistic regression on `features`; labels are 0 to k - 1, or 0 and 1."""
    model = LogisticRegression(C=strictness, max_iter=1000, tol=1e-4)
    model.fit(matrix(features), labels, sample_weight=weight)
    coefficients = model.coef_.T.astype(np.float32)
    return Linear(
        words=coefficients[:BUCKETS],
        dense=coefficients[BUCKETS:],
        bias=model.intercept_.astype(np.float32),
    )


def matrix(features: Features) -> csr_matrix:
    """What `Linear.logits` computes with, as one sparse matrix."""
    lengths = [at.size for at in features.words]
    words = csr_matrix(
        (
            np.concatenate([np.full(n, WORD_SCALE / np.sqrt(max(n, 1))) for n in lengths]),
            np.concatenate(features.words),
            np.concatenate([[0], np.cumsum(lengths)]),
        ),
        shape=(len(lengths), BUCKETS),
    )
    return hstack([words, csr_matrix(features.dense)]).tocsr()


def joined(parts: Sequence[Features]) -> Features:
    """The rows of all `parts`, in order."""
    return Features(
        tuple(at for part in parts for at in part.words), np.vstack([part.dense for part in parts])
    )


def abstract_features(abstracts: Sequence[LabelledAbstract]) -> Features:
    """Placed features of all sentences, followed by their unplaced ones."""
    placed = [placed_features(one.sentences) for one in abstracts]
    unplaced = [unplaced_features(one.sentences) for one in abstracts]
    return joined([*placed, *unplaced])


def labels_of(abstracts: Sequence[LabelledAbstract]) -> list[str]:
    return [label for one in abstracts for label in one.labels]


def train(data: TrainingData, reader: RoleReader | None = None) -> ClaimModels:
    """All shipped models. A `reader` of abstracts that is given is not tuned again."""
    own, aim = train_on_zones(data.zones)
    unlisted = ClaimModels(
        roles=train_roles(data.roles, data.structured),
        roles_again=train_roles_again(data.roles, data.structured),
        reader=reader or RoleReader(train_adapter(data.roles).changes()),
        claim=train_claim(data.roles, data.structured),
        own=own,
        aim=aim,
        listing=np.zeros(len(LISTING) + 1, dtype=np.float32),
    )
    judged = judged_inputs(data.judged, unlisted)
    return replace(unlisted, listing=train_listing(judged))


def train_roles(
    roles: Sequence[LabelledAbstract], structured: Sequence[LabelledAbstract]
) -> Linear:
    """Roles from wording, cues and place. A clinical conclusion counts as a result."""
    names = [labels_of(roles), labels_of(structured)]
    labels = [
        ROLES.index("result" if n == "conclusion" else n) for part in names for n in (*part, *part)
    ]
    weight = [
        share * (1.0 if placed else UNPLACED_WEIGHT)
        for share, part in zip((1.0, STRUCTURED_WEIGHT), names, strict=True)
        for placed in (True, False)
        for _ in part
    ]
    return fitted(
        joined([abstract_features(roles), abstract_features(structured)]),
        np.array(labels),
        strictness=STRICTNESS["roles"],
        weight=np.array(weight),
    )


def train_roles_again(
    roles: Sequence[LabelledAbstract], structured: Sequence[LabelledAbstract]
) -> NDArray[np.float32]:
    """The second look at roles: from the first look at held-out abstracts and their neighbours."""
    rows: list[NDArray[np.float64]] = []
    labels: list[int] = []
    for kept, held in folds(range(len(roles))):
        first = train_roles([roles[at] for at in kept], structured)
        for at in held:
            logits = first.logits(placed_features(roles[at].sentences))
            rows.append(neighbourhood(log_softmax(logits)))
            labels.extend(ROLES.index(label) for label in roles[at].labels)
    seen = np.vstack(rows)[:, :-1]
    model = LogisticRegression(C=STRICTNESS["again"], max_iter=1000, tol=1e-4).fit(seen, labels)
    return np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)


def train_claim(
    roles: Sequence[LabelledAbstract], structured: Sequence[LabelledAbstract]
) -> Linear:
    """Claims of abstracts: CSAbstruct's results, and the conclusions of clinical abstracts."""
    labels = np.array(
        [name == "result" for name in labels_of(roles)]
        + [name == "conclusion" for name in labels_of(structured)],
        dtype=np.intp,
    )
    placed = joined([placed_features(one.sentences) for one in (*roles, *structured)])
    return fitted(placed, labels, strictness=STRICTNESS["claim"])


def train_on_zones(papers: Sequence[ZonedPaper]) -> tuple[Linear, Linear]:
    """The models of own work and of aims, from bodies and abstracts of annotated papers."""
    parts = [part for paper in papers for part in (paper.body, paper.abstract)]
    features = joined([unplaced_features([one.sentence for one in part]) for part in parts if part])
    zoned = [one for part in parts for one in part]
    own = np.array([one.zone in OWN_ZONES for one in zoned], dtype=np.intp)
    aim = np.array(
        [one.zone == "AIM" or (one.in_abstract and one.zone in OWN_ZONES) for one in zoned],
        dtype=np.intp,
    )
    return (
        fitted(features, own, strictness=STRICTNESS["own"]),
        fitted(features, aim, strictness=STRICTNESS["aim"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """What the listing model learns from, a row a judged sentence."""

    inputs: NDArray[np.float64]
    listed: NDArray[np.intp]
    paper: NDArray[np.intp]
    """Number of the paper: held out together."""


def judged_inputs(documents: Sequence[Document], models: ClaimModels) -> Judged:
    """The judged sentences of `documents`, as `models` sees them."""
    known = judgements()
    inputs: list[NDArray[np.float64]] = []
    listed: list[int] = []
    papers: list[int] = []
    for number, document in enumerate(documents):
        sentences = placed_sentences(document)
        rows = listing_inputs(sentences, models)
        for sentence, row in zip(sentences, rows, strict=True):
            judgement = known.get((document.paper, sentence_hash(sentence.text)))
            if judgement is not None:
                inputs.append(row)
                listed.append(judgement)
                papers.append(number)
    return Judged(inputs=np.stack(inputs), listed=np.array(listed), paper=np.array(papers))


def train_listing(judged: Judged) -> NDArray[np.float32]:
    """Weights of the listing model for its inputs as they come, bias last."""
    middle, spread = judged.inputs.mean(axis=0), judged.inputs.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRICTNESS["listing"], max_iter=1000, tol=1e-4)
    model.fit((judged.inputs - middle) / spread, judged.listed)
    weights = model.coef_[0] / spread
    return np.append(weights, model.intercept_[0] - weights @ middle).astype(np.float32)


def folds(numbers: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """`FOLDS` divisions of `numbers` into kept and held out, each held out once, by turns."""
    return [
        (
            [n for at, n in enumerate(numbers) if at % FOLDS != fold],
            [n for at, n in enumerate(numbers) if at % FOLDS == fold],
        )
        for fold in range(FOLDS)
    ]
