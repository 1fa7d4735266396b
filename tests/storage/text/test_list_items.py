import pytest

from storage.text.list_items import ItemStart, item_start


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("12. Twelve", (0, "12. ")),
        ("\u00a0\u00a0b. two", (2, "b. ")),
        ("XIV. fourteen", (0, "XIV. ")),
        ("\u00a0\u00a0plain", (2, "")),
        ("Mr. Lind", (0, "")),
        ("1.5 metres", (0, "")),
        ("", (0, "")),
    ],
)
def test_how_an_item_begins(text: str, start: tuple[int, str]) -> None:
    assert item_start(text) == ItemStart(*start)
    assert item_start(f"before {text}", 7) == ItemStart(*start)
