"""Corrections of names and stories by key."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from storage.model import Entity, Headline, Kind, NameGuess
from tui.messages import OpenDialog, Say, Write
from tui.queries import name_queries, story_queries
from tui.shell import Shell


class MarkedName(NamedTuple):
    """The name that keys act on, and the spelling under the cursor, "" where it is the whole name."""

    entity: Entity
    spelling: str = ""


class MarkedArticle(NamedTuple):
    """The article that keys act on."""

    article: int
    title: str


class NameCorrections:
    """Corrects names on a screen that shows them."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def perform(self, action: str, marked: MarkedName | None, selected: str = "") -> None:
        """Carry out one of `keys.CORRECTIONS`, by its name, on the marked name or the `selected` text."""
        if action == "always_name":
            self._always_name(selected)
        elif marked is None:
            key = self._shell.keys.key_for("next_name")
            self._shell.post(Say(f"No name is marked: {key} goes to the next one in the article."))
        else:
            self._correct_marked(action, marked)

    def accept(self, entity: int, guess: NameGuess) -> None:
        """Merge a name with one that perhaps means the same."""
        self._correct(partial(self._shell.desk.names.same, entity, guess.entity.id))

    def _correct_marked(self, action: str, marked: MarkedName) -> None:
        entity, names = marked.entity, self._shell.desk.names
        match action:
            case "same_name":
                self._same_name(entity)
            case "other_name" if marked.spelling:
                self._correct(partial(names.not_same, entity.id, marked.spelling))
            case "other_name":
                sentence = "Choose a spelling on the name's page, or the name in an article."
                self._shell.post(Say(sentence))
            case "name_kind":
                self._name_kind(entity)
            case "forget_name":
                self._correct(partial(names.forget, entity.id, marked.spelling))
            case "rename_name":
                self._rename(entity)
            case "follow_name":
                self._correct(partial(names.follow, entity.id, not entity.followed))
            case "mute_name":
                self._correct(partial(names.mute, entity.id, not entity.muted))

    def _same_name(self, entity: Entity) -> None:
        from tui.screens.dialogs.same_as import same_name  # noqa: PLC0415 - only when asked for

        def correct(other: Entity | None) -> None:
            if other is not None:
                self._correct(partial(self._shell.desk.names.same, entity.id, other.id))

        find = partial(name_queries.find_choices, self._shell.desk, entity)
        self._shell.post(OpenDialog(same_name(entity.name, find), correct))

    def _name_kind(self, entity: Entity) -> None:
        from tui.screens.dialogs.name_dialogs import NameKindScreen  # noqa: PLC0415 - only when asked for

        def correct(kind: Kind | None) -> None:
            if kind not in (None, entity.kind):
                self._correct(partial(self._shell.desk.names.set_kind, entity.id, kind))

        self._shell.post(OpenDialog(NameKindScreen(entity), correct))

    def _rename(self, entity: Entity) -> None:
        from tui.screens.dialogs.name_dialogs import NameShownScreen  # noqa: PLC0415 - only when asked for

        def correct(shown: str | None) -> None:
            if shown not in (None, entity.name):
                self._correct(partial(self._shell.desk.names.rename, entity.id, shown))

        self._shell.post(OpenDialog(NameShownScreen(entity.name), correct))

    def _always_name(self, selected: str) -> None:
        """Ask which text is always a name; the selected text is the suggestion."""
        from tui.screens.dialogs.name_dialogs import NewName, NewNameScreen  # noqa: PLC0415 - only when asked for

        def correct(new: NewName | None) -> None:
            if new is not None:
                self._correct(partial(self._shell.desk.names.always, new.text, new.kind))

        self._shell.post(OpenDialog(NewNameScreen(" ".join(selected.split())), correct))

    def _correct(self, call: Callable[[], str]) -> None:
        _write(self._shell, call)


class StoryCorrections:
    """Corrects which story an article is in, on a screen that shows articles."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def perform(self, action: str, marked: MarkedArticle | None) -> None:
        """Carry out one of `keys.STORY`, by its name, on the marked article."""
        if marked is None:
            self._shell.post(Say("Choose an article of the story first."))
        elif action == "not_this_story":
            _write(self._shell, partial(self._shell.desk.stories.not_this_story, marked.article))
        else:
            self._same_story(marked)

    def _same_story(self, marked: MarkedArticle) -> None:
        from tui.screens.dialogs.same_as import same_story  # noqa: PLC0415 - only when asked for

        def correct(other: Headline | None) -> None:
            if other is not None:
                _write(self._shell, partial(self._shell.desk.stories.same, marked.article, other.id))

        find = partial(story_queries.find_choices, self._shell.desk, marked.article)
        self._shell.post(OpenDialog(same_story(marked.title, find), correct))


def _write(shell: Shell, call: Callable[[], str]) -> None:
    shell.post(Say("Correcting …"))
    shell.post(Write(partial(name_queries.correct, call)))
