"""Text to mentions: the network, its word pieces and tags, and the rules around it."""
