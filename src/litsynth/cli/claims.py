"""`litsynth claims FILE`: the claims that one paper makes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litsynth.cli.arguments import readable
from litsynth.cli.given import settings_from
from litsynth.cli.options import DeviceOption, IncludeCitedOption, ModelOption, PdfPasswordOption
from litsynth.cli.read import read_file
from litsynth.errors import ConfigError
from litsynth.folders import home
from litsynth.lexical import content_words
from litsynth.settings import Settings

if TYPE_CHECKING:
    from litsynth.ports import Encoder
    from litsynth.records import Claim, Document

_USUAL = Settings().claims.max_claims
EncoderMaker = Callable[[Settings], "Encoder"]


def claims(
    file: Annotated[Path, typer.Argument(help="PDF, JATS XML, HTML, LaTeX, Markdown or text.")],
    *,
    question: Annotated[
        str | None, typer.Option(help="Prefer claims that bear on this question.")
    ] = None,
    max_claims: Annotated[
        int | None,
        typer.Option(metavar="N", help=f"Claims to list at most; default: {_USUAL}."),
    ] = None,
    include_cited: IncludeCitedOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="The Claim records as JSON.")] = False,
    model: ModelOption = None,
    device: DeviceOption = None,
    pdf_password: PdfPasswordOption = None,
) -> None:
    """Print the claims that the paper in FILE makes, in the order of the paper.

    Without --question, claims are chosen by how plainly they are the paper's own findings.
    Each is a finding, a comparison, a contribution or a statement (asserted, but not shown).
    “checkable” says, from 0 to 1, how well another paper could bear it out: figures, names and
    comparisons speak for it.
    """
    given = {
        "max_claims": max_claims,
        "include_cited": include_cited,
        "model": model,
        "device": device,
        "pdf_password": pdf_password,
    }
    from litsynth.claims.remarks import remarks

    asked = _asked(question) if question is not None else ""
    settings = settings_from(given)
    document = read_file(file, settings.reading)
    found = claims_of(document, question=asked, settings=settings, make_encoder=_encoder)
    for remark in remarks(document, found, question=asked):
        typer.echo(f"note: {remark}", err=True)
    typer.echo(as_records(found) if as_json else as_list(found), nl=False)


def _asked(question: str) -> str:
    """The question as typed. Raises ConfigError if it has no words that tell anything."""
    text = readable(question, what="the question")
    if not content_words(text):
        raise ConfigError(
            f"there is nothing to look for in the question {text[:80]!r}",
            hint="Name the topic, as in: How does sleep affect memory consolidation? "
            "Without --question, claims of every topic are listed.",
        )
    return text


def claims_of(
    document: "Document", *, question: str, settings: Settings, make_encoder: EncoderMaker
) -> tuple["Claim", ...]:
    """The document's claims. The encoder is made only if there is a question to compare with."""
    from litsynth.claims.extract import extract_claims
    from litsynth.claims.relevance import NoEncoder

    return extract_claims(
        document,
        question=question,
        encoder=make_encoder(settings) if question else NoEncoder(),
        max_claims=settings.claims.max_claims,
        include_cited=settings.claims.include_cited,
    )


def _encoder(settings: Settings) -> "Encoder":
    from litsynth.wiring import make_encoder

    return make_encoder(settings, home=home(os.environ))


def as_records(found: tuple["Claim", ...]) -> str:
    """The records as one JSON array, its last newline included."""
    from pydantic import TypeAdapter

    from litsynth.records import Claim

    return TypeAdapter(tuple[Claim, ...]).dump_json(found, indent=2).decode() + "\n"


def as_list(found: tuple["Claim", ...]) -> str:
    """The claims for a person to read, each with its place and its paper's own words."""
    if not found:
        return "No claims were found.\n"
    return "\n".join(_entry(claim) for claim in found)


def _entry(claim: "Claim") -> str:
    from litsynth.claims.citations import names_a_work

    place = ", ".join(filter(None, [f"p. {claim.page}" if claim.page else "", claim.section]))
    marks = [claim.kind.value, *filter(None, [place])]
    if claim.relevance:
        marks.append(f"relevance {claim.relevance:.2f}")
    marks.append(f"checkable {claim.checkability:.2f}")
    if claim.cited:
        is_named = names_a_work(claim.quote)
        marks.append("taken from another paper" if is_named else "tells of others' work")
    if claim.also_at:
        marks.append(f"said {len(claim.also_at) + 1} times")
    lines = [f"{claim.id}  {' · '.join(marks)}", f"    {claim.text}"]
    quote = " ".join(claim.quote.split())
    if quote != claim.text:
        lines.append(f"    “{quote}”")
    return "\n".join(lines) + "\n"
