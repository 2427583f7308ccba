"""Verdicts -> Report -> files."""
