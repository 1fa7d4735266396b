"""Finds the feeds that belong to an address."""
