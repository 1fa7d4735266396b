"""Links, stories and what articles are compared by, in the desk file."""
