"""Mergers and successors of agencies."""
