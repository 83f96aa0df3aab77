"""Common given names that tell a woman from a man, for "she" and "he"; names borne by both are left out."""

from claims.extraction.units import word_set

WOMEN = word_set(
    "mary maria marie anna ana anne ann hannah sarah sara laura linda susan karen nancy lisa emma emily olivia "
    "sophia sophie julia julie elena elizabeth margaret helen helena ruth rachel rebecca jennifer jessica amanda "
    "michelle melissa stephanie nicole angela barbara carol carolyn catherine katherine kathleen kate christina "
    "christine claire clara charlotte diana deborah donna dorothy eva eleanor ellen fatima aisha amina leila layla "
    "maryam mariam zahra narges nasrin shirin yasmin noor nadia natalia natasha olga irina svetlana tatiana "
    "yulia oksana ursula angelika ingrid astrid greta heidi petra sabine monika martina paula patricia pamela "
    "sandra sharon sheila shirley silvia sylvia sonia susana teresa theresa tracy valerie vanessa veronica "
    "victoria virginia wendy yvonne zoe alice amelia amrita priya anjali indira sunita lakshmi mei ling yuki "
    "naomi keiko rosa rosario carmen dolores gabriela isabel isabella juana lucia luisa marta mercedes pilar "
    "beatriz camila valentina francesca giulia giorgia chiara caroline cecilia bridget brigitte camille "
    "josephine madeleine simone agnes esther grace joyce judith janet jane joan jean-marie alexandra penny "
    "orla siobhan fiona nicola gillian hilary harriet lucy lily molly megan nora rose sally stella"
)
MEN = word_set(
    "john james robert michael william david richard joseph thomas charles daniel matthew anthony mark donald "
    "steven stephen paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan "
    "jacob gary nicholas eric jonathan larry justin scott brandon benjamin samuel gregory frank patrick "
    "raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter harold "
    "carl keith roger gerald christian terry sean arthur lawrence noah ethan christopher alexander philip "
    "simon martin alan graham neil ian colin stuart dan tom jim joe bob bill mike dave steve ben sam tim "
    "mohammed muhammad mohamed mohammad ahmed ahmad ali hassan hussein hossein ibrahim ismail khalid khaled "
    "mahmoud mustafa omar osama rashid saeed said salman tariq youssef yusuf abdullah abdul reza javad "
    "vladimir dmitry dmitri sergei sergey alexei aleksei igor ivan mikhail nikolai oleg oleh pavel boris yuri "
    "viktor volodymyr andriy hans klaus jurgen wolfgang dieter stefan matthias joachim olaf jens lars sven "
    "erik bjorn henrik anders pierre jacques jean francois louis michel philippe emmanuel nicolas antoine "
    "laurent carlos juan luis miguel pedro jorge alberto fernando francisco javier manuel pablo rafael "
    "ricardo roberto diego alejandro eduardo giovanni giuseppe marco mario luigi matteo paolo fabio antonio "
    "narendra rahul rajesh sanjay vijay anil sunil arjun hiroshi kenji takashi recep tayyip bert simon"
)
