"""newsdesk line by line, without a full screen, for screen readers and simple terminals."""
