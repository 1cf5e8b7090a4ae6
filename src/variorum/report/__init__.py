"""Findings to what people and programs read: brief, text, Markdown, HTML, JSON."""
