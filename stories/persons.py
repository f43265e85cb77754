"""The words that people are called and counted by, for the cues that look for people."""

PERSON = (
    r"(?:patients|people|persons|individuals|adults|women|men|children|infants|newborns|babies"
    r"|neonates|boys|girls|teen(?:ager)?s|adolescents|youths?|youngsters|kids|toddlers"
    r"|preschoolers|schoolchildren|schoolgirls|schoolboys|students|pupils|undergraduates|seniors"
    r"|centenarians|pensioners|retirees|over-?\d\ds|under-?\d\ds"
    r"|participants|volunteers|subjects|respondents|attend(?:ees|ers)|recruits|inpatients"
    r"|outpatients|sufferers|survivors|diabetics|asthmatics|vaccinees|(?:non-)?smokers|vapers"
    r"|mothers|fathers|mums|moms|dads|parents|grandparents|grandmothers|couples|twins|siblings"
    r"|brothers|sisters|families|households|household members|members of the family|caregivers"
    r"|carers|residents|villagers|inmates|prisoners|immigrants|commuters|consumers|customers"
    r"|callers|clients|females|males"
    r"|workers|employees|civil servants|nurses|midwives|paramedics|physicians|doctors|gps|surgeons"
    r"|dentists|pharmacists|clinicians|trainees|teachers|veterans|soldiers|firefighters"
    r"|police officers|drivers|pilots|aircrew|crew members|sailors|miners|astronauts|cosmonauts"
    r"|breeders|keepers|farmers|nuns|musicians|dancers|athletes|runners|cyclists|swimmers|rowers"
    r"|footballers|players|gamers|dieters|vegetarians|vegans"
    r"|americans|britons|brits|australians|canadians|europeans|danes|swedes|finns|norwegians"
    r"|israelis)\b(?!['’]s\b)"
)
# These mean people only when they are counted.
COUNTED = (
    rf"(?:{PERSON}|(?:cases|controls|pregnancies|births|singletons|deliveries|pairs|users"
    r"|recipients|donors|members|drinkers|eaters|sleepers)\b)"
)
NUMBER = (
    r"(?:\d[\d,.]*\d|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|hundreds of"
    r"|a (?:small|large) group of)"
)
# Between a number and its noun: “12 months to patients” counts months.
BETWEEN = (
    r"(?:(?!(?:to|in|for|from|by|with|after|times|months|weeks|years|days|doses|eyes|that|taken"
    r"|per)\b)[^\s.,;]+,? ){0,5}?"
)
# “Apollo 17 astronauts”, “COVID-19 patients” and “phase 2 patients” count nobody.
NO_NAME = r"(?<!-)(?<!apollo.)(?<!phase.)(?<!type.)(?<!grade.)(?<!stage.)"
# “We asked three doctors”: whom reporters ask are no cohort.
SOURCES = (
    r"(?:two|three|four|five|six|seven) (?:\w+ )?(?:doctors|physicians|surgeons|nurses|gps|dentists"
    r"|pharmacists|clinicians|midwives|teachers)\b"
)
