"""Shares, money, rates, ranks and changes, and the words that say of what, for each of what and against what."""

import pytest

from tests.claims.extraction.reading import figures, rows

# The words, and after the arrow the figures they state.
TABLE = """
More than 33 million people, or about 15% of the population, have been affected.
    => more than 33000000 people; approx 15 percent of the population
Unemployment fell to 3.4% from 4.1% a year earlier. => 3.4 percent since 4.1% a year earlier
The economy grew 0.3 per cent in the first quarter of 2024. => 0.3 percent change
GDP shrank by 1.2% compared with the previous quarter. => 1.2 percent change since the previous quarter
Exports rose 12 percent year on year to $3.2 billion. => 12 percent change since a year earlier; 3200000000 dollars
Prices have doubled since 2019. => 2 times change since 2019
Tickets cost £3 a head. => 3 pounds per head
The programme will cost 15 million rials per family. => 15000000 rials per family
The infection rate is 12 per 100,000 people. => 12 cases per 100,000 people
Doctors carried out 2.3 million operations, 12% fewer than in 2019.
    => 2300000 operations; 12 percent change since 2019
The vaccine was 95 percent effective against severe illness. => 95 percent
Around 40 deaths a day are recorded. => approx 40 deaths per day
Nearly two-thirds of voters backed the plan. => approx 67 percent of voters
Seven in ten parents say they worry. => 70 percent of parents
One in five children lives in poverty. => 20 percent of children
The company will cut 12,000 jobs, about 6% of its workforce. => 12000 jobs; approx 6 percent of its workforce
The minimum wage rises to $15 an hour in January. => 15 dollars per hour
The bank raised rates by 25 basis points to 5.5%. => 25 basis points change; 5.5 percent
The deficit widened to 4.4% of GDP. => 4.4 percent of GDP
Wheat output fell by a third. => 33 percent change
It is the highest level in 40 years. => 40 years rank
India is the world's second-largest producer of wheat. => 2 rank rank
Nine out of 10 patients recovered. => 90 percent of patients
The drug reduced deaths by 30%. => 30 percent change
Cases jumped from 120 in May to 3,400 in June. => 3400 cases since 120 in May
The average salary is €2,450 a month. => 2450 euros per month
Emissions dropped 4.4% last year, the biggest fall since 2020. => 4.4 percent change
The government owes 3.2 trillion yen. => 3200000000000 yen
He won 51.2% of the vote against 48.8% for his rival. => 51.2 percent of the vote; 48.8 percent
Rs 500 crore was spent on the scheme. => 5000000000 rupees
Spending per pupil fell by £800 in real terms. => 800 pounds change
Inflation hit 9.1%, its highest since 1981. => 9.1 percent
Turnout was just over 60 percent. => more than 60 percent
More than 1 in 10 women => more than 10 percent of women
The number of people without work rose by 12,000 to 1.3 million. => 12000 people change; 1300000 people
The firm posted a profit of $1.2bn, up from $900m a year ago.
    => 1200000000 dollars since $900m a year ago; 900000000 dollars
The pound dropped 2% against the dollar to $1.21. => 2 percent change; 1.21 dollars
House prices rose 0.4% in March, the Halifax said. => 0.4 percent change
Wages are 3.1 percent below their 2010 level. => 3.1 percent change
The fund has $4.5 trillion in assets. => 4500000000000 dollars
Measles cases have tripled in a year to 30,000. => 3 times change; 30000 cases
The vaccine prevented 94% of infections. => 94 percent of infections
The regime executed 834 people in 2023, a 43 percent increase on the previous year.
    => 834 executions; 43 percent change since the previous year
The prison holds 1,200 inmates, three times its capacity. => 1200 inmates; 3 times change
More than half of the country's 46 million people face hunger.
    => more than 50 percent of the country's 46 million people
The share of renewables reached 38 per cent, up from 29 per cent in 2015.
    => 38 percent since 29 per cent in 2015; 29 percent
A third of the victims were under 18. => 33 percent of the victims
Police seized 2.3 tonnes of cocaine worth £180m. => 2.3 tonnes; 180000000 pounds
It received 1,200 complaints in 2023, compared with 800 in 2022. => 1200 complaints since 800 in 2022; 800 complaints
The lake has shrunk to a tenth of its former size. => 10 percent of its former size
Sales were down 15 to 20 percent. => 15-20 percent change
The budget is 4 per cent smaller than last year. => 4 percent change since last year
Each household will receive 300 euros. => 300 euros
Almost 90 percent of Afghans cannot meet their basic needs, according to WFP. => approx 90 percent of Afghans
Iran's inflation rate exceeds 50 percent. => more than 50 percent
The price of bread has gone up fivefold. => 5 times change
The temperature rose by 1.1 degrees Celsius since pre-industrial times.
    => 1.1 degrees change since pre-industrial times
There were 3,500 fewer nurses than in 2020. => 3500 nurses change since 2020
The clinic sees 80 patients a day, five times as many as before the war. => 80 patients per day; 5 times change
The disease kills 600,000 people a year. => 600000 deaths per year
It cost 30% less. => 30 percent change
Nine in ten respondents to a survey of 2,000 adults said so. => 90 percent of respondents; 2000 adults
Traffic fell by 40 per cent within a month. => 40 percent change
The government says 96 percent of schools reopened, but teachers say barely half did.
    => 96 percent of schools; 50 percent
Food prices are up 25% on last year. => 25 percent change since last year
A 30 per cent drop in tourism => 30 percent change
The G7 pledged $600bn; China pledged $100bn. => 600000000000 dollars; 100000000000 dollars
Three in four Britons want change. => 75 percent of Britons
Sea levels rose 3.7mm a year between 2006 and 2018. => 3.7 millimetres per year
He owes £2,500 in rent. => 2500 pounds
At 38 deaths per million, the rate is low. => 38 deaths per million
The stock fell as much as 8%. => at most 8 percent change
One in 10 adults, or 4.6 million people, smoke. => 10 percent of adults; 4600000 people
Over 80% of the 2.2 million residents fled. => more than 80 percent of the 2.2 million residents
The court fined the firm €4.3bn. => 4300000000 euros
Exports to China were worth A$190 billion. => 190000000000 Australian dollars
The party got 7.1 million votes, 200,000 more than in 2019. => 7100000 votes; 200000 votes change since 2019
Debt reached 103% of GDP. => 103 percent of GDP
The fund lost two thirds of its value. => 67 percent change of its value
Rice costs 40 cents a kilo. => 40 cents per kilo
Rents are three times higher than in 2010. => 3 times change since 2010
Poverty was cut by half. => 50 percent change
Half of those surveyed said no. => 50 percent of those surveyed
The price of a barrel fell below $80. => less than 80 dollars
Attacks on health workers have quadrupled since 2016. => 4 times change since 2016
The UN needs $4.2bn but has received only 12% of it. => 4200000000 dollars; 12 percent of it
Nearly two thirds of trusts, 141 of 219, are in deficit. => approx 67 percent of trusts; 141 trusts
Two dams are at 97 and 94 per cent of capacity. => 2 dams; 97 percent; 94 percent of capacity
Spending had risen by £6.1bn, or 4.2% in real terms. => 6100000000 pounds change; 4.2 percent change
It killed almost 2,000 people and affected 20 million. => approx 2000 deaths; 20000000 people
Barely half of the schools reopened. => 50 percent of the schools
"""


@pytest.mark.parametrize(("words", "expected"), rows(TABLE))
def test_amounts_say_of_what_they_are(words: str, expected: list[str]) -> None:
    assert figures(words) == expected
