"""When two records are one paper: versions, preprint and published form, the same title."""
