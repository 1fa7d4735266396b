"""The results of the queries, by subject. Each is a message to the screen, pane or dialog that asked."""
