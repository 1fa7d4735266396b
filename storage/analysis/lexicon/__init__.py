"""The lexicon: tables of words and names, keys of names, and a finder of names in texts."""
