"""Work outside the caller's thread: worker processes, the database thread, the desk lock."""
