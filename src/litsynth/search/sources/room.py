"""How many more papers a source gives than are wanted."""

ROOM_FOR_RANKING = 3
"""Papers to give for each one wanted: a source's own order, by words or by date, knows nothing of
the question's sense, so the ranker needs more than it will keep, and merging takes some away."""
