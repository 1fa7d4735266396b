"""HTML fragments to plain text with roles."""
