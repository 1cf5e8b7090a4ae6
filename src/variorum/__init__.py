"""Variorum: who said what, who copied whom, and how many sources there really are."""

__version__ = "0.1.0"
