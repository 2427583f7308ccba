"""Paper -> Document."""
