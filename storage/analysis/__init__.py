"""Text to facts: pure functions and a loaded model; nothing here reads or writes files after loading."""
