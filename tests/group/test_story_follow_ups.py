"""What comes back weeks later without the first reports' people, and what only sounds like it."""

from dataclasses import replace

import pytest

from factory import make_article
from variorum.group.stories import group_stories
from variorum.group.told_days import NAMED
from variorum.model import Article

# Two reports of an event, what comes back to it, and a report of such an event elsewhere: the day
# of publication, the title, and the text.
CASES = {
    "charge": """
2031-10-13 Three dead as cable car falls in Innerwald
Three people were killed and six were hurt when a cable car fell near Innerwald on Monday, the
mountain rescue service said. The cabin dropped 40 metres between the second and third pylons,
spokesman Ruedi Amstad said. The line to the Kahlhorn was opened in 1988. Mayor Vreni Gasser spoke
of a black day.

2031-10-14 Innerwald cable car had passed check
The cable car that fell near Innerwald on Monday, killing three people, had passed an inspection in
June, its operator said. Ruedi Amstad of the mountain rescue service said the hauling rope had
snapped above the third pylon. Two of the injured are in a critical condition.

2031-12-05 Engineer charged over Innerwald cable car deaths
Prosecutors have charged a maintenance engineer with negligent homicide over the cable car that
fell near Innerwald on October 13, killing three people. The man, 58, signed for a check of the
hauling rope that was never made, the charge sheet says.

2031-10-15 Two killed as cable car falls above Pratoverde
Two people were killed when a cable car fell above Pratoverde on Wednesday, the rescue service
said. The cabin came down near the top station, and five people were taken to hospital. The hauling
rope had snapped, said Elio Marchetti, who leads the service.
""",
    "verdict": """
2031-03-04 Jewels taken from Lindholm museum
Masked men took eleven pieces of silver from the Lindholm museum in Askersby on Tuesday morning,
the police said. They broke a window on Slottsgatan and were gone within four minutes, detective
Per Almroth said. The silver is insured for 30 million kronor.

2031-03-05 Askersby thieves used stolen van
The men who robbed the Lindholm museum in Askersby fled in a stolen van, which was found burnt by a
lake, the police said on Wednesday. Eleven pieces of silver are missing. Detective Per Almroth
asked for pictures from Slottsgatan.

2031-09-22 Brothers jailed for Askersby silver raid
Two brothers were sentenced to five years on Monday for the raid on the Lindholm museum in Askersby
on March 4. The court found that they had carried off eleven pieces of silver. Nine were found in a
barn; two are still missing. Their lawyer said they would appeal.

2031-03-06 Paintings stolen in Vadholm
Thieves took four paintings from a gallery in Vadholm on Thursday morning, the police said. They
came through the roof. Detective Siv Ekdahl said the alarm had been cut. The paintings are insured
for 12 million kronor.
""",
    "inquest": """
2031-07-21 Boy, 9, drowns at Carrow weir
A nine-year-old boy drowned at Carrow weir near Stainby on Sunday afternoon, the police said. He
had been swimming with two cousins when the current pulled him under. Divers found him at 6 p.m.
Local councillor Dot Pickering said signs had been torn down.

2031-07-22 Flowers for boy who drowned at weir
Neighbours laid flowers at Carrow weir near Stainby on Monday for the nine-year-old boy who drowned
there on Sunday. Councillor Dot Pickering said the signs would be put back. The boy's cousins were
safe.

2031-11-11 Weir warning signs were missing, inquest told
Signs that warn of the current at Carrow weir had been missing for two years when a boy drowned
there on July 20, an inquest in Stainby heard. The nine-year-old was pulled under while swimming
with cousins. The coroner recorded a verdict of accident.

2031-07-23 Teenager drowns in Thornmere reservoir
A teenager drowned in the Thornmere reservoir near Hexley on Tuesday, the police said. He had
jumped from the dam with friends. Divers found him at 8 p.m. A spokesman for the water company, Ned
Garside, said swimming was forbidden.
""",
    "arrest": """
2031-01-17 Baker shot dead in Porto Seco
A baker was shot dead in front of his shop in Porto Seco on Thursday night, the police said. Two
men on a motorcycle fired six times on Rua das Palmeiras and fled toward the harbour, chief Iara
Bastos said. The baker, Otacilio Menezes, was 61.

2031-01-18 Porto Seco mourns its baker
Hundreds stood before the bakery on Rua das Palmeiras in Porto Seco on Friday for Otacilio Menezes,
who was shot dead there the night before. Police chief Iara Bastos said nothing had been stolen.
Two men fled on a motorcycle.

2031-02-27 Two held over killing in Porto Seco
The police arrested two men on Thursday over the killing of a baker in Porto Seco on January 16.
They are said to have waited on a motorcycle at the corner of Rua das Palmeiras. A revolver was
found in the house of one of them.

2031-01-19 Barber shot in Vila Morena
A barber was shot dead in Vila Morena on Saturday night, the police said. A man on a bicycle fired
twice and fled, officer Davi Queiroz said. Nothing was stolen.
""",
    "report": """
2031-05-09 Ferry hits pier at Skarvik, 14 hurt
Fourteen people were hurt when a ferry struck the pier at Skarvik at 7:40 a.m. on Friday, the coast
guard said. The Solveig was coming in from Ytterholm with 212 passengers, captain Tore Haugen of
the coast guard said. A gate was torn off.

2031-05-10 Skarvik ferry had engine fault
The ferry Solveig, which struck the pier at Skarvik on Friday, had a fault in its engine control,
its owner said. Fourteen people were hurt. Tore Haugen of the coast guard said 212 passengers were
aboard.

2031-08-01 Ferry went too fast at Skarvik, board finds
The ferry Solveig was going 9 knots, three times what is allowed, when it struck the pier at
Skarvik on May 9, the accident board reported. Fourteen of the 212 passengers were hurt. The board
asks for a second engine control on the bridge.

2031-05-12 Ferry runs aground off Nordvaag
A ferry ran aground off Nordvaag at 6:15 a.m. on Monday, the coast guard said. The Ragnhild had 87
passengers aboard, and nobody was hurt, said Liv Brekke of the coast guard.
""",
    "anniversary": """
2031-02-12 Roof of ice rink falls in Brezovo, five dead
Five people died when the roof of the ice rink in Brezovo fell in on Wednesday evening, rescuers
said. Snow lay a metre high on it. Twenty-two people, most of them children, were brought out, said
Milan Hudec, who leads the rescue.

2031-02-13 Brezovo rink roof was old
The roof of the ice rink in Brezovo that fell in on Wednesday and killed five people was built in
1971, the town said. Milan Hudec of the rescue service said nobody was missing. Snow had lain on it
for a week.

2031-04-24 Brezovo tears down its rink
Work began on Thursday to tear down the ice rink in Brezovo, whose roof fell in on February 12 and
killed five people. A memorial with five birches will stand in its place. The roof had carried a
metre of snow.

2031-02-14 Roof of market hall gives way in Studenka Nova
The roof of a market hall gave way under snow in Studenka Nova on Friday; nobody was hurt, rescuers
said. The hall was closed at the time, said Radka Simkova of the fire service.
""",
    "lawsuit": """
2031-06-03 Chlorine leak at Dunmore Flats pool sickens 38
Thirty-eight people were taken to hospital after chlorine leaked at a swimming pool in Dunmore
Flats on Tuesday, the fire department said. Fire chief Lonnie Purdue said a pump had been wired
wrongly. Most of the sick were children of a day camp.

2031-06-04 Dunmore Flats pool stays shut
The swimming pool in Dunmore Flats where chlorine leaked on Tuesday stays shut until its pumps are
replaced, the city said. Thirty of the 38 sick have gone home, fire chief Lonnie Purdue said.

2031-07-29 Parents sue over pool leak
Parents of 16 children sued the city of Dunmore Flats on Tuesday over the chlorine leak that sent
38 people to hospital on June 3. The suit says a pump at the swimming pool was wired by a man
without a licence.

2031-06-05 Ammonia leak empties plant in Harlan Springs
An ammonia leak emptied a packing plant in Harlan Springs on Thursday and sent 12 workers to
hospital, the fire department said. Fire chief Gail Ostrander said a valve had frozen.
""",
    "sentence": """
2031-08-29 Lorry drives into bus stop in Westmere, two dead
A lorry drove into a bus stop in Westmere on Friday morning and killed two people, the police said.
The lorry left Holloway Road at 8:20 a.m., inspector Bea Calder said. The driver, 44, was unhurt.

2031-08-30 Westmere bus stop victims were sisters
The two people killed when a lorry drove into a bus stop on Holloway Road in Westmere on Friday
were sisters, the police said. Inspector Bea Calder said the driver's phone was being examined.

2032-01-20 Driver looked at phone before bus stop deaths
A lorry driver was jailed for six years on Tuesday for killing two sisters at a bus stop in
Westmere on August 29. He had looked at his phone 14 times on Holloway Road, the court heard. He
pleaded guilty.

2031-09-01 Van hits queue in Eastbrook
A van hit people who queued for a bus in Eastbrook on Monday morning and killed one, the police
said. The van left Station Road at 7:50 a.m., sergeant Hugh Lomas said. The driver, 71, had felt
unwell.
""",
    "fine": """
2031-04-15 Oil from tanker fouls Kestrel Bay
Oil from a tanker fouled eight kilometres of beach in Kestrel Bay on Tuesday, the environment
agency said. The Marigold Star lost about 300 tonnes when a hose burst at the terminal, Anneke
Prins of the agency said.

2031-04-16 Birds die in Kestrel Bay oil
Volunteers gathered 400 oiled birds on the beaches of Kestrel Bay, a day after the tanker Marigold
Star lost about 300 tonnes of oil. Anneke Prins of the environment agency said the beaches would be
closed for weeks.

2031-10-30 Terminal fined 4 million for Kestrel Bay spill
A court fined the oil terminal at Kestrel Bay 4 million dollars on Thursday for the spill of April
15, when a hose burst and 300 tonnes of oil fouled the beaches. The hose should have been replaced
two years before, the judge said.

2031-04-18 Diesel spills into Laurel River
About 90 tonnes of diesel spilled into the Laurel River on Friday when a tank burst at a depot in
Fenwick, the environment agency said. Fish died for five kilometres, said Morris Teague of the
agency.
""",
    "autopsy": """
2031-11-03 Man dies in police cell in Gallowgate
A man of 33 died in a police cell in Gallowgate on Sunday night, hours after he was taken from a
bar on Tolbooth Street, the police said. Superintendent Ewan Strachan said an officer had found him
at 2 a.m. A complaint board will look into it.

2031-11-04 Protest at Gallowgate police station
About 200 people gathered at the police station in Gallowgate on Monday over the death of a man of
33 in a cell. Superintendent Ewan Strachan promised an answer. The man was taken from a bar on
Tolbooth Street.

2031-12-18 Cell death: man had broken ribs
The man of 33 who died in a police cell in Gallowgate on November 3 had four broken ribs, an
autopsy found. He had been taken from a bar on Tolbooth Street. Two officers were suspended on
Wednesday.

2031-11-05 Woman dies in prison at Barlinnoch
A woman of 41 died in a cell of the prison at Barlinnoch on Tuesday night, the prison service said.
Governor Isla Menteith said an officer had found her at 5 a.m. A board will look into it.
""",
}
NAMES = ("first", "second", "later", "other")


def make_pile(case: str) -> list[Article]:
    """Return the four articles of a case."""
    pile = []
    for name, told in zip(NAMES, CASES[case].strip().split("\n\n"), strict=True):
        head, text = told.split("\n", 1)
        published, title = head.split(" ", 1)
        pile.append(make_article(text.replace("\n", " "), name, published=published, title=title))
    return pile


@pytest.mark.parametrize("case", CASES)
def test_a_follow_up_weeks_later_belongs_to_its_story(case: str) -> None:
    """It names the event's day and place, and none of its people."""
    assert group_stories(make_pile(case)) == [("first", "later", "second"), ("other",)]


@pytest.mark.parametrize("case", CASES)
def test_a_follow_up_joins_no_event_of_its_kind_elsewhere(case: str) -> None:
    """Where the first reports are not at hand, it stays alone."""
    assert group_stories(make_pile(case)[2:]) == [("later",), ("other",)]


@pytest.mark.parametrize("case", ["charge", "verdict", "inquest", "arrest", "sentence"])
def test_a_follow_up_of_another_day_is_of_another_event(case: str) -> None:
    """One place may see two events of a kind: the day that is named tells them apart."""
    *first, later, _ = make_pile(case)
    text = NAMED.sub("May 28", later.text)
    other = make_article(text, "later", published=later.published, title=later.title)
    assert group_stories([*first, other]) == [("first", "second"), ("later",)]


@pytest.mark.parametrize("dated", ["all", "none of the follow-ups and first reports"])
def test_what_else_is_in_a_pile_changes_nothing(dated: str) -> None:
    """Ten events in one pile are the stories that each is by itself, half of the dates or all."""
    pile = []
    for case in CASES:
        for one in make_pile(case):
            hidden = dated != "all" and one.id in {"first", "later"}
            published = None if hidden else one.published
            pile.append(replace(one, id=f"{case} {one.id}", published=published))
    expected = [
        story
        for case in CASES
        for story in (
            (f"{case} first", f"{case} later", f"{case} second"),
            (f"{case} other",),
        )
    ]
    assert group_stories(pile) == expected
