"""Drafts: what every kind of source does once it knows which field is which."""
