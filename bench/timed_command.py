"""Run a command and print its wall and processor time as JSON: `timed_command.py COMMAND...`.

`seconds` is the wall time until the command ends. `processor` is the processor time, in seconds, of all its
processes, including those that outlive the process that started them.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress

PR_SET_CHILD_SUBREAPER = 36  # from linux/prctl.h


def main() -> None:
    """Run the command given as arguments and exit with its status."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit("This system cannot follow orphaned processes.")
    started = time.perf_counter()
    done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    with suppress(ChildProcessError):
        while True:
            os.wait()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime}))
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
