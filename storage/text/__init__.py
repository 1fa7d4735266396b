"""Languages, sentences and clean characters: what every room needs to know of plain text."""
