"""Files and folders on disk: seeds, JSON Lines, saved pages and feeds."""
