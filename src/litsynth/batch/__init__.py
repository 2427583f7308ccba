"""Many questions in one go."""
