"""Work outside the caller's thread: worker processes, the database thread, and the desk lock."""
