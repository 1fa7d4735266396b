"""Modal screens: panels that ask for something, and lists over the whole screen (keys, problems)."""
