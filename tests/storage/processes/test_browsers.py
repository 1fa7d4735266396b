"""Which browser opens an address, by the environment and the programs that are there."""

import pytest

from storage.errors import ProgramError
from storage.processes.browsers import browser_for
from storage.processes.programs import needs_terminal

URL = "https://example.org/a?b=c&d='e'"


def browser(there: str, platform: str = "linux", **environment: str) -> list[str]:
    return browser_for(URL, environment, lambda name: name if name in there.split() else None, platform)


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("firefox", ["firefox", URL]),
        ("firefox --new-tab %s", ["firefox", "--new-tab", URL]),
        ("missing:firefox", ["firefox", URL]),
        ("firefox %s &", ["firefox", URL]),
        ("'firefox' --profile 'a b'", ["firefox", "--profile", "a b", URL]),
        ("'firefox:w3m -o confirm=0 %s", ["w3m", "-o", "confirm=0", URL]),
        ("", ["xdg-open", URL]),
        ("missing", ["xdg-open", URL]),
    ],
)
def test_the_variable_names_the_browser(named: str, arguments: list[str]) -> None:
    assert browser("firefox w3m xdg-open", BROWSER=named, DISPLAY=":0") == arguments


def test_without_a_display_a_browser_for_the_terminal() -> None:
    assert browser("xdg-open firefox lynx w3m") == ["w3m", URL]
    assert needs_terminal(browser("xdg-open lynx"))
    assert browser("xdg-open lynx", WAYLAND_DISPLAY="wayland-0") == ["xdg-open", URL]
    assert browser("lynx", DISPLAY=":0") == ["lynx", URL]


def test_a_mac_has_a_display() -> None:
    assert browser("open w3m", "darwin") == ["open", URL]


def test_no_browser() -> None:
    with pytest.raises(ProgramError, match="there is no display, and no browser for the terminal"):
        browser("xdg-open firefox", BROWSER="missing")
    with pytest.raises(ProgramError, match="No browser was found; name yours in the variable BROWSER"):
        browser("", DISPLAY=":0")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-version",
        "mailto:a@b.c",
        "https://a b",
        "https://a\n",
    ],
)
def test_only_addresses_of_the_web(address: str) -> None:
    with pytest.raises(ProgramError, match="Only addresses of the web"):
        browser_for(address, {}, lambda name: name)


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        (["/usr/bin/less"], True),
        (["mpv", URL], True),
        (["mpv", "--no-terminal", URL], False),
        (["firefox", URL], False),
        ([], False),
    ],
)
def test_programs_that_need_the_terminal(command: list[str], needs: bool) -> None:
    assert needs_terminal(command) is needs
