"""Version 7: what the judgement of names, stories and news stores."""

STEPS: tuple[tuple[str, str], ...] = ()
