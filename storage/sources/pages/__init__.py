"""Web pages: bytes in, one article out; and the merging of a page with its feed entry."""
