"""Literature reports whose every claim is checked against other papers."""

__version__ = "0.1.0"
