"""What numbers count, and what befell the people they count, in the words of many kinds of text."""

import pytest

from tests.claims.extraction.reading import figures, rows

# The words, and after the arrow the figures they state.
TABLE = """
The death toll from the floods in Pakistan has risen to 1,033, with at least 119 people killed in the past 24 hours.
    => 1033 deaths; at least 119 deaths
One and a half million homes were damaged. => 1500000 homes
Half a million refugees crossed the border. => 500000 refugees
Some 60,000 of the country's 80,000 nurses walked out. => approx 60000 nurses
Drug overdoses killed 107,000 Americans last year. => 107000 deaths
The army said it had destroyed 14 tanks, 3 helicopters and two drones. => 14 tanks; 3 helicopters; 2 drones
Russia launched 87 drones and 12 cruise missiles overnight, Ukraine's air force said. => 87 drones; 12 missiles
Twenty-three people, including seven children, died when a bus plunged into a ravine. => 23 deaths; 7 children
A 45-year-old man was killed and 12 others wounded. => 12 wounded
At least 11 million people are in need of aid, the UN says. => at least 11000000 people
The fire destroyed 1,200 hectares of forest. => 1200 hectares
Between 300 and 400 people attended. => 300-400 people
As many as 70,000 marched. => at most 70000 people
Police used 350 rounds of tear gas. => 350 rounds
The ship carried 2,750 tonnes of ammonium nitrate. => 2750 tonnes
At least 12 soldiers and 30 civilians were killed. => at least 12 deaths; 30 deaths
Gunmen killed 12 soldiers and wounded 30 others in the attack. => 12 deaths; 30 wounded
Authorities arrested more than 1,300 people in 30 cities. => more than 1300 arrests; 30 cities
Dozens were injured and hundreds arrested. => at least 24 wounded; at least 200 arrests
Tens of thousands of people fled. => at least 20000 displaced
Several hundred protesters blocked the road. => at least 200 protesters
A couple of dozen houses burned. => at least 24 homes
The strike, now in its 12th day, involves 4,500 workers. => 4500 workers
Temperatures reached 49.2C in Jacobabad. => 49.2 degrees
An earthquake of magnitude 7.8 hit Turkey. => 7.8 magnitude
The quake killed over 50,000. => more than 50000 deaths
The country has 5,000 hospital beds for 11 million people. => 5000 beds; 11000000 people
The hospital treated 300 patients; 24 of them died. => 300 patients; 24 deaths
Of the 212 wells tested, 168 were unsafe. => 212 wells; 168 wells
The population fell below 1.4 billion. => less than 1400000000 people
A further 3,000 people were laid off. => 3000 layoffs
The plane was carrying 176 passengers and crew. => 176 passengers
He was sentenced to 12 years in prison. => 12 years
Some 120,000 customers were without power on Sunday evening. => approx 120000 customers
About 1,500 homes and 40 schools were damaged by the storm. => approx 1500 homes; 40 schools
One death was reported. => 1 deaths
Two people died and one was injured. => 2 deaths; 1 wounded
At least one person was killed. => at least 1 deaths
The march stretched for three kilometres. => 3 kilometres
Nearly 9,000 children under five die every day. => approx 9000 deaths
Every year 1.35 million people die on the roads. => 1350000 deaths
Fighters fired more than 40 rockets at the base, wounding six soldiers. => more than 40 rockets; 6 wounded
They killed 40 militants and captured 12. => 40 deaths
He said 23,000 Palestinians, most of them women and children, had been killed. => 23000 deaths
Hospitals are treating 450 wounded. => 450 wounded
Of the 46 dead, 12 were children. => 46 deaths; 12 deaths
The law affects 3.5m households. => 3500000 households
The tower is 320 metres high. => 320 metres
The journey takes 2 hours 30 minutes. => 2 hours; 30 minutes
The bill passed by 217 votes to 213. => 217 votes; 213 votes
The party won 120 of the 300 seats. => 120 seats
They want 1,000 more police officers. => 1000 officers
Up to 1.7 million Sudanese have fled since April 2023. => at most 1700000 displaced
The regime has arrested no fewer than 22,000 people since the protests began in September 2022.
    => at least 22000 arrests
Between January and June, 1,850 people drowned. => 1850 deaths
The death toll could exceed 10,000. => more than 10000 deaths
She has 2.1 million followers. => 2100000 followers
There are now 17 confirmed cases in Kerala. => 17 cases
In all, 46 people were killed: 30 in Goma, 10 in Bukavu and six in Beni. => 46 deaths; 30 deaths; 10 deaths; 6 deaths
Of the 1,500 killed, 400 were women. => 1500 deaths; 400 deaths
Fifteen of the dead were children. => 15 deaths
The outbreak has sickened 340 people and killed nine since June. => 340 cases; 9 deaths
Aid groups fed 12,000 families. => 12000 families
The reactor produces 1,200 megawatts. => 1200 megawatts
Militants abducted 287 pupils from a school in Kuriga. => 287 pupils
They walked 300 km in 12 days. => 300 kilometres
A crowd of 40,000 filled the stadium. => 40000 people
An estimated 2,000 dolphins washed ashore. => approx 2000 dolphins
More than 1.2 million hectares burned. => more than 1200000 hectares
The programme reached 250,000 children under five. => 250000 children
A total of 1,024 MPs signed. => 1024 MPs
Hundreds of thousands took to the streets. => at least 200000 people
Scores of houses were flattened. => at least 40 homes
Its 16 million members include 3 million students. => 16000000 members; 3000000 students
Some 4.5 billion people lack health cover. => approx 4500000000 people
The tunnel is 57km long. => 57 kilometres
About one million ballots were spoiled. => approx 1000000 ballots
Four civilians, two of them children, were killed by shelling. => 4 deaths; 2 deaths
The 7.4-magnitude quake struck at a depth of 35km. => 7.4 magnitude; 35 kilometres
It sank with 12 on board. => 12 people
Nine miners remain trapped. => 9 miners
There have been 1,100 aftershocks. => 1100 aftershocks
Storms cut power to almost 900,000 homes and businesses. => approx 900000 homes
The bombing left 21 dead and more than 60 injured. => 21 deaths; more than 60 wounded
21 dead, 60 hurt in market blast => 21 deaths; 60 wounded
The toll stood at 21. => 21 deaths
Officials put the toll at 21, including five police officers. => 21 deaths; 5 officers
The military lost 13 aircraft. => 13 aircraft
She spent 17 years in exile. => 17 years
Germany took in 1.1 million Ukrainians. => 1100000 Ukrainians
The dam holds 5 billion cubic metres of water. => 5000000000 cubic metres
"""


@pytest.mark.parametrize(("words", "expected"), rows(TABLE))
def test_things_and_people_are_counted(words: str, expected: list[str]) -> None:
    assert figures(words) == expected
