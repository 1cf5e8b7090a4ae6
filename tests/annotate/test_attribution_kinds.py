"""Who said what in many kinds of text, each a line or two that was invented for this table."""

# ruff: noqa: E501 - a case stands on one line, so that the table can be read; marks vary

from dataclasses import dataclass, replace

import pytest

from factory import make_article
from variorum.annotate.attributions import ModelName, find_attributions
from variorum.model import Span

Triple = tuple[str, str, str]
RULES: tuple[ModelName, ...] = ("rules",)
MODELS: tuple[ModelName, ...] = ("encoder", "words", "rules")
TITLE = "A town waits for its bridge.\n\n"


@dataclass(frozen=True)
class Case:
    """A text (“ || ” parts its paragraphs), what is said in it, and the models that read it so.

    The source, cue and content of what is said stand between slashes; parts of a content are
    joined by " | ".
    """

    text: str
    said: tuple[str, ...]
    models: tuple[ModelName, ...] = MODELS
    language: str | None = None
    alone: bool = False  # nothing else is found
    bare: bool = False  # without a title before it


def read(case: Case, model: ModelName) -> list[Triple]:
    """Return source, cue and content of each attribution found."""
    text = case.text.replace(" || ", "\n\n")
    if not case.bare and case.language is None:
        text = TITLE + text
    article = replace(make_article(text), language=case.language)

    def words(spans: tuple[Span, ...]) -> str:
        return " | ".join(article.cut(span) for span in spans)

    return [
        (words(one.source), words(one.cue), words(one.content))
        for one in find_attributions(article, model=model)
    ]


def plain(triple: Triple) -> Triple:
    """Leave out what is a matter of taste: a comma or full stop at the end, "that" at the start."""
    source, cue, content = (part.strip().rstrip(",.") for part in triple)
    return source, cue.split(" ")[0].lower(), content.removeprefix("that ")


CASES: dict[str, Case] = {
    "crime police said last": Case(
        "A 34-year-old man was shot in the leg outside a petrol station on Elm Street late on Friday, police said.",
        (
            "police / said / A 34-year-old man was shot in the leg outside a petrol station on Elm Street late on Friday",
        ),
    ),
    "crime said in a news release": Case(
        "Deputies found the woman dead in the kitchen, the Harlow County Sheriff’s Office said in a news release.",
        (
            "the Harlow County Sheriff’s Office / said in a news release / Deputies found the woman dead in the kitchen",
        ),
    ),
    "crime told reporters": Case(
        "“He came in through the back window and he never said a word,” neighbor Dale Pruitt told Channel 8.",
        (
            "neighbor Dale Pruitt / told Channel 8 / “He came in through the back window and he never said a word,”",
        ),
    ),
    "crime according to affidavit": Case(
        "The two men argued over a parking space before the shooting, according to an arrest affidavit.",
        (
            "an arrest affidavit / according to / The two men argued over a parking space before the shooting",
        ),
        models=("encoder", "words"),
    ),
    "crime police say first": Case(
        "Police say the suspect fled on foot and was found hiding in a shed two blocks away.",
        ("Police / say / the suspect fled on foot and was found hiding in a shed two blocks away",),
    ),
    "crime Sgt.": Case(
        "Sgt. Maria Velez said officers responded to a call of shots fired at about 9:40 p.m. Tuesday.",
        (
            "Sgt. Maria Velez / said / officers responded to a call of shots fired at about 9:40 p.m. Tuesday",
        ),
    ),
    "crime witness pronoun": Case(
        "Tanya Boggs was closing the diner when the first shots rang out. || “I hit the floor,” she said. “I just kept thinking of my kids.”",
        ("she / said / “I hit the floor,” | “I just kept thinking of my kids.”",),
    ),
    "agency dateline indirect": Case(
        "BOGOTA, Colombia (AP) — A ferry with 80 people on board sank on Monday in the Magdalena River, the navy said.",
        (
            "the navy / said / A ferry with 80 people on board sank on Monday in the Magdalena River",
        ),
    ),
    "agency dateline Reuters": Case(
        "LISBON, March 3 (Reuters) - The central bank said on Tuesday it would cut its growth forecast to 1.2 percent.",
        ("The central bank / said / it would cut its growth forecast to 1.2 percent",),
        models=("encoder", "words"),
    ),
    "agency told AFP": Case(
        "“We have nothing left to eat,” farmer Idrissa Koné told AFP by telephone from Mopti.",
        ("farmer Idrissa Koné / told AFP / “We have nothing left to eat,”",),
    ),
    "agency on condition": Case(
        "“The talks collapsed within an hour,” said one diplomat, who spoke on condition of anonymity because he was not authorised to talk to the media.",
        (
            "one diplomat, who spoke on condition of anonymity because he was not authorised to talk to the media / said / “The talks collapsed within an hour,”",
        ),
        models=("encoder",),
    ),
    "brit single after": Case(
        "‘It was the worst night of my life,’ Mr Smith said.",
        ("Mr Smith / said / ‘It was the worst night of my life,’",),
    ),
    "brit straight single": Case(
        "'It was the worst night of my life,' Mr Smith said. 'I don't want to live here any more.'",
        (
            "Mr Smith / said / 'It was the worst night of my life,' | 'I don't want to live here any more.'",
        ),
    ),
    "brit colon": Case(
        "Mrs Harcourt said: ‘The council’s plan is a disgrace and the residents’ views were ignored.’",
        (
            "Mrs Harcourt / said / ‘The council’s plan is a disgrace and the residents’ views were ignored.’",
        ),
        models=RULES,
    ),
    "brit added": Case(
        'Mr Patel added: "We don\'t have the money."',
        ('Mr Patel / added / "We don\'t have the money."',),
        models=RULES,
    ),
    "brit full stop outside": Case(
        "The minister called the report ‘deeply flawed and wholly misleading’.",
        ("The minister / called / ‘deeply flawed and wholly misleading’",),
        models=("words",),
    ),
    "brit new para source": Case(
        "Speaking outside court, Det Insp Helen Moss said: ‘This was a cowardly attack on a defenceless man.’",
        ("Det Insp Helen Moss / said / ‘This was a cowardly attack on a defenceless man.’",),
        models=RULES,
    ),
    "brit spokesperson": Case(
        'A spokesperson for Northern Rail said: "We are sorry for the disruption."',
        ('A spokesperson for Northern Rail / said / "We are sorry for the disruption."',),
        models=RULES,
    ),
    "brit nested": Case(
        "‘He told me “never again” and walked off,’ Mr Pugh said.",
        ("Mr Pugh / said / ‘He told me “never again” and walked off,’",),
    ),
    "transcript in capitals": Case(
        "PENCE: We will rebuild this town. || HOLT: When will that be? || PENCE: By the spring.",
        (
            "PENCE / : / We will rebuild this town.",
            "HOLT / : / When will that be?",
            "PENCE / : / By the spring.",
        ),
        alone=True,
        bare=True,
    ),
    "transcript with titles": Case(
        "MAYOR LOPEZ: We open in May. || QUESTION: Who pays? || MAYOR LOPEZ: The county.",
        (
            "MAYOR LOPEZ / : / We open in May.",
            "QUESTION / : / Who pays?",
            "MAYOR LOPEZ / : / The county.",
        ),
        alone=True,
    ),
    "transcript, a quotation in a turn": Case(
        "LOPEZ: The engineer told me, “It is finished.” || SHAH: I never heard that. || LOPEZ: You did.",
        (
            "LOPEZ / : / The engineer told me, “It is finished.”",
            "SHAH / : / I never heard that.",
            "LOPEZ / : / You did.",
        ),
        alone=True,
    ),
    "transcript, a turn of two paragraphs": Case(
        "LOPEZ: We open in May. || The steel has come and the crane is here. || (Applause.) || SHAH: I never heard that. || LOPEZ: You did. || SHAH: When? || LOPEZ: On Monday. || SHAH: I was ill.",
        ("LOPEZ / : / We open in May. | The steel has come and the crane is here.",),
    ),
    "labels of a list": Case(
        "Lopez: 547. || Shah: 46. || Lopez: 12. || Shah: 7.",
        (),
        alone=True,
    ),
    "transcript Q A": Case(
        "Q: When does the bridge open? || A: In May, if the steel comes. || Q: Who pays for it? || A: The county does.",
        (
            "Q / : / When does the bridge open?",
            "A / : / In May, if the steel comes.",
            "Q / : / Who pays for it?",
            "A / : / The county does.",
        ),
        alone=True,
    ),
    "transcript mixed case": Case(
        "Anna Lopez: When does the bridge open? || Raj Shah: In May, if the steel comes. || Anna Lopez: Who pays for it? || Raj Shah: The county does.",
        (
            "Anna Lopez / : / When does the bridge open?",
            "Raj Shah / : / In May, if the steel comes.",
            "Anna Lopez / : / Who pays for it?",
            "Raj Shah / : / The county does.",
        ),
        alone=True,
    ),
    "transcript Q dot A dot": Case(
        "Q. When does the bridge open? || A. In May, if the steel comes. || Q. Who pays for it? || A. The county does.",
        (
            "Q / . / When does the bridge open?",
            "A / . / In May, if the steel comes.",
        ),
    ),
    "head single quote comma": Case(
        "‘Never have I been so ashamed,’ veteran envoy says",
        ("veteran envoy / says / ‘Never have I been so ashamed,’",),
        alone=True,
        bare=True,
    ),
    "head colon quote": Case(
        "Mayor: 'We will rebuild'", ("Mayor / : / 'We will rebuild'",), alone=True, bare=True
    ),
    "head colon bare": Case(
        "Mayor Lopez: We will rebuild by spring || The town lost its bridge in the flood.",
        ("Mayor Lopez / : / We will rebuild by spring",),
        bare=True,
    ),
    "head quote colon name": Case(
        "‘We will rebuild’: Mayor of flooded town",
        ("Mayor of flooded town / : / ‘We will rebuild’",),
        bare=True,
    ),
    "head says": Case(
        "Bridge will reopen in May, mayor says",
        ("mayor / says / Bridge will reopen in May",),
        bare=True,
    ),
    "head dash": Case(
        "'I thought I would die' - ferry survivor",
        ("ferry survivor / - / 'I thought I would die'",),
        bare=True,
    ),
    "head mayor says first": Case(
        "Mayor says bridge will reopen in May",
        ("Mayor / says / bridge will reopen in May",),
        bare=True,
    ),
    "head report": Case(
        "Ferry was overloaded: report", ("report / : / Ferry was overloaded",), bare=True
    ),
    "live time": Case(
        "14:32\nThe transport minister says the line will stay closed until Friday.",
        ("The transport minister / says / the line will stay closed until Friday",),
    ),
    "live tweet": Case(
        "Our correspondent Lena Fox tweets: “Crowds are still gathering at the gate.”",
        ("Our correspondent Lena Fox / tweets / “Crowds are still gathering at the gate.”",),
        models=RULES,
    ),
    "live says bare quote": Case(
        "“There is no danger to the public,” the fire service says.",
        ("the fire service / says / “There is no danger to the public,”",),
    ),
    "press CEO": Case(
        "“This partnership marks a milestone for our customers,” said Karin Dahl, chief executive officer of Norvent. “We look forward to the years ahead.”",
        (
            "Karin Dahl, chief executive officer of Norvent / said / “This partnership marks a milestone for our customers,” | “We look forward to the years ahead.”",
        ),
        models=("encoder", "words"),
    ),
    "press announced": Case(
        "Norvent today announced that it will open a plant in Gdansk.",
        ("Norvent / announced / it will open a plant in Gdansk",),
        models=("encoder", "words"),
    ),
    "trans guillemets": Case(
        "«We will not leave our homes», said Oleh Tkach, a baker.",
        ("Oleh Tkach, a baker / said / «We will not leave our homes»",),
    ),
    "trans low quotes": Case(
        "„We will not leave our homes“, said Oleh Tkach, a baker.",
        ("Oleh Tkach, a baker / said / „We will not leave our homes“",),
    ),
    "trans he stressed": Case(
        "He stressed that the decision “was taken without consulting the regions.”",
        ("He / stressed / the decision “was taken without consulting the regions.”",),
    ),
    "opinion I think": Case(
        "I think the council has lost its way.",
        ("I / think / the council has lost its way",),
        models=("encoder", "words"),
    ),
    "opinion I asked": Case(
        "When I asked the foreman why, he shrugged. “Nobody told us,” he said.",
        ("he / said / “Nobody told us,”",),
    ),
    "turns": Case(
        "“Where were you?” the judge asked. || “At home, your honour,” Kell replied.",
        (
            "the judge / asked / “Where were you?”",
            "Kell / replied / “At home, your honour,”",
        ),
    ),
    "two in one para": Case(
        "“Go away,” the guard said. “No,” the woman answered.",
        (
            "the guard / said / “Go away,”",
            "the woman / answered / “No,”",
        ),
        models=("encoder", "words"),
    ),
    "continued no cue": Case(
        "“It was terrible,” Ms. Brandt said, wiping her eyes. “The water came up to the roof. We had ten minutes.”",
        (
            "Ms. Brandt / said / “It was terrible,” | “The water came up to the roof. We had ten minutes.”",
        ),
    ),
    "broken mid sentence": Case(
        "“The bridge,” Ms. Okafor said, “will open in May.”",
        ("Ms. Okafor / said / “The bridge,” | “will open in May.”",),
    ),
    "mixed": Case(
        "The mayor said the delay was “a disgrace” and promised a review.",
        ("The mayor / said / the delay was “a disgrace”",),
        models=("encoder", "words"),
    ),
    "several paragraphs": Case(
        "The mayor said: “We have waited long enough for this bridge. || “We will not wait for another year.”",
        (
            "The mayor / said / “We have waited long enough for this bridge. | “We will not wait for another year.”",
        ),
        models=RULES,
    ),
    "doubled curly": Case(
        "““We open in May,”” the mayor said.",
        ("the mayor / said / ““We open in May,””",),
        models=("encoder", "words"),
    ),
    "typewriter": Case(
        "``We open in May,'' the mayor said.", ("the mayor / said / ``We open in May,''",)
    ),
    "two singles": Case(
        "''We open in May,'' the mayor said.", ("the mayor / said / ''We open in May,''",)
    ),
    "missing close": Case(
        "“We open in May, the mayor said. || “The steel has come,” the engineer said.",
        ("the engineer / said / “The steel has come,”",),
    ),
    "90s": Case(
        "Back in the ’90s the dogs’ home was a rock ’n’ roll club, ‘a proper dive’, the owner said. Nothing’s left of it.",
        (
            "the owner / said / Back in the ’90s the dogs’ home was a rock ’n’ roll club, ‘a proper dive’",
        ),
        models=("encoder",),
    ),
    "ellipsis brackets": Case(
        "“We [the council] … knew nothing about it [sic],” he wrote.",
        ("he / wrote / “We [the council] … knew nothing about it [sic],”",),
    ),
    "quote in quote mid": Case(
        "“She said, ‘Leave,’ and so I left,” Kell said.",
        ("Kell / said / “She said, ‘Leave,’ and so I left,”",),
    ),
    "angle single": Case(
        "‹We open in May›, said the mayor.", ("the mayor / said / ‹We open in May›",)
    ),
    "mixed open close": Case(
        '"We open in May,” the mayor said.', ('the mayor / said / "We open in May,”',)
    ),
    "known as": Case("The square is known as the Old Market.", (), models=RULES, alone=True),
    "imposed": Case("The government imposed sanctions on three banks.", (), alone=True),
    "resigned": Case("The minister resigned over the war.", (), alone=True),
    "named": Case("He was named coach of the year.", (), models=RULES, alone=True),
    "scare quote": Case("The “miracle” cure was sold in three shops.", (), alone=True),
    "possessive": Case(
        "Russia’s mission in Geneva said it had no comment on the letter.",
        ("Russia’s mission in Geneva / said / it had no comment on the letter",),
    ),
    "senator told agency": Case(
        "A senator told an agency the vote would be held on Monday.",
        ("A senator / told an agency / the vote would be held on Monday",),
        models=("encoder", "words"),
    ),
    "told reporters that": Case(
        "The envoy told reporters in Bern on Monday that the talks would go on.",
        ("The envoy / told reporters / the talks would go on",),
    ),
    "apposition": Case(
        "Jon Reyes, a carpenter from Tulsa who lost his home, said he would not go back.",
        ("Jon Reyes, a carpenter from Tulsa who lost his home, / said / he would not go back",),
    ),
    "long clause": Case(
        "He said 23 states have adopted the rule, and none of them has reported a problem with it.",
        (
            "He / said / 23 states have adopted the rule, and none of them has reported a problem with it",
        ),
        models=RULES,
    ),
    "told the paper he": Case(
        "She told the paper he spoke with the owner twice last week.",
        ("She / told the paper / he spoke with the owner twice last week",),
        models=("encoder", "words"),
    ),
    "de said": Case(
        "„Wir haben nichts gewusst“, sagte der Bürgermeister.",
        ("der Bürgermeister / sagte / „Wir haben nichts gewusst“",),
        models=RULES,
        language="de",
    ),
    "de colon": Case(
        "Der Bürgermeister sagte: „Wir haben nichts gewusst.“",
        ("Der Bürgermeister / sagte / „Wir haben nichts gewusst.“",),
        models=RULES,
        language="de",
    ),
    "fr dit": Case(
        "« Nous ne savions rien », a déclaré le maire.",
        ("le maire / a déclaré / « Nous ne savions rien »",),
        models=RULES,
        language="fr",
    ),
    "es dijo": Case(
        "«No sabíamos nada», dijo el alcalde.",
        ("el alcalde / dijo / «No sabíamos nada»",),
        models=RULES,
        language="es",
    ),
    "es que": Case(
        "El alcalde dijo que no sabían nada del puente.",
        ("El alcalde / dijo / que no sabían nada del puente",),
        models=RULES,
        language="es",
    ),
    "it ha detto": Case(
        "«Non sapevamo niente», ha detto il sindaco.",
        ("il sindaco / ha detto / «Non sapevamo niente»",),
        models=RULES,
        language="it",
    ),
}


@pytest.mark.parametrize(
    ("model", "case"),
    [
        pytest.param(model, case, id=f"{name}-{model}")
        for name, case in CASES.items()
        for model in case.models
    ],
)
def test_reads(case: Case, model: ModelName) -> None:
    """What is said is found with its source and its cue, and its words to the last."""
    if model == "encoder":
        pytest.importorskip("onnxruntime")
    found = [plain(triple) for triple in read(case, model)]
    for line in case.said:
        source, cue, content = line.split(" / ")
        assert plain((source, cue, content)) in found
    if case.alone:
        assert len(found) == len(case.said), found
