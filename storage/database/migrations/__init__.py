"""The schema, one script a version; a script is never edited once released."""
