"""The sentence around a place in a text."""

from storage.text.sentences import SENTENCE_END

REACH = 300  # code points to each side of a mention in which its sentence is looked for


def sentence_around(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence that holds `text[start:end]`, and where in it that stretch lies.

    A sentence that runs out of the given text, or is longer than `REACH` to a side, is cut at a
    word and marked with an ellipsis.
    """
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    first, last = left, right
    for match in SENTENCE_END.finditer(text, left, right):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    before = "…" if first == left > 0 else ""
    after = "…" if last == right < len(text) else ""
    head = text[first:start].lstrip() if not before else text[first:start].partition(" ")[2]
    tail = text[end:last].rstrip() if not after else text[end:last].rpartition(" ")[0]
    sentence = f"{before}{head}{text[start:end]}{tail}{after}".replace("\n", " ")
    begin = len(before) + len(head)
    return sentence, begin, begin + end - start
