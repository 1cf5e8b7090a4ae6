"""One file for each change of the tables, never altered after a release."""
