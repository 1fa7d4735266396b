"""Run a command and print what it took: `timed.py COMMAND...` prints {"seconds", "processor"}.

`seconds` are those until it ended, `processor` what it used of all cores together with every process that
it started, those included that it left to others to wait for.
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
    """Run the command that the arguments are."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit("The system does not let processes be followed.")
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    done = subprocess.run(sys.argv[1:], stdin=quiet, stdout=quiet, check=False)
    seconds = time.perf_counter() - begun
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"seconds": seconds, "processor": used.ru_utime + used.ru_stime}))
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
