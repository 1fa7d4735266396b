"""Parses feeds (RSS, RDF, Atom, JSON Feed) into drafts."""
