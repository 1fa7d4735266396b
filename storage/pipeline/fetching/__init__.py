"""The steps of a refresh: feeds and pages are fetched on a schedule, parsed and stored."""
