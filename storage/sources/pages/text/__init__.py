"""The text of a page: what of it is the article, with spans and pictures, and what is furniture."""
