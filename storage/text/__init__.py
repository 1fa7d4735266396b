"""Plain text: clean characters, languages and sentences."""
