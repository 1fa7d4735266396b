"""Programs of the reader: real programs that are missing, fail, hang, print too much and die."""

import os
import stat
import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ProgramError
from storage.processes import programs

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def python(script: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", script, *arguments]


def test_a_program_gets_its_input_and_its_output_comes_back() -> None:
    outcome = programs.run(["sort"], "b\nä\na\n".encode())
    assert (outcome.code, sorted(outcome.output.split()), outcome.errors) == (0, ["a", "b", "ä"], "")
    assert not outcome.cut
    assert outcome.trouble == ""


def test_no_shell_reads_the_arguments(tmp_path: Path) -> None:
    arguments = programs.fill(["echo", "{url}", "{title}"], {"url": "$(touch x); `id` > y", "title": "a  *"})
    assert programs.run(arguments).output == "$(touch x); `id` > y a  *\n"


@given(TEXT)
def test_a_value_stays_one_argument_and_is_no_option(value: str) -> None:
    filled = programs.fill(["tool", "{url}", "--url={url}", "{other}{}"], {"url": value})
    assert len(filled) == 4
    assert not filled[1].startswith("-")
    assert filled[1].removeprefix(" ") == value or filled[1] == value
    assert filled[2:] == [f"--url={value}", "{other}{}"]


def test_an_empty_value_does_not_let_the_next_one_be_an_option() -> None:
    assert programs.fill(["tool", "{source}{title}"], {"source": "", "title": "-x"}) == ["tool", " -x"]


def test_the_name_of_the_program_is_never_filled_in() -> None:
    assert programs.fill(["{url}"], {"url": "/bin/sh"}) == ["{url}"]


@pytest.mark.parametrize("template", [[], [""], [" ", "{url}"]])
def test_no_program_is_named(template: list[str]) -> None:
    with pytest.raises(ProgramError, match="No program is named"):
        programs.fill(template, {})


def test_a_program_that_is_missing() -> None:
    with pytest.raises(ProgramError, match="There is no program “no-such-player”"):
        programs.run(["no-such-player", "x"])
    with pytest.raises(ProgramError, match="There is no program “no-such-player”"):
        programs.start(["no-such-player", "x"])


def test_a_file_that_is_no_program(tmp_path: Path) -> None:
    file = tmp_path / "player"
    file.write_bytes(b"\0\1\2")
    with pytest.raises(ProgramError, match="There is no program “player”"):
        programs.run([str(file)])
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(ProgramError, match="“player” can't be started: "):
        programs.run([str(file)])


def test_an_argument_that_is_too_long() -> None:
    with pytest.raises(ProgramError, match="can't be started"):
        programs.run(["echo", "x" * 10_000_000])


def test_a_program_that_fails_says_why() -> None:
    outcome = programs.run(python("import sys; print('kept'); sys.exit('first\\n\\x1b[31mno such page')"))
    assert outcome.code == 1
    assert outcome.output == "kept\n"
    assert outcome.trouble.endswith("failed with code 1: no such page")


def test_a_program_that_a_signal_ends() -> None:
    outcome = programs.run(python("import os; os.kill(os.getpid(), 15)"))
    assert outcome.trouble.endswith("was ended by SIGTERM.")


def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    file = tmp_path / "child"
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(file)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)"
    )
    with pytest.raises(ProgramError, match="took longer than 1 seconds"):
        programs.run(python(script), b"never read" * 100_000, seconds=1)
    assert _has_ended(int(file.read_text()))


def test_a_program_is_cancelled() -> None:
    cancelled = Event()
    Timer(0.2, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(ProgramError, match="was stopped"):
        programs.run(["sleep", "600"], is_cancelled=cancelled.is_set)
    assert time.monotonic() - began < 10


def test_a_program_that_prints_a_gigabyte_is_cut_off() -> None:
    script = "import os\nfor _ in range(1024): os.write(1, b'x' * (1 << 20))"
    outcome = programs.run(python(script), output=1000)
    assert (outcome.code, outcome.output, outcome.cut) == (0, "x" * 1000, True)


def test_output_of_exactly_the_limit_is_whole() -> None:
    outcome = programs.run(["printf", "1234567890"], output=10)
    assert (outcome.output, outcome.cut) == ("1234567890", False)


def test_a_program_that_does_not_read_its_input() -> None:
    outcome = programs.run(python("print('done')"), b"x" * 10_000_000)
    assert (outcome.code, outcome.output) == (0, "done\n")


def test_a_program_that_dies_while_it_reads() -> None:
    outcome = programs.run(python("import os, sys; sys.stdin.read(10); os._exit(3)"), b"x" * 10_000_000)
    assert outcome.code == 3


def test_output_that_is_not_utf_8_and_steers_the_terminal() -> None:
    script = r"import os; os.write(1, b'M\xfcnchen\t\x1b]0;title\x07|\r\n\x1b[2J  a   b\x00\n')"
    assert programs.run(python(script)).output == "M�nchen |\n  a   b\n"


def test_a_program_that_leaves_another_in_the_background() -> None:
    """As programs for the clipboard do: they hold the pipe, and must go on."""
    began = time.monotonic()
    outcome = programs.run(["sh", "-c", "echo copied; sleep 600 & echo $!"])
    word, child = outcome.output.split()
    assert word == "copied"
    assert time.monotonic() - began < 10
    assert not _has_ended(int(child), seconds=0)
    os.kill(int(child), 9)


def test_a_program_that_runs_on_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "pipe"
    os.mkfifo(file)
    programs.start(["sh", "-c", 'echo $$ > "$1"; exec sleep 600', "sh", str(file)], seconds=0.01)
    running = int(file.read_text())
    assert not _has_ended(running, seconds=0)
    os.kill(running, 9)
    assert _has_ended(running)


def test_a_program_that_fails_at_once() -> None:
    with pytest.raises(ProgramError, match="“sh” failed with code 3"):
        programs.start(["sh", "-c", "exit 3"], seconds=30)
    programs.start(["true"], seconds=30)


def test_a_program_in_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "read"
    assert programs.run_in_terminal(["tee", str(file)], b"").code == 0
    assert programs.run_in_terminal(["cp", "/dev/stdin", str(file)], b"text").code == 0
    assert file.read_text() == "text"
    assert programs.run_in_terminal(["sh", "-c", "exit 7"]).code == 7


def test_ctrl_c_ends_the_program_alone() -> None:
    script = "import os, signal; os.kill(os.getppid(), signal.SIGINT); os.kill(os.getpid(), signal.SIGINT)"
    assert programs.run_in_terminal(["sh", "-c", f"exec {sys.executable} -c '{script}'"]).code != 0


def _has_ended(process: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while True:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        if time.monotonic() >= until:
            return False
