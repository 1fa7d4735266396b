"""What the reader decides about names: carried out, kept in the journal, undone."""
