"""Words for those who speak: roles, titles, organisations and pronouns."""

from claims.extraction.units import word_set

ROLES = word_set(
    "official officials spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons ministry minister "
    "ministers police government governments authorities authority agency agencies president premier chancellor "
    "governor mayor senator senators lawmaker lawmakers prosecutor prosecutors judge judges court courts lawyer "
    "lawyers attorney attorneys army military navy general commander commanders source sources witness witnesses "
    "eyewitness eyewitnesses doctor doctors nurse nurses medic medics hospital hospitals resident residents "
    "analyst analysts expert experts economist economists researcher researchers scientist scientists professor "
    "study studies report reports survey surveys poll polls data statement newspaper newspapers media outlet "
    "outlets broadcaster broadcasters television radio website group groups organisation organisations "
    "organization organizations union unions party parties campaigners campaigner activist activists opposition "
    "resistance coalition regime administration state company firm bank office department bureau committee "
    "commission council institute university institution watchdog regulator embassy diplomat diplomats envoy "
    "ambassador director chief head chairman chairwoman chair chairperson executive ceo secretary leader leaders "
    "member members rebels militants militia insurgents movement network relatives family families mother father "
    "son daughter brother sister wife husband widow neighbour neighbor neighbours neighbors survivor survivors "
    "victim victims worker workers staff teacher teachers student students farmer farmers voter voters critics "
    "critic supporters opponents observers investigators investigator inspectors detectives coroner rescuers "
    "firefighters volunteers volunteer aide aides adviser advisers advisor advisors insider insiders negotiator "
    "negotiators monitor monitors correspondent reporter journalist journalists editor author authors historian "
    "epidemiologist meteorologist forecasters geologists manager people person man woman men women others some "
    "many several few one most both crowd protesters demonstrators prisoners detainees refugees migrants soldier "
    "soldiers officer officers troops federation alliance association foundation charity tribunal parliament "
    "congress senate cabinet palace house presidency headquarters documents figures records team airline operator "
    "developer maker manufacturer billionaire founder patriarch bishop pope cleric ayatollah king queen prince "
    "posts post accounts account users user videos video footage clip clips images photos emails letters "
    "drugmaker narrator agency-report dissident dissidents memo memos document email e-mail letter filing "
    "complaint lawsuit audit assessment review inquiry investigation census statistics paper article dossier "
    "transcript indictment bulletin cable database index tests trial analysis trust utility charity mp mps "
    "councillor councillors plaintiff plaintiffs operator whistleblower physician physicians surgeon psychologist "
    "psychologists commissioner"
)
TITLES = word_set(
    "mr mrs ms dr prof president minister prime foreign defence defense interior secretary general "
    "sir lady lord senator governor mayor chancellor ayatollah king queen prince princess pope sheikh "
    "imam professor judge justice colonel captain lieutenant major admiral sergeant rep sen gov "
    "president-elect vice deputy chief spokesman spokeswoman spokesperson"
)
ORGANISATION = word_set(
    "ministry agency council organisation organization party group bank university institute "
    "committee commission union department office court army police government association federation "
    "times post news media television resistance regime network company corporation front movement "
    "parliament congress watchdog bureau authority administration press journal herald "
    "guardian broadcaster centre center society foundation board court newspaper report study"
)
PRONOUNS = word_set("he she they it we i who which you")
PERSONS = word_set(
    "official spokesman spokeswoman spokesperson minister president premier chancellor governor mayor senator "
    "lawmaker prosecutor judge lawyer attorney commander source witness eyewitness doctor nurse medic resident "
    "analyst expert economist researcher scientist professor diplomat envoy ambassador director chief head "
    "chairman chairwoman chair chairperson executive ceo secretary leader member activist campaigner "
    "mother father son daughter brother sister wife husband widow neighbour neighbor survivor victim worker "
    "teacher student farmer voter critic investigator coroner volunteer aide adviser advisor insider negotiator "
    "correspondent reporter journalist editor author historian epidemiologist meteorologist manager person man "
    "woman one prisoner refugee migrant soldier officer billionaire founder patriarch bishop pope cleric "
    "ayatollah king queen prince princess sheikh imam general colonel captain major admiral sergeant dissident "
    "physician surgeon psychologist plaintiff defendant whistleblower mp congressman congresswoman president-elect "
    "conservationist engineer pilot driver passenger player coach treasurer councillor councilman councilwoman "
    "commissioner superintendent inspector detective sheriff broker trader strategist owner landlord tenant"
)
