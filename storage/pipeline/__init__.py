"""All work that takes articles in: import, refresh, subscribing, peeking, analysis. Here all rooms meet."""
