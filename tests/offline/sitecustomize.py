"""Python loads a module of this name by itself at start: with this folder on PYTHONPATH the processes that tests start
are kept offline as well.
"""

import offline_guard  # noqa: F401 - imported for its effect
