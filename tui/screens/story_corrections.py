"""What the reader says of an article's story by a key, on every screen that shows articles of one."""

from functools import partial

from tui.screens.base import DeskScreen


class StoryCorrections(DeskScreen):
    """A screen on which an article can be taken out of its story, or brought together with another."""

    @property
    def article_meant(self) -> int | None:
        """The article that keys mean, `None` if there is none."""
        return None

    def action_not_this_story(self) -> None:
        """Take the article out of its story."""
        if (article := self._meant()) is not None:
            self.newsdesk.correct(partial(self.desk.not_this_story, article))

    def action_same_story(self) -> None:
        """Ask which article is of the same story."""
        if (article := self._meant()) is not None:
            from tui.screens.same_story import SameStoryScreen  # noqa: PLC0415 - only when asked for

            self.newsdesk.push_screen(SameStoryScreen(article))

    def _meant(self) -> int | None:
        if self.article_meant is None:
            self.newsdesk.remark("Choose an article of the story first.")
        return self.article_meant
