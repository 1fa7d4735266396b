"""How much articles have in common: terms, profiles, retrieval, comparison, clustering, evidence."""
