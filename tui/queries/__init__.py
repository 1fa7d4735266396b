"""What a screen asks of the desk: blocking functions that run in worker threads."""
