"""Words that turn what is said into its opposite, and pairs of words that exclude each other."""

from claims.extraction.units import word_set

ARTICLES = word_set("a an the")
STOPS = ARTICLES | word_set(
    "of and or in on at to by with from as for is are was were be been being has have had do does did it its this "
    "that these those there their they he she his her him them we our you your i who which what when where so then "
    "than but also about after before during into over under out up down more most some such very will would can "
    "could may might should just only even still while if because though although through until per via"
)
NOT = word_set(
    "not no never nobody none neither nor nothing without cannot cant dont didnt doesnt isnt arent wasnt werent hasnt "
    "havent hadnt wont wouldnt couldnt shouldnt unable لا لم لن لیس لیست"
)
DENIES = word_set(
    "deny denies denied denying denial denials doubt doubts doubted doubting refute refutes refuted rebut rebutted "
    "reject rejects rejected dismiss dismisses dismissed dispute disputes disputed unlikely disprove disproves "
    "disproved disproven"
)
# In these languages the verb that denies stands at the end, or before all that it denies.
DENIES_ALL = word_set("تکذیب نفی ینفی تنفی کذب دروغ نادرست dementiert dément desmiente smentisce")
UNTRUE = word_set(
    "false untrue fake hoax hoaxes incorrect wrong baseless unfounded debunked fabricated myth lie lies inaccurate "
    "misleading unproven impossible"
)
REPORTS = word_set("claim claims report reports rumour rumours rumor rumors story stories news allegation allegations")
FAILS = word_set("fail fails failed failing failure refuse refuses refused refusing decline declines declined")
# Two words that turn nothing round though the first of them looks like it.
HARMLESS = {
    ("not", "only"), ("not", "just"), ("not", "merely"), ("not", "simply"), ("no", "doubt"), ("without", "doubt"),
    ("no", "fewer"), ("no", "less"), ("no", "more"), ("not", "fewer"), ("not", "less"), ("not", "more"),
    ("no", "matter"), ("or", "not"), ("nothing", "but"), ("no", "wonder"),
}  # fmt: skip
CLAUSE_ENDS = word_set(", : but while although though because and or")
SENTENCE_ENDS = word_set(". ; ! ? but")

_PAIRS = (
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown climb climbed climbs "
    "jumped surged soared higher up"
    "|fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined drop drops "
    "dropped shrink shrank shrunk plunged sank lower down",
    "win wins won winning|lose loses lost losing",
    "guilty convicted|innocent acquitted",
    "legal lawful allowed permitted legalised legalized|illegal unlawful banned forbidden outlawed prohibited",
    "alive living|dead died",
    "support supports supported supporting backs backed favours favors"
    "|oppose opposes opposed opposing rejects rejected",
    "safe harmless|unsafe dangerous harmful deadly",
    "true real genuine authentic|false untrue fake hoax staged fabricated doctored",
    "confirm confirms confirmed|deny denies denied",
    "open opens opened reopened|close closes closed shut",
    "cause causes caused|prevent prevents prevented cure cures cured",
    "accept accepts accepted|reject rejects rejected refuse refused",
    "arrested detained jailed|released freed",
    "present attended|absent",
    "effective works|ineffective useless",
    "best|worst",
    "highest most|lowest least",
    "first|last",
    "before|after",
    "است|نیست",
    "بود|نبود",
    "افزایش|کاهش",
    "تایید تأیید|تکذیب",
)
# Each word with the words that exclude it.
EXCLUDES: dict[str, frozenset[str]] = {}
for _pair in _PAIRS:
    _left, _, _right = _pair.partition("|")
    for _word in _left.split():
        EXCLUDES[_word] = EXCLUDES.get(_word, frozenset()) | word_set(_right)
    for _word in _right.split():
        EXCLUDES[_word] = EXCLUDES.get(_word, frozenset()) | word_set(_left)
