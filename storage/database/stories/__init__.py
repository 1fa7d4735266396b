"""Links and stories in the desk file, and what articles are compared by."""
