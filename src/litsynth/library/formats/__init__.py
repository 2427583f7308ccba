"""Importers: what each kind of export, dump and file holds, as entries of a library."""
