"""Whether the tests run at full size: `BILAT_FULL=1` makes them, for minutes; by default they are quick."""

import os

FULL = bool(os.environ.get("BILAT_FULL"))
