"""The library stage: the user's own corpus on disk, filled from exports and dumps, and searched."""

import os

# Read once, when it is imported: the database warns on stderr of tables that it is told to make.
os.environ.setdefault("LANCEDB_LOG", "error")
