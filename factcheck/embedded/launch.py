"""Become another program, after giving up what it must not have. Run as a script with `python -I -S`.

    launch.py [--die-with PID] [--namespace UID GID | --user UID GID] [--folder FOLDER] -- PROGRAM ARGUMENT...

--die-with   the kernel sends this process SIGTERM when its parent, PID, ends, however it ends (Linux)
--namespace  a new user namespace in which this process has UID and GID; outside it stays who it is, so its
             files stay the caller's, and every privilege is gone once the program runs (Linux)
--user       really become UID and GID, without supplementary groups (needs root)
--folder     change into FOLDER, and fail when it cannot be entered and written

A process of its own does this, and not a function between fork and exec, because the caller may have threads.
Only the standard library, no import from the project: it runs without site-packages. Exit code 125 when a
step fails.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
FAILED = 125


def die_with(parent: int) -> None:
    """Ask the kernel for SIGTERM at the parent's end; leave at once when that end has been already."""
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:
        sys.exit(FAILED)


def enter_namespace(uid: int, gid: int) -> None:
    """Enter a new user namespace where the present user and group are `uid` and `gid`.

    One line per map, of one's own ids, is what the kernel lets any process write (user_namespaces(7)); the
    group map asks for setgroups to be given up first.
    """
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare: " + os.strerror(ctypes.get_errno()))
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1", encoding="ascii")


def become(uid: int, gid: int) -> None:
    """Become another user for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main(words: list[str]) -> None:
    """Carry out the options in the order in which they stand, then become the program."""
    while words and words[0] != "--":
        option = words.pop(0)
        if option == "--die-with":
            die_with(int(words.pop(0)))
        elif option == "--namespace":
            enter_namespace(int(words.pop(0)), int(words.pop(0)))
        elif option == "--user":
            become(int(words.pop(0)), int(words.pop(0)))
        elif option == "--folder":
            os.chdir(words[0])
            if not os.access(words.pop(0), os.W_OK | os.X_OK):
                raise PermissionError("the folder cannot be written")
        else:
            raise ValueError(f"unknown option {option}")
    program = words[1:]
    os.execv(program[0], program)  # noqa: S606 - a list, no shell


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError, IndexError) as error:
        sys.stderr.write(f"launch: {error}\n")
        sys.exit(FAILED)
