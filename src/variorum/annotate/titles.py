"""Words before and about people's names: titles, ranks, roles, and what they tell of gender.

The lists were written for this project from general knowledge of news English; none is copied.
"""

# ruff: noqa: SIM905, E501 - word lists read best as words

import re
from typing import Literal

Gender = Literal["male", "female"]

# Titles that stand before a name and are no part of it; lower case, without a full stop.
MALE_TITLES = frozenset(
    "mr sir lord fr king prince duke father brother herr monsieur signor señor baron don mallam alhaji"
    " shri sri ustaz".split()
)
FEMALE_TITLES = frozenset(
    "mrs ms miss madam lady dame queen princess duchess sister frau madame mme mlle signora señora"
    " first-lady baroness smt kumari alhaja hajia".split()
)
PLAIN_TITLES = frozenset(
    "dr prof professor sen senator rep representative gov governor president vice minister prime"
    " premier chancellor secretary ambassador amb judge justice chief attorney sheriff deputy"
    " sgt sergeant det detective lt lieutenant capt captain cpl corporal pvt private col colonel"
    " gen general maj major adm admiral cmdr commander officer ofc trooper constable inspector"
    " superintendent supt commissioner mayor councilman councilwoman councillor councilor"
    " congressman congresswoman speaker rev reverend pastor bishop archbishop cardinal pope rabbi"
    " imam canon archdeacon revd ven coach spokesman spokeswoman spokesperson director chairman chairwoman chair ceo mp"
    " rt hon comrade agent special sr former ex-president ex-prime acting interim foreign finance"
    " defense defence interior attorney-general delegate assemblyman assemblywoman alderman"
    " undersecretary envoy marshal coroner co-founder founder sheik sheikh ayatollah mullah crown"
    " first lance staff warrant lieutenant-governor vice-president patrolman fire police whip majority minority leader"
    " nominee candidate executive managing counsel adviser advisor analyst professor-emeritus"
    " principal cr cllr barr engr adv pc ps wpc dci insp chieftain datuk".split()
)
TITLES = MALE_TITLES | FEMALE_TITLES | PLAIN_TITLES

# What the title says in plain words, for "the senator" after "Sen. Ann Poole".
ROLE_OF_TITLE = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "dr": "doctor",
    "prof": "professor",
    "sgt": "sergeant",
    "det": "detective",
    "lt": "lieutenant",
    "capt": "captain",
    "col": "colonel",
    "gen": "general",
    "maj": "major",
    "adm": "admiral",
    "rev": "reverend",
    "amb": "ambassador",
    "cpl": "corporal",
    "supt": "superintendent",
    "cmdr": "commander",
}

# Roles that one word names in several ways; the first of each row stands for all.
_SAME_ROLE = (
    "counsellor counselor",
    "spokesman spokeswoman spokesperson",
    "senator lawmaker legislator",
    "representative congressman congresswoman lawmaker legislator",
    "chairman chairwoman chairperson chair",
    "president head-of-state",
    "lawyer attorney counsel solicitor barrister",
    "doctor physician surgeon",
    "officer policeman policewoman cop",
    "actor actress",
    "minister secretary",
    "diplomat envoy ambassador counsellor counselor consul",
    "leader chief head boss",
    "billionaire businessman businesswoman mogul tycoon magnate entrepreneur",
    "nominee candidate hopeful contender",
    "suspect gunman shooter attacker",
    "father dad",
    "mother mom mum",
    "neighbor neighbour",
    "reporter journalist correspondent",
)

# Nouns of a person: what "the ..." may stand for. Nouns in -er, -or, -ist, -man, -woman and the
# like are added by SUFFIX, so that the list holds only those that have another form.
ROLES = frozenset(
    "official diplomat president vice-president governor mayor chief aide head boss counsel"
    " attorney spokesperson candidate nominee politician senator representative congressman"
    " congresswoman lawmaker analyst expert scholar judge justice general captain colonel"
    " lieutenant sergeant detective deputy sheriff agent guard coach student teen teenager youth"
    " boy girl man woman mother father son daughter brother sister husband wife uncle aunt cousin"
    " grandmother grandfather friend neighbor neighbour resident witness victim suspect defendant"
    " survivor patient nurse doctor physician professor critic activist advocate delegate envoy"
    " ambassador counsellor counselor consul secretary minister premier chancellor king queen"
    " prince princess pope bishop cardinal pastor priest rabbi imam reverend veteran hero billionaire"
    " businessman businesswoman tycoon mogul magnate actor actress star singer athlete chairman"
    " chairwoman chair director executive founder ceo guest host colleague author editor"
    " insider operative strategist pollster staffer consultant hopeful contender democrat"
    " republican socialist independent conservative liberal libertarian native pilot driver"
    " clerk coroner marshal trooper constable cop person source prosecutor mom dad mum native"
    " commander admiral major corporal superintendent commissioner inspector speaker representative"
    " historian politician musician technician physician librarian magician comedian guardian"
    " technocrat bureaucrat aristocrat partner owner member"
    " nephew niece stepfather stepmother stepson stepdaughter girlfriend boyfriend fiance fiancee"
    " roommate classmate teammate coworker co-worker grandson granddaughter bystander passerby"
    " whip referee umpire pundit skipper employee trustee appointee retiree detainee evacuee refugee principal".split()
)
OFFICE_ENDS = frozenset({"general", "president", "minister", "chair", "chairman", "premier"})
ROLE_SUFFIX = re.compile(r"(?:[a-z]{2,}(?:er|or|ist|man|woman|person|ian|eer|ant|year-old))$")
NO_ROLE = frozenset(
    "letter paper newspaper order number member-state matter computer chapter center centre water"
    " weather power winter summer september october november december never ever either neither"
    " whether other another however rather over under after later former latter answer offer"
    " murder border error factor floor door sector monitor tower corner quarter shelter disaster"
    " register cover list twist plant restaurant warrant grant want server filter trailer behavior"
    " labor labour harbor color honor rumor terror mayor-elect poster memorandum minor major super"
    " human fewer newsletter sister-in-law transfer career chamber character river dinner twitter"
    " paragraph banner manner folder ladder layer meter barrier carrier consumer user theater"
    " theatre proper prior junior senior per her their easier earlier earliest consist resist"
    " exist assist gather together consider remember discover deliver suffer wonder bother prefer"
    " enter refer trigger anger danger hunger finger hamper paper significant important relevant"
    " constant instant distant vacant brilliant german asian african italian russian christian"
    " indian canadian".split()
)
GROUPS = frozenset(
    "people officials sources authorities officers investigators prosecutors lawmakers"
    " critics supporters experts analysts residents witnesses neighbors neighbours friends"
    " relatives family parents brothers sisters couple pair reporters journalists media voters"
    " republicans democrats conservatives liberals lawyers attorneys doctors aides advisers"
    " advisors colleagues students teachers activists protesters demonstrators opponents backers"
    " others some many most several few both all they those diplomats leaders men women children"
    " customers workers employees members detectives deputies firefighters paramedics scientists"
    " researchers historians economists observers insiders operatives strategists pundits jurors"
    " cops attendees troopers firefighters crowd public everyone nobody anyone somebody someone no-one each one".split()
)
BODIES = frozenset(
    "ministry government administration department agency office mission embassy court committee"
    " commission council parliament congress senate house party campaign company firm corporation"
    " bank university college school hospital union association group organisation organization"
    " foundation institute centre center bureau force army military navy police team club church"
    " kremlin pentagon board authority newspaper paper magazine network station channel website"
    " outlet journal site platform consulate delegation assembly cabinet regime opposition"
    " coalition alliance federation league society service division unit staff secretariat"
    " airline retailer manufacturer lobby charity nonprofit district city county state nation"
    " country white-house jury tribunal panel watchdog regulator think-tank blog coastguard brigade"
    " inspectorate treasury judiciary legislature prosecution squad taskforce patrol militia clinic"
    " insurer lender utility registry archdiocese diocese faculty caucus broadcaster".split()
)
# Firms by what they make or do: nouns that look like a person's.
FIRMS = frozenset(
    "company firm shipbuilder carmaker automaker drugmaker chipmaker planemaker plane-maker toymaker"
    " steelmaker brewer distiller retailer grocer supermarket lender insurer reinsurer broadcaster"
    " airline shipper shipyard operator manufacturer producer supplier distributor refiner miner"
    " utility conglomerate startup start-up multinational bank brokerage hedge-fund studio chain"
    " homebuilder housebuilder truckmaker engine-maker snackmaker winemaker papermaker smelter"
    " wholesaler e-tailer telco bookmaker publisher".split()
)
DOCUMENTS = frozenset(
    "letter statement report document documents poll polls survey surveys study studies email"
    " e-mail emails memo memorandum message tweet tweets post posts article editorial op-ed law"
    " bill act amendment constitution treaty resolution complaint lawsuit suit affidavit indictment"
    " filing filings transcript transcripts records record figures data statistics video footage"
    " recording audio book memoir column headline sign ad ads advertisement banner page profile"
    " account release bulletin warrant ruling order decision opinion findings research analysis"
    " review assessment audit agreement deal plan proposal policy rule rules code website text"
    " texts note notes plaque caption script speech narrative criteria guidelines platform-plank"
    " obituary petition form forms paperwork transcript census almanac chart graph map papers register"
    " reports statements articles letters messages laws bills complaints lawsuits affidavits reviews"
    " audits projection projections estimate estimates snapshot examination investigation inquiry"
    " story stories cover headline headlines information evidence photo photos photograph photographs"
    " image images videos recordings readout communique".split()
)

# First names whose gender is hardly in doubt in English-language news. Not a census: a name that
# is missing is simply not known.
MALE_NAMES = frozenset(
    "aaron abdul abdullah adam ahmed ahmad alan albert alejandro aleksandr alexander alexei alfred"
    " ali allen anatoly andrei andrew andy anthony antonio arthur barack barry ben benjamin bernard"
    " bernie bill billy bob bobby boris brad bradley brandon brendan brett brian bruce bryan carl"
    " carlos chad charles charlie christian christopher chuck clarence colin craig curtis"
    " dan daniel darrell darren dave david dean dennis derek dimitri dmitri dmitry dominic"
    " don donald donny doug douglas duane dwight earl ed eddie edward elijah emmanuel eric ernest"
    " ethan eugene evan fernando francisco frank fred frederick gabriel gary gennady geoffrey george"
    " gerald gilbert giovanni glenn gordon greg gregory hans harold harry harvey hassan hector"
    " henry herbert howard hugh ian ibrahim igor isaac ivan jack jacob jake james jared jason jay"
    " jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel john johnny jonathan jorge jose"
    " joseph josh joshua juan justin karl keith ken kenneth kevin kurt kyle larry lawrence leon"
    " leonard liam logan louis lucas luis luke manuel marc marco marcus mario mark martin"
    " marvin matt matthew max michael miguel mike mitch mitt mohamed mohammad mohammed muhammad"
    " nathan neil newt nicholas nick nicolas noah norman oleg oliver oscar pablo patrick paul pedro"
    " peter phil philip phillip pierre rafael ralph rand randy raymond ricardo richard rick ricky"
    " rob robert roberto rodney roger ron ronald ross roy rudolph rudy russell ryan samuel scott"
    " sean sebastian sergei sergey seth shane shawn simon stanley stefan stephen steve steven"
    " stuart ted terrence theodore thomas tim timothy todd tom tommy tony travis trevor"
    " troy tyler vernon victor vincent viktor vladimir volodymyr walter warren wayne wesley william"
    " willie winston yusuf zachary"
    " adrian ahmet akira alasdair alastair alexandre alfie alistair amit anders andre andreas"
    " angus anil anton archie arjun ashok aziz bashir bjorn bogdan brendon callum carlo"
    " cedric chidi chinedu chukwuemeka conor cyril damian damien darius dawid declan denzel"
    " desmond dieter dimitrios dirk dmytro domenico duncan dylan edmund eduardo edwin emeka emil"
    " enrique enzo erik ernesto eugenio fabio farid felipe felix ferdinand finlay franz"
    " friedrich gareth gavin georg georgios gerard gerhard giles giulio giuseppe graeme "
    " guido guillermo gunter gustavo hamish hamza hao harald harish haruki heinrich helmut"
    " henrik hiroshi horst hugo humphrey hussein idris imran ismail ivor jamal jamie jens jeroen"
    " jonas jorg julian jurgen kamal karim kazuo keir kofi krishna kwame lachlan lars laurent"
    " leo leroy lorenzo lothar luca ludwig luigi magnus mahmoud malcolm manfred marcel marek"
    " massimo mateusz matteo matthias maurice mauricio mehmet michal mikhail miles milos mohan"
    " morten mustafa neville niall nigel nikolai nikos obinna olaf olivier oluwaseun omar"
    " otto pascal patricio petr philippe piers piotr pradeep prakash rahul rainer rajesh rajiv"
    " ramesh raul reinhard rene rhys rohit roland rolf rupert ruud salim salman sandro sanjay"
    " sanjeev satoshi selwyn sergio sibusiso silvio simeon spiros stavros sunil suresh sven"
    " takeshi tariq tendai thabo thierry tobias toby tomas tomasz tyrell umar usman uwe vijay"
    " vikram vincenzo vinod vivek vladislav volker waleed werner wilhelm wolfgang xavier yannick"
    " yasser yiannis yuri yves zoltan".split()
)
FEMALE_NAMES = frozenset(
    "abigail adriana agnes aisha alexandra alice alicia alison amanda amber amy ana andrea angela"
    " anita ann anna anne annette annie april arlene audrey barbara beatrice becky bernadette"
    " beth bethany betty beverly bonnie brenda bridget britney brittany camille candace carla carly"
    " carmen carol caroline carolyn carrie catherine cathy charlotte cheryl chelsea christina"
    " christine cindy claire clara claudia colleen connie crystal cynthia daisy "
    " danielle dawn deborah debra denise diana diane dolores donna doris dorothy edith eileen elaine"
    " eleanor elena elisabeth elizabeth ella ellen emily emma erica erin esther eva evelyn fatima"
    " felicia fiona florence frances gail gina gladys glenda gloria grace gwendolyn hannah harriet"
    " heather heidi helen helena hillary holly huma ida irene irina isabel isabella ivanka"
    " jacqueline jane janet janice jasmine jeanne jennifer jenny jessica jill joan joann joanna"
    " josephine joyce juanita judith judy julia juliana julie june karen kate katherine kathleen"
    " kathryn kathy katie katrina kayla kellyanne kimberly kirsten kristen kristin kristina"
    " laura lauren layla leah leila lena lillian linda lisa lois loretta lori lorraine louise"
    " lucia lucille lucy lydia madeleine malala margaret maria marie marilyn marina "
    " marjorie marlene martha mary maureen megan meghan melania melanie melinda melissa michele"
    " michelle mildred miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina"
    " nora norma olga olivia paige pamela patricia patty paula pauline peggy penelope phyllis"
    " priscilla rachel rebecca renee rhonda rita roberta rosa rose rosemary ruth sabrina sally"
    " samantha sandra sara sarah sharon sheila shelly sherry shirley sofia sonia sophia"
    " sophie stacy stella stephanie sue susan susanne suzanne svetlana sylvia tamara tammy"
    " tania tanya tara tatiana teresa theresa tiffany tina ursula valerie vanessa vera"
    " veronica victoria viola violet virginia vivian wanda wendy yolanda yvonne zainab zoe"
    " adaeze adele agnieszka aileen ailsa alessandra alexa alina amelia amina anastasia aneta"
    " angelica anika anja anjali anneliese annika antonia aoife asha astrid ayesha aysha barbora"
    " beatriz begum bianca birgit brigitte bronwyn caitlin camilla carina cecilia celine"
    " charlene chiamaka chiara chinwe chloe clare claudine clementine cornelia dagmar daniela"
    " deepa deirdre delphine dimitra donatella doreen eilidh eleni elisa elise elodie elsa"
    " elspeth emilia emilie erika esme eugenia fatou fatuma federica francesca"
    " francoise frederique freya funmilayo gabriela gabriella gabrielle genevieve "
    " georgina gertrude gisele giulia greta gudrun gwen hadiza halima hanna heike helene"
    " henrietta hildegard ifeoma imogen ines inga ingeborg ingrid isabelle ivana"
    " jacinda jana jemima joanne jocelyn johanna josie juliet kamala karin karina katarina"
    " katarzyna katja kavita kirsty lakshmi lara latifa lavinia leonie leticia lieke liesbeth"
    " lotte louisa lucie luisa maeve magdalena maggie mairead maja malgorzata manuela "
    " marcela margarita margaux margot mariam mariana marianne marta martina mathilde matilda"
    " mbali meera mia mirela mirjam moira monika monique morag nadine naledi"
    " natalya neha ngozi niamh nkechi nokuthula odette ofelia oksana olena oluwatoyin padma"
    " paloma paola petra philippa phoebe pippa polly pooja priya rachael"
    " radhika rania raquel renata roisin rosalind rosanna rosie rukmini ruta sadia saira"
    " sandrine saoirse shabana sheryl shirin sibylle sigrid silke silvia simone sinead siobhan"
    " snezana solange stefania sunita sushma swati sybil tamsin tatyana tessa thandiwe theresia"
    " tilda trudy ulrike uschi valentina valeria verena veronika victoire vidya viktoria"
    " wambui wangari wilhelmina winifred xenia yasmin yetunde yulia yvette zahra zanele zara"
    " zeynep zuzana".split()
)
MALE_ROLES = frozenset(
    "man boy father son brother husband uncle grandfather king prince businessman congressman"
    " chairman spokesman policeman dad gunman fireman actor priest councilman".split()
)
FEMALE_ROLES = frozenset(
    "woman girl mother daughter sister wife aunt grandmother queen princess businesswoman"
    " congresswoman chairwoman spokeswoman policewoman mom mum actress widow councilwoman".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md".split())


# Short first names and the full ones that they stand for.
_NICKNAMES = (
    "elizabeth liz beth betsy betty eliza lizzie",
    "william bill will billy willie",
    "robert bob rob bobby robbie",
    "richard dick rick rich ricky",
    "james jim jimmy jamie",
    "john jack johnny jon",
    "joseph joe joey",
    "michael mike mick mickey",
    "thomas tom tommy",
    "edward ed eddie ted teddy ned",
    "theodore ted teddy theo",
    "charles charlie chuck chas",
    "donald don donnie donny",
    "ronald ron ronnie",
    "kenneth ken kenny",
    "lawrence larry",
    "anthony tony",
    "andrew andy drew",
    "matthew matt",
    "stephen steve stevie",
    "steven steve stevie",
    "gregory greg",
    "jeffrey jeff",
    "geoffrey geoff",
    "daniel dan danny",
    "david dave davey",
    "samuel sam sammy",
    "benjamin ben benny",
    "nicholas nick nicky",
    "christopher chris kit",
    "timothy tim timmy",
    "patrick pat paddy",
    "patricia pat patty trish",
    "katherine kate kathy katie kay kitty",
    "catherine cathy kate cate",
    "kathleen kathy katie",
    "margaret maggie meg peggy marge",
    "deborah deb debbie",
    "barbara barb",
    "susan sue susie",
    "jennifer jen jenny",
    "jessica jess jessie",
    "rebecca becky becca",
    "christine chris chrissy",
    "alexander alex sasha aleksandr",
    "alexandra alex sasha",
    "henry harry hank",
    "harold harry hal",
    "francis frank",
    "frederick fred freddie",
    "raymond ray",
    "gerald gerry jerry",
    "jerome jerry",
    "philip phil",
    "peter pete",
    "walter walt",
    "leonard len lenny",
    "albert al bert",
    "alfred al fred",
    "alan al",
    "mitchell mitch",
    "zachary zach zack",
    "joshua josh",
    "jonathan jon",
    "nathaniel nate nathan",
    "eugene gene",
    "douglas doug",
    "vincent vince",
    "victoria vicky tori",
    "cynthia cindy",
    "sandra sandy",
    "pamela pam",
    "kimberly kim",
    "dmitry dmitri dimitri dmitriy",
    "sergei sergey",
    "alexei alexey aleksei",
    "mohammed muhammad mohamed mohammad",
)


def _same_role_table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in _SAME_ROLE:
        words = row.split()
        for word in words:
            table.setdefault(word, set()).update(words)
    return {word: frozenset(words) for word, words in table.items()}


def _nickname_table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in _NICKNAMES:
        full, *short = row.split()
        for name in short:
            table.setdefault(full, set()).add(name)
            table.setdefault(name, set()).add(full)
    return {name: frozenset(others) for name, others in table.items()}


SAME_ROLE = _same_role_table()
NICKNAMES = _nickname_table()  # full to short names, and back


def is_role(word: str) -> bool:
    """Whether a lower-case word names one person by what he or she is or does."""
    if "-" in word and word.rsplit("-", 1)[1] in OFFICE_ENDS:
        return True  # "director-general", "vice-chair"
    return word in ROLES or (
        word not in NO_ROLE
        and word not in BODIES
        and word not in DOCUMENTS
        and ROLE_SUFFIX.search(word) is not None
    )


def share_role(one: str, other: str) -> bool:
    """Whether two role words may name one person's role: "counselor", "counsellor"."""
    return one == other or other in SAME_ROLE.get(one, ())


def gender_of_title(word: str) -> Gender | None:
    """Return what a title or role (lower case, no full stop) tells of gender."""
    if word in MALE_TITLES or word in MALE_ROLES:
        return "male"
    if word in FEMALE_TITLES or word in FEMALE_ROLES:
        return "female"
    return None


def gender_of_name(first_name: str) -> Gender | None:
    """Return the usual gender of a first name; None if it is unknown or used by both."""
    name = first_name.casefold()
    male, female = name in MALE_NAMES, name in FEMALE_NAMES
    if male == female:
        return None
    return "male" if male else "female"
