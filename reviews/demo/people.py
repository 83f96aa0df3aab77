"""Who works in the demonstration newsroom."""

from dataclasses import dataclass

from factcheck.core.capabilities import Role
from factcheck.core.models import User
from factcheck.core.passwords import set_password
from factcheck.core.people import add_person

PASSWORD = "newsroom-demo-2026"  # noqa: S105  (known to everybody, printed and written in docs/demo.md)
# The mark by which a database says that it holds a demonstration: nobody else has an account of this name.
CLIENT = "demo-client"


@dataclass(frozen=True)
class Player:
    """A person of the demonstration."""

    username: str
    name: str
    role: Role


PLAYERS = (
    Player("adam", "Adam Novak", Role.ADMINISTRATOR),
    Player("erin", "Erin Walsh", Role.EDITOR),
    Player("cleo", "Cleo Marchetti", Role.EDITOR),
    Player("ada", "Ada Okafor", Role.REVIEWER),
    Player("ben", "Ben Lindqvist", Role.REVIEWER),
    Player("noor", "Noor Rahimi", Role.REVIEWER),
    Player("teo", "Teo Vasquez", Role.REVIEWER),
    Player("rita", "Rita Solano", Role.READER),
)


def is_demonstration() -> bool:
    """Whether this database holds a demonstration newsroom."""
    return User.objects.filter(username=CLIENT, is_service=True).exists()


def gather_people(*, is_new: bool) -> dict[str, User]:
    """Everybody of the demonstration by username, those who are missing added.

    In a new demonstration nobody may be there yet: raises Conflict where a username is taken, so that no real
    person's account is ever used.
    """
    names = [player.username for player in PLAYERS]
    there = {} if is_new else {user.username: user for user in User.objects.filter(username__in=names)}
    administrator: User | None = None
    for player in PLAYERS:
        if player.username not in there:
            there[player.username] = add_person(
                player.username, by=administrator, name=player.name, role=player.role, password=PASSWORD,
                email=f"{player.username}@demo.example",
            )  # fmt: skip
        administrator = administrator or there[player.username]
    if is_new:
        add_person(CLIENT, by=administrator, name=("API client"), role=Role.READER, password=(""), is_service=True)
    return there


def reset_passwords(people: dict[str, User]) -> None:
    """Give everybody of the demonstration the known password again, where it was changed."""
    for user in people.values():
        if not user.check_password(PASSWORD):
            set_password(user, by=people["adam"], password=PASSWORD)
