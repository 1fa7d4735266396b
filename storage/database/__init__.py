"""Rows to nouns and back: the only SQL in newsdesk."""
