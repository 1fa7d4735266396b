"""Tasks in child processes, their progress, and the refresh scheduler."""
