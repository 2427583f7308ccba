"""question -> SearchPlan -> Papers."""
