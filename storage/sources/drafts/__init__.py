"""Drafts: dates, keys and titles, the same for every kind of source."""
