"""Subscriptions, feeds and their entries in the desk file."""
