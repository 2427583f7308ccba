"""Claims x Documents -> Verdicts."""
