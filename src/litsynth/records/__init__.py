"""What the stages hand to each other. Frozen, keyword-only, checked when made.

pydantic reads and writes these same classes at the edge (`TypeAdapter`), so there is no second
set of types. Every collection is a tuple, every id a source-qualified string.
"""

from litsynth.records.claims import BEARS_FROM, Claim, ClaimId, ClaimKind, Figure
from litsynth.records.documents import (
    RUNNING_TEXT,
    Block,
    BlockKind,
    Box,
    Depth,
    Document,
    Extraction,
    Line,
    Section,
    SectionKind,
    Unreadable,
)
from litsynth.records.papers import Paper, PaperId
from litsynth.records.report import (
    Environment,
    Flow,
    JudgeCard,
    PaperEntry,
    Quality,
    Report,
    ReportedClaim,
    ReportedEvidence,
    ReportedFinding,
    Review,
    Role,
    RunRecord,
)
from litsynth.records.search import (
    UNREAD_FILE,
    Concept,
    Failure,
    QueryRecord,
    RankedPaper,
    SearchPlan,
    SearchResult,
)
from litsynth.records.verdicts import (
    CONTRADICTED_FROM,
    SUPPORTED_FROM,
    Evidence,
    Outcome,
    Stance,
    Verdict,
)

__all__ = [
    "BEARS_FROM",
    "CONTRADICTED_FROM",
    "RUNNING_TEXT",
    "SUPPORTED_FROM",
    "UNREAD_FILE",
    "Block",
    "BlockKind",
    "Box",
    "Claim",
    "ClaimId",
    "ClaimKind",
    "Concept",
    "Depth",
    "Document",
    "Environment",
    "Evidence",
    "Extraction",
    "Failure",
    "Figure",
    "Flow",
    "JudgeCard",
    "Line",
    "Outcome",
    "Paper",
    "PaperEntry",
    "PaperId",
    "Quality",
    "QueryRecord",
    "RankedPaper",
    "Report",
    "ReportedClaim",
    "ReportedEvidence",
    "ReportedFinding",
    "Review",
    "Role",
    "RunRecord",
    "SearchPlan",
    "SearchResult",
    "Section",
    "SectionKind",
    "Stance",
    "Unreadable",
    "Verdict",
]
