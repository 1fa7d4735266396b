"""Articles in the desk file: their rows, texts, pages and read state."""
