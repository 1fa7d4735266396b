"""The query language: from text to a tree, and back to text and to plain words."""
