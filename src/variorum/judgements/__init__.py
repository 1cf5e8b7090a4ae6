"""Corrections by people: records that last, are anchored in the words, and are replayed."""
