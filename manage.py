#!/usr/bin/env python
"""Django's command line for Factcheck Desk."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    if sys.argv[1:2] == ["extract"]:
        # It reads files and nothing else: it runs where no desk is, and leaves no keys behind.
        for name in ("SECRET_KEY", "HISTORY_KEY"):
            os.environ[name] = "not used by this command"
    execute_from_command_line(sys.argv)
