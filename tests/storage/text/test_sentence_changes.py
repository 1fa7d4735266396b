"""What changed between two versions of a text, sentence by sentence."""

from hypothesis import given
from hypothesis import strategies as st

from storage.model import Change
from storage.text.sentence_changes import only_changed, sentence_changes

BEFORE = "The war is over. Nine people died. Nobody knows why.\n\nThe minister will speak."
AFTER = "The war is over.\n\nTen people died. Nobody  knows why. The minister has spoken. He said nothing."


def test_sentences_that_came_and_went() -> None:
    assert list(sentence_changes(BEFORE, AFTER)) == [
        (Change.KEPT, "The war is over."),
        (Change.REMOVED, "Nine people died."),
        (Change.ADDED, "Ten people died."),
        (Change.KEPT, "Nobody knows why."),
        (Change.REMOVED, "The minister will speak."),
        (Change.ADDED, "The minister has spoken."),
        (Change.ADDED, "He said nothing."),
    ]


def test_only_the_sentence_before_a_change_is_shown_with_it() -> None:
    changes = list(sentence_changes("One. Two. Three. Four.", "One. Two. New. Three. Four."))
    assert list(only_changed(changes)) == [(Change.KEPT, "Two."), (Change.ADDED, "New.")]


TEXTS = st.lists(st.sampled_from(["One is here.", "Two is there.", "Three", "Four!", ""]), max_size=12).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_the_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    changes = list(sentence_changes(before, after))
    back = " ".join(sentence for change, sentence in changes if change is not Change.ADDED)
    forth = " ".join(sentence for change, sentence in changes if change is not Change.REMOVED)
    assert (back.split(), forth.split()) == (before.split(), after.split())
