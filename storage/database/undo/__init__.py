"""The undo log, and undo and redo of whatever the reader did."""
