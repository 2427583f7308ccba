"""The command, as the script `litsynth` and as `python -m litsynth` call it.

Imports wait, so that Ctrl-C meanwhile ends it in a word. Processes that are spawned import this
file as well.
"""

import sys


def main() -> None:
    try:
        from litsynth.cli.app import main as command

        command()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
