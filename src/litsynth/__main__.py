"""The command, as the script `litsynth` and as `python -m litsynth` call it.

Imports wait, so that Ctrl-C meanwhile ends it in a word. Processes that are spawned import this
file as well.
"""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    is_usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_usual:
        # Raised where Python calls back while it imports, the usual exception would be ignored.
        signal.signal(signal.SIGINT, _end)
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)  # The command sets its own.
    try:
        from litsynth.cli.app import main as command

        if is_usual:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        command()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


def _end(_number: int, _frame: FrameType | None) -> None:
    os.write(sys.stderr.fileno(), b"interrupted\n")
    os._exit(130)


if __name__ == "__main__":
    main()
