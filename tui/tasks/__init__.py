"""What child processes do for the app, their progress, and the refresh scheduler."""
