"""``python -m softbound``."""

import sys

from softbound.cli import main

sys.exit(main())
