"""Bytes to characters: declared, named and guessed encodings."""
