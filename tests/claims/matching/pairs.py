"""Pairs of claims as people write them, with how the second stands to the first and what the reasons must say.

Written by hand before the rules. Each row: the claim, the other one, the relation, and words of which each must stand
in the reasons ("" asks for none).
"""

SAME = "same_figure"
OTHER = "other_figure"
OPPOSITE = "opposite_stance"
WORDS = "same_words"
RELATED = "related"

VALUES = [
    ("200 people were killed in the protests.", "1,500 people were killed in the protests.", OTHER, "1,500"),
    (
        "More than 200 protesters have been killed in Iran.",
        "Over 1,500 protesters have been killed in Iran.",
        OTHER,
        "200",
    ),
    ("1,500 people were killed in the protests.", "About 1500 people died during the protests.", SAME, "1,500"),
    ("More than 1,500 people were killed.", "1,500 people were killed.", SAME, "more than"),
    ("At least 400 people were killed in the crackdown.", "400 people were killed in the crackdown.", SAME, "at least"),
    ("Between 1,000 and 1,500 people were killed.", "1,200 people were killed.", SAME, "within"),
    ("Between 1,000 and 1,500 people were killed.", "1,700 people were killed.", OTHER, "1,700"),
    ("About 1,500 people were arrested.", "1,480 people were arrested.", SAME, "about"),
    ("About 1,500 people were arrested.", "1,290 people were arrested.", OTHER, "1,290"),
    ("The vaccine was given to 1.5 million people.", "The vaccine was given to 1,498,233 people.", SAME, "rounds"),
    ("The storm cost 3 billion dollars.", "The storm cost $3bn.", SAME, "3"),
    ("The storm cost 3 billion dollars.", "The storm cost 3 million dollars.", OTHER, "million"),
    ("A dozen officers were injured.", "12 officers were injured.", SAME, "12"),
    ("Two hundred people died in the flood.", "200 people died in the flood.", SAME, "200"),
    ("At most 50 people attended the rally.", "5,000 people attended the rally.", OTHER, "5,000"),
    ("Fewer than 300 people died in the quake.", "More than 300 people died in the quake.", OTHER, "fewer"),
    ("The minister said 180 cities saw protests.", "Protests were seen in 180 cities.", SAME, "180"),
    ("The bridge is 300 metres long.", "The bridge is 310 metres long.", OTHER, "310"),
]

UNITS = [
    ("1,500 people lost their lives in the protests.", "1,500 people were killed in the protests.", SAME, "1,500"),
    ("There were 1,500 deaths in the protests.", "1,500 people died in the protests.", SAME, "1,500"),
    ("1,500 fatalities were counted during the unrest.", "1,500 people were killed during the unrest.", SAME, "1,500"),
    ("200 people were killed in the protests.", "200 people were arrested in the protests.", OTHER, "arrests"),
    ("200 people were killed in the protests.", "200 people were wounded in the protests.", OTHER, "wounded"),
    ("20 percent of voters backed the measure.", "20 voters backed the measure.", OTHER, "percent"),
    ("The tax rose by 5 percent.", "The tax rose by 5 percentage points.", OTHER, "percentage points"),
    ("The house sold for 500,000 dollars.", "The house sold for 500,000 euros.", OTHER, "euros"),
    ("The road is 20 kilometres long.", "The road is 20 miles long.", OTHER, "miles"),
    ("The march drew 5,000 demonstrators.", "The march drew 5,000 protesters.", SAME, "5,000"),
    ("20% of voters backed the measure.", "20 percent of voters backed the measure.", SAME, "20"),
    ("The quake caused 400 deaths.", "The quake caused 400 casualties.", SAME, "wounded"),
    ("3 of the 10 largest banks failed.", "3 percent of banks failed.", OTHER, "percent"),
]

PLACES_AND_DAYS = [
    ("200 people were killed in Tehran.", "200 people were killed in Shiraz.", OTHER, "Shiraz"),
    ("320 people were killed in Kermanshah.", "320 were killed in Kermanshah province.", SAME, "320"),
    ("Unemployment was 5 percent in 2018.", "Unemployment was 5 percent in 2019.", OTHER, "2019"),
    (
        "On 15 December 2019, 1,500 people had been killed.",
        "In December 2019, 1,500 people had been killed.",
        SAME,
        "1,500",
    ),
    ("On 15 November 2019, 200 people were killed.", "On 3 March 2021, 200 people were killed.", OTHER, "2021"),
    ("Fire destroyed 40 homes in Greece.", "Fire destroyed 40 homes in Portugal.", OTHER, "Portugal"),
    ("In Iran, 1,500 people were killed.", "1,500 people were killed.", SAME, "1,500"),
]

STANCES = [
    (
        "Reuters confirmed that 1,500 people were killed.",
        "The interior ministry denied that 1,500 people were killed.",
        OPPOSITE,
        "den",
    ),
    (
        "The minister confirmed the arrest of the journalist.",
        "The minister denied the arrest of the journalist.",
        OPPOSITE,
        "den",
    ),
    (
        "The government has announced the death toll.",
        "The government has not announced the death toll.",
        OPPOSITE,
        "not",
    ),
    ("The vaccine is safe.", "The vaccine is not safe.", OPPOSITE, "not"),
    ("The earth is flat.", "It is false that the earth is flat.", OPPOSITE, "false"),
    ("The video shows a real attack in Kabul.", "The video does not show a real attack in Kabul.", OPPOSITE, "not"),
    (
        "The video shows a real attack in Kabul.",
        "The claim that the video shows a real attack in Kabul is false.",
        OPPOSITE,
        "false",
    ),
    ("Masks don't stop the virus.", "Masks stop the virus.", OPPOSITE, "not"),
    ("Nobody died in the explosion at the plant.", "People died in the explosion at the plant.", OPPOSITE, ""),
    (
        "There is evidence that the election was stolen.",
        "There is no evidence that the election was stolen.",
        OPPOSITE,
        "no",
    ),
    ("Officials denied that troops entered the city.", "Troops entered the city.", OPPOSITE, "den"),
    ("Officials denied that troops entered the city.", "Officials said no troops entered the city.", RELATED, ""),
    ("Iran did not shoot the plane down.", "Iran denied that it shot the plane down.", RELATED, ""),
    ("The ministry did not deny that the plant leaked.", "The ministry said that the plant leaked.", RELATED, ""),
    (
        "Not only Reuters reported the arrest of the minister.",
        "Reuters reported the arrest of the minister.",
        RELATED,
        "",
    ),
    ("The reports of an explosion at the port are untrue.", "There was an explosion at the port.", OPPOSITE, "untrue"),
    ("The president never visited the camp.", "The president visited the camp.", OPPOSITE, "never"),
    ("The company failed to pay its workers.", "The company paid its workers.", OPPOSITE, "failed"),
    ("The senator refused to sign the bill.", "The senator signed the bill.", OPPOSITE, "refused"),
    ("No fewer than 400 people were killed.", "400 people were killed.", SAME, "at least"),
    ("No doubt the mayor paid the bribe.", "The mayor paid the bribe.", RELATED, ""),
    (
        "The judge was not in the room and did not read the letter.",
        "The judge was in the room and read the letter.",
        OPPOSITE,
        "not",
    ),
    ("Officials doubted that 1,500 people were killed.", "1,500 people were killed.", OPPOSITE, "doubt"),
]

DIRECTIONS = [
    ("Unemployment rose to 5 percent.", "Unemployment fell to 5 percent.", OPPOSITE, "rose"),
    ("Crime increased in the capital last year.", "Crime decreased in the capital last year.", OPPOSITE, "increased"),
    ("Unemployment did not fall in the south.", "Unemployment rose in the south.", RELATED, ""),
    ("The court found the mayor guilty.", "The court found the mayor innocent.", OPPOSITE, "guilty"),
    ("The strike on the factory is legal.", "The strike on the factory is illegal.", OPPOSITE, "illegal"),
    ("The party won the election in the north.", "The party lost the election in the north.", OPPOSITE, "won"),
    ("Prices rose by 3 percent.", "Prices rose by 30 percent.", OTHER, "30"),
    ("The singer is alive.", "The singer is dead.", OPPOSITE, "alive"),
    ("The minister supports the new dam.", "The minister opposes the new dam.", OPPOSITE, "oppose"),
    ("Russia attacked Georgia.", "Georgia attacked Russia.", RELATED, "order"),
]

WORDINGS = [
    ("1,500 people were killed!", "1500 people were killed", WORDS, "words"),
    ("Bill Gates owns the patent on the virus.", "BILL GATES OWNS THE PATENT ON THE VIRUS", WORDS, "words"),
    ("A protester was shot in the square.", "The protester was shot in a square.", WORDS, "words"),
    (
        "A shark swam on a flooded street in Houston.",
        "The photograph shows a shark on a street in Houston.",
        RELATED,
        "",
    ),
    ("Drinking bleach cures the disease.", "The moon landing was staged in a studio.", RELATED, ""),
    ("Resolution 55 was adopted by the assembly.", "Resolution 56 was adopted by the assembly.", OTHER, "56"),
    ("200 people died when a bus crashed near Lima.", "200 people died of cholera after floods in Kenya.", RELATED, ""),
]

OTHER_LANGUAGES = [
    ("۱۵۰۰ نفر کشته شدند", "1500 نفر کشته شدند", WORDS, "words"),
    ("۲۰۰ نفر در تهران کشته شدند", "۱۵۰۰ نفر در تهران کشته شدند", OTHER, "1,500"),
    ("۱۵۰۰ نفر کشته شدند", "1,500 people were killed", SAME, "1,500"),
    ("دولت کشته شدن ۱۵۰۰ نفر را تکذیب کرد", "دولت کشته شدن ۱۵۰۰ نفر را تأیید کرد", OPPOSITE, "denies"),
    ("۱۵۰۰ نفر کشته نشدند", "۱۵۰۰ نفر کشته شدند", OPPOSITE, ""),
    ("قُتل 300 شخص في بغداد", "قُتل 30 شخص في بغداد", OTHER, "300"),
    ("300 Menschen wurden getötet", "300 people were killed", SAME, "300"),
]

MIXED = [
    ("At least 304 people were killed, Amnesty said.", "Amnesty International says 304 were killed.", SAME, ""),
    ("The ministry put the death toll at 225.", "The death toll is 1,500, according to Reuters.", OTHER, ""),
    ("Inflation hit 41 percent in Iran.", "Inflation in Iran reached 41%.", SAME, ""),
    ("Covid vaccines contain microchips.", "Covid vaccines do not contain microchips.", OPPOSITE, ""),
    (
        "Greta Thunberg was paid by George Soros.",
        "There is no proof that Greta Thunberg was paid by George Soros.",
        OPPOSITE,
        "",
    ),
    ("Police arrested 7,000 protesters.", "7,000 protesters were detained.", SAME, ""),
    ("Police arrested 7,000 protesters.", "Police arrested 700 protesters.", OTHER, ""),
    ("The fire killed 12 people and injured 30.", "12 people died and 45 were injured in the fire.", OTHER, ""),
    ("Trump won the popular vote in 2016.", "Trump lost the popular vote in 2016.", OPPOSITE, ""),
    ("The queen has died.", "The queen has not died.", OPPOSITE, ""),
    ("The rumour that the queen has died is false.", "The queen has died.", OPPOSITE, ""),
    ("Snopes debunked the claim that the moon landing was staged.", "The moon landing was staged.", OPPOSITE, ""),
    ("The government denies hiding the death toll.", "The government is hiding the death toll.", OPPOSITE, ""),
    ("Nearly 2 million people fled the war.", "1.9 million people fled the war.", SAME, ""),
    ("Some 2 million people fled the war.", "About two million people fled the war.", SAME, ""),
    ("The GDP grew by 3 percent in 2019.", "The GDP shrank by 3 percent in 2019.", OPPOSITE, ""),
    ("Sweden has 10 million inhabitants.", "Norway has 5 million inhabitants.", OTHER, ""),
    ("Half of the voters stayed at home.", "50 percent of voters stayed at home.", SAME, ""),
    ("The mayor was in Paris on Monday.", "The mayor was never in Paris on Monday.", OPPOSITE, ""),
    ("Turkey closed its border with Syria.", "Turkey reopened its border with Syria.", OPPOSITE, ""),
    (
        "A hospital in Gaza was hit by a rocket.",
        "Officials disputed that a hospital in Gaza was hit by a rocket.",
        OPPOSITE,
        "",
    ),
    ("Germany will ban diesel cars.", "Germany won't ban diesel cars.", OPPOSITE, ""),
    ("The dam holds 40 cubic kilometres of water.", "The bridge cost 40 million dollars.", RELATED, ""),
    ("Wages rose by 200 dollars a month.", "Wages rose by 200 dollars a year.", OTHER, ""),
    ("Three in four doctors support the law.", "75 percent of doctors support the law.", SAME, ""),
    ("The army has 20,000 soldiers.", "The army has twenty thousand soldiers.", SAME, ""),
    (
        "The virus was made in a laboratory.",
        "Scientists reject the claim that the virus was made in a laboratory.",
        OPPOSITE,
        "",
    ),
    ("Nurses did not receive a raise, unions say.", "Nurses received a raise.", OPPOSITE, ""),
    ("It is not true that the school was closed.", "The school was closed.", OPPOSITE, ""),
    ("The school was not closed.", "It is not true that the school was closed.", RELATED, ""),
]

PAIRS = [*VALUES, *UNITS, *PLACES_AND_DAYS, *STANCES, *DIRECTIONS, *WORDINGS, *OTHER_LANGUAGES, *MIXED]
