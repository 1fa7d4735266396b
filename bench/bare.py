"""The least that a Textual app can be: what newsdesk's own start is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Label("Headline of a bare app")


if __name__ == "__main__":
    Bare().run()
