"""Pure helpers on strings: words, normalising with an offset map, clocks."""
