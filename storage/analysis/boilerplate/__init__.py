"""What a source repeats in its articles, and the names that only say who reports."""
