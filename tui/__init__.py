"""Everything a person at the terminal meets."""
