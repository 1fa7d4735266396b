"""Names of articles become entities of the desk; the reader's corrections of names."""
