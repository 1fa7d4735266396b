"""Detects the character encoding of files, feeds and pages, and decodes them."""
