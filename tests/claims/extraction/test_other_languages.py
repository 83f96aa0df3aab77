"""Who said what, with what figure and as of when, in languages that have a small lexicon, or none."""

import pytest

from tests.claims.extraction.said_in import Row, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Selon le ministère de la Santé, au moins 1 200 personnes ont été tuées et 300 blessées.",
            [
                (
                    "au moins 1 200 personnes ont été tuées",
                    "ministère de la Santé: asserts",
                    "at_least 1200 deaths",
                    "",
                ),
                ("300 blessées", "ministère de la Santé: asserts", "exact 300 wounded", ""),
            ],
        ),
        (
            "« Nous avons compté 45 morts dans la ville », a déclaré le maire Jean Dupont.",
            [("Nous avons compté 45 morts dans la ville", "maire Jean Dupont: asserts", "exact 45 deaths", "")],
        ),
        (
            "Le gouvernement a démenti que 30 personnes aient été arrêtées lundi à Paris.",
            [
                (
                    "30 personnes aient été arrêtées lundi à Paris",
                    "gouvernement: denies",
                    "exact 30 arrests",
                    "2022-10-17",
                )
            ],
        ),
        (
            "Au moins 12,5 % des salariés sont au chômage, a indiqué l'Insee mardi.",
            [("Au moins 12,5 % des salariés sont au chômage", "Insee: asserts", "at_least 12.5 percent", "2022-10-18")],
        ),
        (
            "Plus de 2,5 millions d'euros ont été dépensés en 2021.",
            [("Plus de 2,5 millions d'euros ont été dépensés en 2021", "", "more_than 2500000 euros", "2021")],
        ),
        (
            "Nach Angaben der Polizei wurden mehr als 1.500 Menschen verletzt.",
            [("wurden mehr als 1.500 Menschen verletzt", "Polizei: asserts", "more_than 1500 wounded", "")],
        ),
        (
            "Die Polizei teilte mit, dass 12 Menschen festgenommen wurden.",
            [("12 Menschen festgenommen wurden", "Polizei: asserts", "exact 12 arrests", "")],
        ),
        (
            "„Wir haben 30 Tote gezählt und es werden mehr“, sagte Bürgermeister Hans Müller.",
            [
                (
                    "Wir haben 30 Tote gezählt und es werden mehr",
                    "Bürgermeister Hans Müller: asserts",
                    "exact 30 deaths",
                    "",
                )
            ],
        ),
        (
            "Según la policía, murieron 45 personas y 30 resultaron heridas.",
            [
                ("murieron 45 personas", "policía: asserts", "exact 45 deaths", ""),
                ("30 resultaron heridas", "policía: asserts", "exact 30 wounded", ""),
            ],
        ),
        (
            "El ministro confirmó que más de 2.000 personas murieron en el terremoto.",
            [("más de 2.000 personas murieron en el terremoto", "ministro: confirms", "more_than 2000 deaths", "")],
        ),
        (
            "En az 30 kişi öldü ve 120 kişi yaralandı.",
            [("En az 30 kişi öldü", "", "at_least 30 deaths", ""), ("120 kişi yaralandı", "", "exact 120 wounded", "")],
        ),
        (
            "Sağlık Bakanlığı en az 12 kişinin öldüğünü açıkladı ve bu sayı için bir açıklama yapıldı.",
            [("en az 12 kişinin öldüğünü", "Sağlık Bakanlığı: asserts", "at_least 12 deaths", "")],
        ),
        (
            "По данным полиции, задержаны более 500 человек.",
            [("задержаны более 500 человек", "полиции: asserts", "more_than 500 arrests", "")],
        ),
        (
            "Министр заявил, что погибли 12 человек.",
            [("погибли 12 человек", "Министр: asserts", "exact 12 deaths", "")],
        ),
        (
            "Minstens 30 mensen zijn gedood, volgens de politie en het is niet de eerste.",
            [
                (
                    "Minstens 30 mensen zijn gedood, volgens de politie en het is niet de eerste",
                    "",
                    "exact 30 mensen",
                    "",
                )
            ],
        ),
        (
            "死者は30人に達した。",
            [("死者は30人に達した", "", "exact 30 人", "")],
        ),
        (
            "इस हमले में 30 लोग मारे गए और 45% घर नष्ट हो गए।",
            [
                ("इस हमले में 30 लोग मारे गए और 45% घर नष्ट हो गए", "", "exact 45 percent", ""),
                ("30 लोग", "", "exact 30 लोग", ""),
            ],
        ),
    ],
)
def test_a_sentence_comes_apart(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
