"""Places, the history of them, and travelling between them."""
