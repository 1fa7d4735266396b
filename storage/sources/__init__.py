"""Bytes to drafts: reads files of articles; knows nothing of SQL or of analysis."""
