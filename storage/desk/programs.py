"""Programs of the reader, for the screen and the command line."""

from storage.processes.programs import Outcome, fill, find, run, run_in_terminal, start

__all__ = ["Outcome", "fill", "find", "run", "run_in_terminal", "start"]
