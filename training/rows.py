"""Files of gzipped JSON Lines, as all sets that are trained on come."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The object of each line, read as it is asked for."""
    with gzip.open(path, "rb") as lines:
        for line in lines:
            yield json.loads(line)
