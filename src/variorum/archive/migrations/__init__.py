"""How an archive of an older Variorum becomes one of this."""
