"""`python -m litsynth`: the command, where the script of that name is not on the path."""

from litsynth.cli.app import main

if __name__ == "__main__":  # Processes that are spawned import this file as well.
    main()
