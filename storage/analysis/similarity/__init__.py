"""How much articles have in common: profiles, retrieval, comparison, clusters, evidence, novelty."""
