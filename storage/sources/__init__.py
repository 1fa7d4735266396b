"""Bytes to drafts: web, feeds, pages, lists and files. Knows nothing of SQL or of analysis."""
