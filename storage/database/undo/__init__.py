"""The undo log, and undo and redo of every action of the reader."""
