"""What the reader says of a name by a key, on every screen that shows names."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from storage.model import Entity
from tui import keys
from tui.screens.base import DeskScreen


class Meant(NamedTuple):
    """The name that keys mean, and the spelling of it that is marked, "" where all of it is."""

    entity: Entity
    spelling: str = ""


class Corrections(DeskScreen):
    """A screen on which a name can be marked and corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.CORRECTIONS]

    @property
    def meant(self) -> Meant | None:
        """The name that is marked, `None` if none is."""
        return None

    def action_same_name(self) -> None:
        """Ask which name is the same."""
        if meant := self._asked():
            from tui.screens.dialogs.same_name import SameNameScreen  # noqa: PLC0415 - only when asked for

            self.newsdesk.push_screen(SameNameScreen(meant.entity))

    def action_other_name(self) -> None:
        """Say that what is written so does not mean this name."""
        meant = self._asked()
        if meant and meant.spelling:
            self._correct(partial(self.desk.names.not_same, meant.entity.id, meant.spelling))
        elif meant:
            self.newsdesk.remark("Choose a spelling on the name's page, or the name in an article.")

    def action_name_kind(self) -> None:
        """Ask of what kind the name is."""
        if meant := self._asked():
            from tui.screens.dialogs.name_kind import NameKindScreen  # noqa: PLC0415 - as above

            self.newsdesk.push_screen(NameKindScreen(meant.entity))

    def action_forget_name(self) -> None:
        """Say that this is no name."""
        if meant := self._asked():
            self._correct(partial(self.desk.names.forget, meant.entity.id, meant.spelling))

    def action_always_name(self) -> None:
        """Ask which text is a name wherever it stands; what is selected is offered."""
        from tui.screens.dialogs.new_name import NewNameScreen  # noqa: PLC0415 - as above

        selected = " ".join((self.get_selected_text() or "").split())
        self.clear_selection()
        self.newsdesk.push_screen(NewNameScreen(selected))

    def action_rename_name(self) -> None:
        """Ask under which name it is to be shown."""
        if meant := self._asked():
            from tui.screens.dialogs.name_shown import NameShownScreen  # noqa: PLC0415 - as above

            self.newsdesk.push_screen(NameShownScreen(meant.entity))

    def action_follow_name(self) -> None:
        """Follow the name, or no more."""
        if meant := self._asked():
            self._correct(partial(self.desk.names.follow, meant.entity.id, not meant.entity.followed))

    def action_mute_name(self) -> None:
        """Mute the name, or no more."""
        if meant := self._asked():
            self._correct(partial(self.desk.names.mute, meant.entity.id, not meant.entity.muted))

    def _asked(self) -> Meant | None:
        if self.meant is None:
            key = self.newsdesk.key_for("next_name")
            self.newsdesk.remark(f"No name is marked: {key} goes to the next one in the article.")
        return self.meant

    def _correct(self, call: Callable[[], str]) -> None:
        self.newsdesk.correct(call)
