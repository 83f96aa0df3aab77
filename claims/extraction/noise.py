"""Lines that are not the article: what a page or an app shows around what was written."""

import re

from claims.extraction.stamps import CLOCK, DATE, ZONE
from claims.extraction.units import word_set

_LONGEST = 420
_WHOLE = (
    # buttons and bare words of an interface
    r"back to top(?: button)?|advertisements?|ad|sponsored(?: content)?|paid post|promoted|print|e-?mail|save|listen"
    r"|copy(?: link)?|link copied.{0,20}|close|menu|search|sections|home|log ?in|sign ?in|sign out|register|more|next"
    r"|previous|donate(?: now)?|contact(?: us)?|gift(?: this)? article|gift|print this page|live|breaking(?: news)?"
    r"|live updates|just now|pinned|key events|show key events only|please turn on javascript.{0,60}|image|video"
    r"|gallery"
    r"|loading(?: comments| more)?\.{0,3}|skip to .{0,40}|open (?:image|menu) .{0,40}|view (?:comments|gallery"
    r"|all).{0,30}"
    r"|(?:a )?post shared by .{0,100}|view this post on instagram|forwarded from .{0,80}|reel by .{0,60}"
    r"|story continues(?: below)?.{0,40}|article continues (?:below|after).{0,40}|continue reading.{0,80}"
    r"|scroll (?:down|to continue).{0,40}|swipe .{0,40}|tap (?:here|to) .{0,40}|end of (?:transcript|article|story"
    r"|advertisement|carousel|list).{0,20}|load more.{0,30}|see (?:more|all).{0,40}"
    r"|show (?:more|less|all|comments).{0,30}|play(?: video)?|watch(?: live| now)?|toggle .{0,30}|expand(?: .{0,20})?"
    # what wants readers
    r"|subscribe(?:\s.{0,80})?|sign up .{0,100}|(?:get|receive) (?:our|the) .{0,80}(?:newsletter|inbox|alerts?"
    r"|briefing).{0,60}"
    r"|(?:join|follow) (?:us|our|the conversation).{0,80}|follow @?\w.{0,40} on (?:x|twitter|facebook|instagram"
    r"|threads"
    r"|telegram|whatsapp|bluesky|tiktok|google news).{0,40}|download (?:the|our) .{0,60}app.{0,60}"
    r"|already (?:a (?:member|subscriber|user|registered)|have an? (?:account|subscription)).{0,60}"
    r"|create (?:a free|an) account.{0,60}|start your .{0,60}trial.{0,60}"
    r"|(?:become|be) a (?:member|supporter|subscriber).{0,80}|support (?:our|independent|quality) .{0,60}"
    r"|click here.{0,80}|tap here.{0,80}|learn more.{0,40}|find out more.{0,60}|enter your e-?mail.{0,80}"
    r"|thank you for (?:subscribing|signing up|reading).{0,80}|listen to (?:this|the) (?:article|story|episode"
    r"|podcast).{0,60}"
    r"|watch (?:the|our|this) (?:video|film|clip|full).{0,80}|stay (?:with us|tuned|up to date).{0,80}"
    r"|(?:unlimited|get unlimited|full) (?:digital )?access(?: to (?:our|all|every) .{0,40})?|newsletters?"
    r"|most popular newsletters"
    # rights, small print, cookies
    r"|(?:©|\(c\)\s|copyright (?=©|\d{4}|by |notice)).{0,200}|.{0,60}all rights reserved.{0,80}|our standards:.{0,80}"
    r"|accept (?:all|cookies|and continue).{0,40}|reject (?:all|cookies).{0,40}|manage (?:cookies|preferences"
    r"|consent).{0,40}"
    r"|(?:privacy|cookie|terms|advertis|editorial guidelines|code of conduct|accessibility)(?:ing)?"
    r"(?: (?:policy|notice|settings|of (?:use|service)|and conditions|preferences|centre|center|with us))?"
    r"|terms (?:and conditions|of use|of service).{0,60}|cookies on .{0,60}|registered (?:office|in|number).{0,160}"
    r"|company (?:number|no\.?|registration).{0,60}|syndicated from .{0,80}|this (?:article"
    r"|story) (?:was )?(?:originally|first) "
    r"(?:appeared|published).{0,120}|reprinted with permission.{0,80}|do not sell .{0,60}"
    # who made it
    r"|(?:additional |writing |with )?(?:reporting|editing|writing|edited|reviewed|translated|compiled"
    r"|production) by .{0,160}"
    r"|(?:story|words|text|photos?|photographs?|pictures|illustrations?|graphics?|video) by .{0,80}"
    r"|(?:photo|photograph|image|picture|video|caption|illustration|graphic)s?"
    r"(?: credit| by| source| caption)?(?:: ?|, ?| — ?).{0,200}"
    r"|(?:photo|image|picture|video) credit.{0,80}|file (?:photo|picture|image).{0,200}|getty images"
    r"|ap photo"
    r"|(?:reuters|epa-efe|epa|ap photo|afp)[/:] ?.{1,60}|media contacts?:?.{0,120}|press contacts?:?.{0,120}"
    r"|for (?:more|further) information.{0,160}|notes? to editors:?.{0,40}"
    # times and counts
    r"|\d{1,3} ?min(?:ute)?s?(?: |-)(?:read|listen|watch|video)|estimated reading time.{0,30}"
    rf"|(?:first |last )?(?:updated|published|posted|modified|edited|created)\s?:?\s?(?:on:? "
    rf"|at )?(?:[a-z]{{3,9}},? )?"
    rf"(?:{DATE}|{CLOCK}|\d{{1,2}} (?:min(?:ute)?|hour|day|week)s? ago|today|yesterday).{{0,50}}"
    r"|comments? ?(?:\(?[\d.,]+\)?|off|closed)?|(?:leave|post|write) a comment|no comments.{0,20}"
    r"|[\d.,]+ ?[km]?\+? (?:comments?|views?|shares?|likes?|followers?|subscribers?|reactions?|retruths?|boosts?"
    r"|reads?|ratings?|reviews?)(?:\s?[·•|,(].{0,60})?"
    r"|(?:views?|likes?|shares?|comments?|followers?):? [\d.,]+ ?[km]?"
    r"|[\d.,]+ out of [\d.,]+ \(.{0,40}\)|[\d.,]+ (?:stars?|ratings?)(?: \(.{0,40}\))?"
    rf"|{CLOCK}(?:\s?{ZONE})?|\d{{1,2}}\s?(?:s|m|h|d|w|mins?|minutes?|hrs?|hours?|days?|weeks?)(?:\sago)?"
    rf"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?{DATE}"
    rf"(?:,?\s?(?:at\s|[-–—|·]\s?)?{CLOCK})?(?:\s?{ZONE})?"
    rf"|{CLOCK}(?:\s?{ZONE})?,?\s(?:on\s)?{DATE}"
    # tags and addresses
    r"|tags?:.{0,200}|topics?:.{0,200}|filed under:?.{0,120}|categor(?:y|ies):.{0,120}|in this (?:article"
    r"|story).{0,80}"
    r"|(?:[a-z0-9-]{1,60}\.){1,4}(?:com|org|net|ir|uk|int|gov|info|eu|edu|tv|news|co|io|me|de|fr|ru)(?:/\S{0,200})?"
    r"|(?:https?://|www\.)\S{1,2000}|</?[a-z!][^<>]{0,300}>|!\[[^\]]{0,200}\]\([^)]{0,400}\)"
    r"|[\w.+-]{1,60}@[\w.-]{3,60}"
    r"|[\[(](?:applause|laughter|cheers|crosstalk|inaudible|music|pause|silence|video plays|end of [a-z ]{1,30})[\])]"
    # the same in Persian and Arabic
    r"|تبلیغات?|آگهی|بیشتر بخوانید.{0,120}|مطالب مرتبط.{0,40}|اشتراک‌گذاری.{0,40}|به اشتراک بگذارید.{0,40}"
    r"|عضویت در خبرنامه.{0,60}"
    r"|منبع ?:.{0,80}|عکس ?:.{0,120}|برچسب‌ها ?:.{0,200}|کد خبر ?:.{0,40}|لینک کوتاه.{0,80}|نظرات(?: ?\(?\d+\)?)?"
    r"|بازدید ?: ?.{0,30}|انتشار ?:.{0,60}"
    r"|اقرأ أيضا.{0,120}|اقرأ المزيد.{0,120}|إعلان|شارك(?: (?:على|المقال|هذا).{0,40})?|مشاركة"
    r"|اشترك (?:في (?:النشرة|قناتنا|القناة).{0,60}|الآن.{0,40})|المصدر ?:.{0,80}|مواضيع ذات صلة.{0,40}"
    r"|جميع الحقوق محفوظة.{0,80}|آخر تحديث.{0,60}|تابعونا.{0,60}|صورة ?:.{0,120}|حقوق النشر.{0,80}"
    r"|تعليقات(?: ?\(?\d+\)?)?|تمامی حقوق.{0,120}"
)
_NOISE = re.compile(rf"^(?:{_WHOLE})[.:]?$", re.IGNORECASE)
_POINTERS = re.compile(
    r"^(?:read more|read also|also read|read next|see also|related|recommended|more on this|explainer|watch|listen"
    r"|in pictures"
    r"|in photos|live updates|don't miss|dont miss|must read|up next|share this)"
    r"\s?(?::|\||—|–|»|>).{0,160}$",
    re.IGNORECASE,
)
_LIST_HEADS = re.compile(
    r"^(?:read more|read also|also read|read next|see also|related(?: (?:articles|stories|topics|content|coverage"
    r"|news))?"
    r"|recommended(?: (?:for you|stories|articles|reading))?|more (?:on this story|from .{1,40}|stories|news"
    r"|top stories)"
    r"|most (?:read|viewed|popular|shared|watched|commented)(?: .{0,30})?|top stories|trending(?: (?:now|stories"
    r"|topics))?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|popular(?: (?:now|stories))?|latest(?: (?:news"
    r"|stories|videos"
    r"|headlines))?|editor'?’?s'? picks?|around the web|from the web|elsewhere on .{1,40}|in other news|features"
    r"|up next"
    r"|از دست ندهید|مطالب مرتبط|پربازدیدترین.{0,20}|بیشتر بخوانید|الأكثر قراءة|مواضيع ذات صلة|اقرأ أيضا)\s?:?$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:[/|]\s?(?:Reuters|AP|AFP|Getty(?: Images)?|EPA|EFE|Shutterstock|PA|Bloomberg|Xinhua|Anadolu|Zuma|Alamy"
    r"|handout)"
    r"|\bvia (?:Getty Images|AP|Reuters|REUTERS|AFP)|\bREUTERS/[A-Z].{1,40}|\bGetty Images|\bAP Photo.{0,40}"
    r"|\b(?:Photo|Photograph|Picture|Image|Credit)\s?(?:by|:)\s.{1,60})[)\]]?$"
)
_INTERFACE = word_set(
    "cookie cookies partners device preferences personalised personalized advertising privacy policy subscribe "
    "subscriber "
    "subscription newsletter newsletters account password email e-mail inbox browser javascript app download terms "
    "consent unsubscribe log-in login trial cancel checkout website site settings ads content"
)
_READER = word_set("you your")
_KEEPERS = word_set("we our us")
_OFFER = re.compile(
    r"[£$€]\s?\d[\d.,]{0,9}\s?(?:a|per|/|each)\s?(?:week|month|year|day|wk|mo|yr)\b|\b\d{1,2}% off\b", re.IGNORECASE
)
_SELLING = word_set(
    "digital print student students monthly annual annually premium basic standard subscribe subscription trial "
    "cancel offer "
    "plan save only just then first access unlimited deal billed weekly"
)
_SEPARATORS = re.compile(r"\s?[|•·›»→]\s?|\s>\s|\t+|\s{2,}|\s/\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_COUNT_LETTERS = frozenset("kKmM")


def is_noise(line: str) -> bool:
    """Whether a stripped line is a piece of an interface, a bare link or a count, not something written."""
    if len(line) > _LONGEST:
        return False
    return bool(
        is_count(line)
        or _NOISE.match(line)
        or _POINTERS.match(line)
        or is_list_head(line)
        or is_byline(line)
        or is_navigation(line)
        or (len(line) <= 300 and _CREDIT.search(line))
        or _is_offer(line)
        or _is_notice(line)
    )


def is_count(line: str) -> bool:
    """Whether a line has no word: marks, figures, and the K or M behind them ("1.2K", "👁 45K", "***")."""
    letters = [c for c in line[:60] if c.isalpha()]
    return len(line) <= 60 and len(letters) <= 4 and all(c in _COUNT_LETTERS for c in letters)


def is_list_head(line: str) -> bool:
    """Whether a stripped line stands above a list of links ("Most read", "Related stories")."""
    return len(line) <= 60 and bool(_LIST_HEADS.match(line))


def is_list_item(line: str) -> bool:
    """Whether a stripped line below such a head can be one of its links: short, and no sentence."""
    return len(line) <= 140 and line[-1] not in '.!…”":;,' and not (line[-1] == "?" and len(line) > 100)


def is_menu_item(line: str) -> bool:
    """Whether a stripped line can be one of a menu: at most three words, no figure, no mark at the end."""
    words = line.split()
    return len(words) <= 3 and len(line) <= 32 and line[-1].isalpha() and line[0].isupper() and line.isprintable()


def is_navigation(line: str) -> bool:
    """Whether a line is a row of links: three or more short pieces, with bars, arrows or gaps between them."""
    if len(line) > 240 or line[-1] in '.!?”"' or any(c.isdigit() for c in line):
        return False
    pieces = [piece for piece in _SEPARATORS.split(line) if piece]
    if len(pieces) < 3 and not (len(pieces) == 2 and ("›" in line or "»" in line)):
        return False
    return all(len(piece.split()) <= 4 for piece in pieces)


def is_byline(line: str) -> bool:
    """Whether a stripped line only says who wrote it ("By Jane Doe and John Roe")."""
    words = line.replace(",", " ").split()
    if not 2 <= len(words) <= 14 or len(line) > 120:
        return False
    first = words[0].lower().rstrip(":")
    names = words[2:] if first in ("written", "reported", "story") else words[1:]
    begins = first in ("by", "von", "par") or (
        len(words) > 1 and first in ("written", "reported", "story") and words[1].lower() == "by"
    )
    small = ("and", "in", "for", "|", "&", "at", "the", "of", "–", "—", "-", "und", "et")
    return begins and bool(names) and line[-1] not in ".!?" and all(w[0].isupper() or w.lower() in small for w in names)


def _is_offer(line: str) -> bool:
    """Whether a line says what a subscription costs."""
    if len(line) > 140 or not _OFFER.search(line):
        return False
    return bool({word.lower() for word in _WORD.findall(line)} & _SELLING) and line[-1] != "."


def _is_notice(line: str) -> bool:
    """Whether a line talks to the reader of a page about the page: cookies, consent, an account."""
    if any(c in '“”"«»' for c in line):
        return False
    words = [word.lower() for word in _WORD.findall(line)]
    known = {word for word in words if word in _INTERFACE}
    talks = _READER & set(words) or (_KEEPERS & set(words) and known & {"cookie", "cookies", "partners", "newsletter"})
    return bool(talks) and len(known) >= 2 and len(known) * 10 >= len(words)
