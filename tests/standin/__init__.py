"""A stand-in for arXiv on loopback: its query language, its replies, its PDFs, its failures."""
