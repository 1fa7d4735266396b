"""Mentions to entities: within one article, then against those that the desk knows."""
