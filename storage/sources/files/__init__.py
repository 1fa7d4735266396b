"""Files and folders on disk: plain-text articles, JSON Lines, saved pages and feeds."""
