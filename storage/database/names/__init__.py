"""Mentions, entities and corrections of names in the desk file."""
