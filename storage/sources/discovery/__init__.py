"""From an address that somebody pastes to the feeds that belong to it."""
