"""`python -m jobmatch`: hands over to the command line."""

import sys

from jobmatch.cli import main

if __name__ == "__main__":
    sys.exit(main())
