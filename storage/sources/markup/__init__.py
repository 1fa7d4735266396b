"""HTML fragments to plain text with spans."""
