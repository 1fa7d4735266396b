"""What the reader says of an article's story by a key, on every screen that shows articles of one."""

from functools import partial

from tui.screens.base import DeskScreen


class StoryCorrections(DeskScreen):
    """A screen on which an article can be taken out of its story, or brought together with another."""

    @property
    def article_meant(self) -> tuple[int, str] | None:
        """The article that keys mean, with its title; `None` if there is none."""
        return None

    def action_not_this_story(self) -> None:
        """Take the article out of its story."""
        if meant := self._meant():
            self.newsdesk.correct(partial(self.desk.stories.not_this_story, meant[0]))

    def action_same_story(self) -> None:
        """Ask which article is of the same story."""
        if meant := self._meant():
            from tui.screens.dialogs.same_story import SameStoryScreen  # noqa: PLC0415 - only when asked for

            self.newsdesk.push_screen(SameStoryScreen(*meant))

    def _meant(self) -> tuple[int, str] | None:
        if self.article_meant is None:
            self.newsdesk.remark("Choose an article of the story first.")
        return self.article_meant
