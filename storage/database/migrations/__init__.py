"""The schema, one script a version; the script of a released version is never edited."""
