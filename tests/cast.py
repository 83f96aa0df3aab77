"""A fixed cast: who plays what in every test.

Ada reviews first, Ben second, Cleo (an editor) decides where they differ, Erin edits and publishes, Noor is a
further reviewer, Adam administers, Rita only reads.
"""

from factcheck.core.capabilities import Role

PASSWORD = "correct-horse-battery"
CAST = {
    "ada": ("Ada Okafor", Role.REVIEWER),
    "ben": ("Ben Lindqvist", Role.REVIEWER),
    "noor": ("Noor Rahimi", Role.REVIEWER),
    "cleo": ("Cleo Marchetti", Role.EDITOR),
    "erin": ("Erin Walsh", Role.EDITOR),
    "adam": ("Adam Novak", Role.ADMINISTRATOR),
    "rita": ("Rita Solano", Role.READER),
}
