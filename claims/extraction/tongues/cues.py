"""Where a sentence of another language says that somebody says something."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.tokens import Token
from claims.extraction.tongues.tongue import Cite, Tongue


@dataclass(frozen=True)
class Cue:
    """A citing verb, or a phrase such as "according to", at tokens[first:stop]."""

    first: int
    stop: int
    cite: Cite
    verb: bool


def cues(tokens: Sequence[Token], tongue: Tongue) -> list[Cue]:
    """The citing verbs and phrases of a sentence, in order, without those that are negated."""
    out: list[Cue] = []
    i = 0
    while i < len(tokens):
        if tokens[i].kind != "word":
            i += 1
            continue
        verb = tongue.verbs.at(tokens, i)
        according = tongue.according.at(tokens, i)
        if according is not None and (verb is None or according[1] >= verb[1]):
            out.append(Cue(i, according[1], according[0], verb=False))
            i = according[1]
        elif verb is not None:
            if not (i and tongue.negations.before(tokens, i)):
                out.append(Cue(i, verb[1], verb[0], verb=True))
            i = verb[1]
        else:
            i += 1
    return out
