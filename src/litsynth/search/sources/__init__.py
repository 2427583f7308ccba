"""One adapter a paper source."""
