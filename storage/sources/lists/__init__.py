"""Lists of subscriptions: OPML and newsboat’s urls file."""
