"""Lists of articles, read in windows."""
