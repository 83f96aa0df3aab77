"""`manage.py add_person`: where a new installation's first administrator comes from."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.core.capabilities import Role
from factcheck.core.errors import VerbError
from factcheck.core.people import add_person
from factcheck.env import EnvError, env_secret


class Command(BaseCommand):
    help = "Add a person to the desk. The password is asked for, or read from FACTCHECK_PASSWORD or its _FILE."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what the person signs in with")
        parser.add_argument("--name", required=True, help="as colleagues read it")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--email", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the person by the same verb as everybody else; the command line itself is nobody in the history."""
        try:
            person = add_person(
                options["username"],
                by=None,
                name=options["name"],
                role=Role(options["role"]),
                email=options["email"],
                password=password(),
            )
        except (VerbError, EnvError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Added {person.username} as {person.role}. They can sign in now.")


def password() -> str:
    """The new password from the environment, or typed twice at a terminal. Raises CommandError."""
    given = env_secret("FACTCHECK_PASSWORD", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise CommandError(
            "There is no terminal to ask for a password. Set FACTCHECK_PASSWORD_FILE or FACTCHECK_PASSWORD."
        )
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("The same again: "):
        raise CommandError("The two passwords differ. Nobody was added.")
    return first
