"""The ground floor of the analysis: tables of words and names, and the keys of names."""
