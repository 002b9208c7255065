"""Rendering: Jinja, the printers of document text, and formatting."""
