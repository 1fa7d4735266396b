"""Fetching feeds and pages, many at once, each when it is due."""
