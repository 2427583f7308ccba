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
from training.claims_told import Seen, ToldPaper, told_papers
from training.claims_zones import zoned_papers

from litsynth.claims.features import BUCKETS, DENSE, Features, placed_features, unplaced_features
from litsynth.claims.model import WORD_SCALE, ClaimModels, Linear, log_softmax
from litsynth.claims.role_reader import RoleReader
from litsynth.claims.roles import ROLES, neighbourhood
from litsynth.claims.telling import BY_ROLE, TELLS

FOLDS = 5
STRICTNESS = {"roles": 0.1, "again": 0.1, "claim": 0.1, "told": 1.0}
"""scikit-learn's C of each model: chosen on held-out folds and on claims-measure-train."""
STRUCTURED_WEIGHT = 0.3
"""Weight of a sentence of a clinical abstract beside one of CSAbstruct, for roles."""
UNPLACED_WEIGHT = 0.5
"""Weight of the copy of each abstract sentence whose place is hidden."""
_NOTHING = Linear(
    words=np.zeros((BUCKETS, len(TELLS)), dtype=np.float32),
    dense=np.zeros((len(DENSE), len(TELLS)), dtype=np.float32),
    bias=np.zeros(len(TELLS), dtype=np.float32),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingData:
    roles: tuple[LabelledAbstract, ...]
    structured: tuple[LabelledAbstract, ...]
    told: tuple[ToldPaper, ...]


def training_data(shared: Path) -> TrainingData:
    """Only what may train what ships."""
    data = shared / "data"
    return TrainingData(
        roles=labelled_abstracts(data / "extraction" / "roles-train.jsonl.gz"),
        structured=structured_abstracts(data / "verification" / "train" / "clinifact.jsonl.gz"),
        told=told_papers(data, zoned_papers(data / "extraction" / "zones-full-papers.zip")),
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


def train_untold(data: TrainingData, reader: RoleReader | None = None) -> ClaimModels:
    """All shipped models but what sentences tell, which builds on them.

    A `reader` of abstracts that is given is not tuned again.
    """
    return ClaimModels(
        roles=train_roles(data.roles, data.structured),
        roles_again=train_roles_again(data.roles, data.structured),
        reader=reader or RoleReader(train_adapter(data.roles).changes()),
        claim=train_claim(data.roles, data.structured),
        told=_NOTHING,
        told_by_role=np.zeros((len(BY_ROLE), len(TELLS)), dtype=np.float32),
    )


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


def with_told(models: ClaimModels, papers: Sequence[Seen]) -> ClaimModels:
    """`models` with what sentences tell learnt from `papers`."""
    features = joined([paper.features for paper in papers])
    roles = np.vstack([paper.roles for paper in papers])
    model = LogisticRegression(C=STRICTNESS["told"], max_iter=1000, tol=1e-4)
    model.fit(
        hstack([matrix(features), csr_matrix(roles)]).tocsr(),
        np.concatenate([paper.tells for paper in papers]),
    )
    coefficients = model.coef_.T.astype(np.float32)
    told = Linear(
        words=coefficients[:BUCKETS],
        dense=coefficients[BUCKETS : -len(BY_ROLE)],
        bias=model.intercept_.astype(np.float32),
    )
    return replace(models, told=told, told_by_role=coefficients[-len(BY_ROLE) :])


def folds(numbers: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """`FOLDS` divisions of `numbers` into kept and held out, each held out once, by turns."""
    return [
        (
            [n for at, n in enumerate(numbers) if at % FOLDS != fold],
            [n for at, n in enumerate(numbers) if at % FOLDS == fold],
        )
        for fold in range(FOLDS)
    ]
