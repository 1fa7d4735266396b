"""HTTP client: polite requests, size and time limits, network checks and readable errors."""
