"""Words for what the numbers of the news measure or count, and words that part two such numbers."""

from variorum.text.inflection import lemmatise, read_words


def _read_classes(lines: str) -> dict[str, str]:
    """Read "profit: profit profits earnings": each form leads to its class."""
    return {
        form: name.strip()
        for line in lines.strip().splitlines()
        for name, _, forms in (line.partition(":"),)
        for form in forms.split()
    }


def _lemmas(words: str) -> frozenset[str]:
    return frozenset(lemmatise(word) for word in words.split())


# What money, shares and the like are of, by the word as it stands: "sales" is no "sale".
MEASURES = _read_classes("""
revenue: revenue revenues sales takings
profit: profit profits earnings
loss: loss losses
margin: margin margins
dividend: dividend dividends
volume: volume volumes
stock: shares stock stocks
price: price prices
cost: cost costs costing
inflation: inflation
unemployment: unemployment joblessness jobless
economy: economy gdp growth
deficit: deficit
surplus: surplus
debt: debt debts
spending: spend spends spending spent expenditure
turnout: turnout
vote: vote votes voters
support: support approval
population: population inhabitants
coverage: coverage vaccinated vaccination
efficacy: effective efficacy effectiveness prevented prevents
premium: premium
savings: savings save saves
wage: wage wages salary salaries
tax: tax taxes levy vat
tariff: tariff tariffs
fine: fine fined fines
damages: damages compensation
bribe: bribe bribes
ransom: ransom
prize: prize
bail: bail
reward: reward
loan: loan loans
rent: rent rents
worth: worth value valued valuation deal
weight: weigh weighs weighed weighing weight
gust: gust gusts wind winds
rain: rain rainfall
snow: snow snowfall
temperature: temperature temperatures
containment: contained containment
pension: pension pensions
stake: stake
majority: majority
budget: budget
magnitude: magnitude
""")
FRAMES = frozenset({"worth", "cost"})  # of another measure in their clause: "bribes worth £4m"
VOLATILE = frozenset({"stock", "reward"})  # other from day to day
# Of several, these are but the frame of another: "vote" in "backed in the vote by 12 per cent".
INTEREST = frozenset({"interest", "key", "main", "policy", "benchmark", "lending", "base", "bank"})
# Things counted that go by several names.
NOUNS = {
    lemmatise(word): lemmatise(name)
    for word, name in _read_classes("""
home: home household house property
staff: employee staff worker
prisoner: prisoner inmate convict
fan: fan spectator supporter
resident: resident inhabitant
protester: protester demonstrator marcher
firefighter: firefighter fireman
child: child baby kid
plane: plane aircraft airplane jet
train: train
flight: flight
doctor: doctor physician
""").items()
}
# Of which the news tells how many there were before: "the third storm this autumn".
ORDERED = {
    lemmatise(word): name
    for word, name in _read_classes("""
rise: rise increase hike
cut: cut reduction
storm: storm hurricane typhoon cyclone
term: term
title: title
win: win victory
defeat: defeat loss
minute: minute
floor: floor storey
anniversary: anniversary birthday
attempt: attempt try
strike: strike walkout stoppage
election: election
quarter: quarter
final: final
""").items()
}
# Other words that say one thing of a number.
ALIKE = {
    lemmatise(word): name
    for word, name in _read_classes("""
cancel: cancel axe scrap
power: power electricity
escape: escape flee breakout
flood: flood drown submerge
fly: fly carry transport
fire: fire blaze wildfire
prison: prison jail
sentence: sentence jail
evacuate: evacuate
doctor: doctor physician
vanish: vanish disappear
strike: strike stoppage walkout
protest: protest march demonstrate demonstration rally
reply: reply response
fall: collapse
""").items()
}
# Words that say that a number grew or fell, or merely that there is one.
PLAIN = _lemmas("""
say tell report announce show add rise fall increase decrease climb drop grow shrink widen narrow
jump slump edge soar plunge gain surge slip advance decline slow reach stand total amount number
figure average estimate increase rise fall growth decline year quarter month week day hour minute
percent cent point basis million billion euro dollar pound krone kroner crown franc yen higher
lower more less nearly almost roughly about around some low high only also far early late later
earlier new old former last next first second third fourth lift raise cut reduce lower push take
receive bring put give get go come use include make see up down part total account
""")
CALENDAR = read_words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december
""")
GOING_UP = _lemmas("rise increase climb grow jump soar gain surge advance widen lift raise higher")
GOING_DOWN = _lemmas(
    "fall decrease drop shrink slump plunge slip decline narrow slow cut reduce lower"
)
TAKING = _lemmas("lose gain pick add shed create cut")
# Who wants a number, or thinks it likely, says something else than that it is so.
MOODS = _read_classes("""
want: want wants demand demands ask asked asking seek seeks sought request requested call calls
offer: offer offered offers propose proposed
may: could may might possible risk maximum threaten threatens face faces
think: forecast forecasts predict predicted project projected hope hopes estimate likely exit
think : poll polls survey
norm: recommend recommends threshold limit legal allowed target aim usual normal normally average
before: previous previously formerly originally initially
""")
EMPLOYING = _lemmas("employ")
# Parts of a whole, or two ways to count it.
PARTING = _lemmas("""
net gross operating pretax annual quarterly monthly weekly daily male female urban rural domestic
foreign northern southern eastern western private public adult young elderly permanent temporary
minority majority
""")
ADDING = _lemmas("further another additional other extra combined")
# Of the share of a party that is told without "vote".
VOTING = _lemmas(
    "win vote election referendum party lead ahead follow strong strongest place finish second poll"
)
# What may become more from hour to hour.
GROWING = _lemmas("""
home people resident customer firefighter case infection patient protester prisoner hectare acre
building house soldier rescuer helicopter officer policeman flight train person man woman child
household arrest tent village town road school car vehicle volunteer complaint body survivor fire
aftershock refugee evacuee claim signature victim
""")
# People at large: which of them are counted, other words must say.
ANY = _lemmas(
    "people person man woman child passenger officer member victim boy girl student resident day"
)
# What an event, once over, has one number of.
FIXED = _lemmas("seat country dose point fan game vote storey floor member shot bullet count goal")
# Sides that count one crowd each in its own way.
SIDES = (
    _lemmas(
        "police authority government official ministry minister company operator employer city"
        " management council firm airline railway army military"
    ),
    _lemmas(
        "organiser organizer union activist campaigner protester opposition rebel worker striker"
        " resident charity leader group association"
    ),
)
