"""Saved searches, and the articles that each of them finds."""
