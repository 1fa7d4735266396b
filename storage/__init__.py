"""Everything newsdesk can do without a screen."""
