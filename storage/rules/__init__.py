"""Rules of the settings file, read; and which of them need an analysed article."""
