"""Version 6: what the reading room stores."""

STEPS: tuple[tuple[str, str], ...] = ()
