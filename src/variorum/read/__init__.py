"""Bytes to documents and articles: the only stage of the flow that opens files."""
