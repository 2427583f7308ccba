"""The library stage: the user's own corpus on disk, filled from exports and dumps, and searched."""
