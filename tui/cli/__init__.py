"""The commands; `newsdesk` alone opens the app."""
