"""The reading screen: list, article, links and navigator."""
