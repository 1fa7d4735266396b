"""Finding the place in another text of the same article that corresponds to one in this."""

_LENGTHS = (80, 40, 20)
_STEPS = (0, 40, 120, 300)


def carried(old: str, new: str, position: int) -> int:
    """Return where in `new` stands what stands at `position` of `old`, in code points.

    Words from there on are looked for in `new`, fewer of them and then later ones where they are not
    found. Where none are, the place is as far into the text as it was.
    """
    if not position or not old:
        return 0
    guess = min(len(new), position * len(new) // len(old))
    for step in _STEPS:
        for length in _LENGTHS:
            words = old[position + step : position + step + length]
            found = _nearest(new, words, guess) if len(words.strip()) >= _LENGTHS[-1] // 2 else None
            if found is not None:
                return max(0, found - step)
    return _start_of_paragraph(new, guess)


def _nearest(text: str, words: str, place: int) -> int | None:
    """Return the occurrence of `words` that is nearest to `place`."""
    choices = [text.rfind(words, 0, place + len(words)), text.find(words, place)]
    return min((at for at in choices if at >= 0), key=lambda at: abs(at - place), default=None)


def _start_of_paragraph(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1
