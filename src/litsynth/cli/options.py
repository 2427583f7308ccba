"""Flags that several commands have, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from litsynth.settings import Settings

SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--source",
        metavar="NAME",
        help="auto, arxiv, openalex, …, starter, library:NAME, or folder:PATH with papers in any "
        "format that `litsynth read` takes. Repeatable.",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="A,B,…", help="Some of md,html,json,csv,bib; default: all."),
]
SourcePapersOption = Annotated[
    int | None,
    typer.Option(metavar="N", help="Check the claims of the N best papers; default: 1."),
]
JudgeOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|PATH", help="default, similarity, strong, a hub model or a folder of one."
    ),
]
JudgeLabelsOption = Annotated[
    str | None,
    typer.Option(
        metavar="A,B,C", help="What a hub model's outputs mean, in order, where it does not say."
    ),
]
CalibrationOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="What `litsynth calibrate` wrote; or none.")
]
_USUAL = Settings()
MaxPapersOption = Annotated[
    int | None,
    typer.Option(metavar="N", help=f"Papers to use at most; default: {_USUAL.search.max_papers}."),
]
MaxClaimsOption = Annotated[
    int | None,
    typer.Option(
        metavar="N", help=f"Claims to check at most; default: {_USUAL.claims.max_claims}."
    ),
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="First day: 2020-01-31, 2020-01, 2020.")
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Last day, written likewise.")
]
PrecisionOption = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        help="Share of claims marked verified that must be right, above 0.5 and below 1; "
        f"default: {_USUAL.verify.precision}.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|PATH", help=f"Sentence-embedding model; default: {_USUAL.verify.model}."
    ),
]
TemplateOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help=f"full or classic; default: {_USUAL.report.template}."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help=f"Folder of the runs; default: {_USUAL.report.out}."),
]
DeviceOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="auto, cuda, cpu or mps; default: auto.")
]
OcrOption = Annotated[
    bool | None,
    typer.Option(
        "--ocr/--no-ocr", help="Read scans by Tesseract; by default where it is installed."
    ),
]
PdfPasswordOption = Annotated[
    str | None, typer.Option(metavar="WORD", help="Opens encrypted PDFs.")
]
IncludeCitedOption = Annotated[
    bool | None,
    typer.Option("--include-cited", help="Also claims that the paper takes from others."),
]
RefreshOption = Annotated[
    bool | None,
    typer.Option("--refresh", help="Ask the databases again where a reply is still kept."),
]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Begin anew, even where a run of today is there.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and stop.")]
OfflineOption = Annotated[bool | None, typer.Option("--offline", help="Never open a socket.")]
TableJsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")]
