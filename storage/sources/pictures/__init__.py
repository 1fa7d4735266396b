"""Pictures of articles: decoding within limits, and a cache of small copies."""
