"""Diagnostics drawn: for a terminal, and one per line for programs."""
