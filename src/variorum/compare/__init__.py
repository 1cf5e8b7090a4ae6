"""Groups to findings: reuse, stemma, origins, variants, conflicts, timeline, corroboration."""
