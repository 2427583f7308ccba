"""Thin commands: read, call, print."""
