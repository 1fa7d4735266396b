"""Feeds of every format to drafts."""
