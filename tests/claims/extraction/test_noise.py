"""What a page shows around an article makes no claim, and what looks like it but is written does."""

import pytest

from claims.extraction import extract
from claims.extraction.blocks import BlockKind, blocks
from claims.extraction.noise import is_noise
from claims.extraction.posts import is_frame


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Share", "Share this: Facebook  X  Email", "1.2K", "12,345 views", "👁 45.2K", "Comments (34)",
        "Home | News | Sport | Weather", "Home › World › Asia", "News  Opinion  Sport  Culture  Lifestyle",
        "By Jane Doe and John Roe", "By JANE DOE, Associated Press", "Reporting by Jane Doe; Editing by John Roe",
        "Additional reporting by Ana Silva in Lima", "Our Standards: The Thomson Reuters Trust Principles.",
        "Last updated 27 October 2025, 18:40 GMT", "Updated 3 hours ago", "Published: Jan. 13, 2026 at 2:05 p.m. EST",
        "Mon 13 May 2024 10.32 BST", "May 13, 2024", "2024-05-13", "14:32 GMT", "18.32", "2h ago", "5 min read",
        "Subscribe", "Subscribe from £1 a week", "Sign up for our newsletter", "Get our daily briefing in your inbox",
        "Already a subscriber? Log in", "Start your free trial today", "Digital: £1 a week for the first 12 weeks, "
        "then £3.50",
        "Student: 50% off", "4.6 out of 5 (3,218 ratings)", "14.2K followers", "Download the app on the App Store",
        "We use cookies to give you the best experience on our website.",
        "We and our 842 partners store and access information on your device. You can change your choices at any "
        "time.",
        "Accept all cookies", "Manage preferences", "Privacy Policy", "Terms of use", "Cookie settings",
        "© 2025 Harbour Courier Media Ltd. All rights reserved.", "Copyright 2024 Acme", "Registered office: 12 "
        "Quay Street",
        "Protesters march in Lima on Monday, March 4. REUTERS/Sebastian Castaneda",
        "A burnt-out bus in the port district (Photo by Jane Doe/AFP via Getty Images)",
        "Image caption: 40 people were on the bus", "Photograph: Ana Silva/The Courier", "File photo: the harbour "
        "in 2019",
        "Read more: 40 dead in bus crash", "Related: How 12 cities fought the flood", "Watch: moment 30 boats sank",
        "Most read", "You may also like", "Tags: Iran, protests, "
        "2019", "https://example.org/12-killed", "example.org/news",
        "![A map of 12 provinces](https://example.org/a.png)", "<div "
        "class='ad-300'>", "(APPLAUSE)", "[Laughter]", "***", "---",
        "A post shared by Jane Doe (@jane)", "Story continues below advertisement", "بیشتر بخوانید: ۱۲ نفر کشته شدند",
        "کد خبر: ۱۲۳۴۵", "اقرأ أيضا: مقتل 12 شخصا", "جميع الحقوق محفوظة 2024",
    ],
)  # fmt: skip
def test_a_line_of_the_page_is_noise(line: str) -> None:
    assert is_noise(line) or is_frame(line)
    assert extract(line).candidates == ()


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers fell by 12 percent.", "Tap water in 40 cities is unsafe, the ministry said.",
        "Published figures show 12 deaths in May.", "Already a third of homes have lost power.",
        "Full access to the site was blocked for 12 days.", "End of the war cost 200 lives.",
        "By Monday, 12 people had died.", "By noon 12 People had died.", "Comments by the mayor led to 40 arrests.",
        "Updated figures put the toll at 46.", "Expanding the port will cost 40 million dollars.",
        "Home sales fell 12 percent in May, the agency said.", "200 shares of the company were sold.",
        "Image analysis showed 40 graves.", "Share prices fell 12 percent.", "Live ammunition killed 12 people, "
        "doctors said.",
        "Police | 12 people were arrested on Monday.", "The app collected data of 842 people on their devices.",
        "Print media lost 40 jobs.", "Copyright holders sued 12 firms.", "Topics such as 12 murders were discussed.",
        "12 likes do not make a movement, 40 people said.", "More 12-year-olds than adults voted.",
        "شارك 12 شخصا في الاحتجاج.", "بازدید ۱۲ نفر از شهر انجام شد.",
    ],
)  # fmt: skip
def test_a_line_that_was_written_is_read(line: str) -> None:
    assert not is_noise(line)
    assert not is_frame(line)


def test_a_page_of_boilerplate_yields_no_claim() -> None:
    text = """Skip to main content
Home | World | Politics | Sport
SIGN IN
Subscribe for $4 a month
Watch Live
Markets
Opinion
Weather
Video

We value your privacy
We and our 1,403 partners use cookies on your device to personalise content. Manage your preferences at any time.
Accept all
Reject all

Most read
1
Why 40 cities ran out of water
2
The 12 best beaches of 2024
3 people who changed everything

Newsletters
Get our morning briefing in your inbox. Over 200,000 subscribers trust it.
Enter your email

Follow us
14.2K followers
1.1M likes

Advertisement
Sponsored content
© 2024 The Daily Post. All rights reserved. | Privacy | Terms
Photo: 30 boats in the harbour. Jane Doe/AP
Back to top"""
    assert [c.text for c in extract(text).candidates] == []


def test_links_below_a_head_are_left_out_until_something_is_written() -> None:
    text = (
        "The mayor said 12 people had died.\n\nRelated stories\n\n40 dead in bus crash\nWhy 12 cities flooded\n\n"
        "Rescuers found another 3 people dead on Tuesday, police said."
    )
    assert [c.quantity.value for c in extract(text).candidates if c.quantity] == [12, 3]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("## 12 people were killed, police said", "12 people were killed, police said"),
        ("- 12 people were killed, police said.", "12 people were killed, police said."),
        ("> 12 people were killed, police said.", "12 people were killed, police said."),
        ("14:32 GMT - Police said 12 people had died.", "Police said 12 people had died."),
        ("[14:32] Police said 12 people had died.", "Police said 12 people had died."),
        ("2h ago Police said 12 people had died.", "Police said 12 people had died."),
        ("10.45am BST Police said 12 people had died.", "Police said 12 people had died."),
        ("12 people were killed, police said.", "12 people were killed, police said."),
        ("2.5 million people fled, police said.", "2.5 million people fled, police said."),
    ],
)
def test_marks_and_times_before_a_line_are_not_part_of_it(line: str, written: str) -> None:
    text = f"{line}\n\nIt was a quiet day in the valley, and nothing else happened there."
    block = next(b for b in blocks(text) if b.kind is not BlockKind.NOISE)
    assert text[block.start : block.end] == written


@pytest.mark.parametrize(
    ("text", "claim", "speaker"),
    [
        ("**12 people** were killed, police said.", "12 people** were killed", "police"),
        ("According to [the ministry](https://example.org/a-12), 40 people died.", "40 people died", "ministry"),
        ("<p>Police said 12 people had died.</p>", "12 people had died", "Police"),
        ("<strong>Police</strong> said 12 people had died.", "12 people had died", "Police"),
        ("Police&nbsp;said 12 people had died.", "12 people had died", "Police"),
        ("Police said 12 people had died.[1]", "12 people had died", "Police"),
        ("> “We counted 40 graves,” said Ana Silva.", "We counted 40 graves", "Ana Silva"),
        ("1) The ministry said 12 people died.", "12 people died", "ministry"),
        ("۱۲ نفر کشته شدند[3]، به گفته <b>پلیس</b>.", "۱۲ نفر کشته شدند", "پلیس"),
    ],
)
def test_what_markdown_and_html_leave_behind_is_no_part_of_a_name_or_a_claim(
    text: str, claim: str, speaker: str
) -> None:
    (found,) = extract(text).candidates
    assert (found.text, [s.name for s in found.speakers]) == (claim, [speaker])


def test_a_reference_after_a_stop_does_not_join_two_sentences() -> None:
    found = extract("Police said 12 people had died.[12] The mayor said 40 houses burned.[13]").candidates
    assert [(c.text, [s.name for s in c.speakers]) for c in found] == [
        ("12 people had died", ["Police"]),
        ("40 houses burned", ["mayor"]),
    ]
