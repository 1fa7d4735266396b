"""A Textual app with one line of text: the baseline for the start of newsdesk."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class BaselineApp(App[None]):
    """Shows one line of text."""

    def compose(self) -> ComposeResult:
        yield Label("Headline of the baseline app")


if __name__ == "__main__":
    BaselineApp().run()
