"""The web: asking servers politely, within bounds, and telling what went wrong."""
