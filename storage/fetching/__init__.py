"""The steps of a refresh: asking feeds and pages in turn, reading what they hold, storing it."""
