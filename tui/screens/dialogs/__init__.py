"""Panels over a screen that ask for something."""
