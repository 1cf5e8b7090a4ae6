from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_annotated, make_article
from variorum.compare.readings import lay_out
from variorum.compare.variants import KINDS, compare_readings
from variorum.model import Annotated, Attribution, Mention, Reading, Span, Variant


def make_quoted(attribution_id: str, kind: str, span: Span) -> Attribution:
    """Return an attribution of one span, without source and cue."""
    return Attribution(attribution_id, span.article, kind, (), (), (span,))  # type: ignore[arg-type]


def make_reading(article_id: str, sentence: str) -> tuple[Reading, Annotated]:
    """Return the reading that a sentence has between { and }; it is direct if in marks."""
    start = sentence.index("{")
    end = sentence.index("}") - 1
    article = make_article(sentence.replace("{", "").replace("}", ""), article_id)
    span = Span(article_id, start, end)
    kind = "direct" if article.text[start : start + 1] in ("“", '"') else "indirect"
    attribution = make_quoted(f"{article_id}-q", kind, span)
    reading = Reading(attribution.id, article_id, (span,), article.text[start:end])
    return reading, make_annotated(article, attribution)


def compare(left: str, right: str) -> list[Variant]:
    """Compare two sentences; without { } the whole is a direct quotation."""
    sentences = [s if "{" in s else "{“" + s + "”}" for s in (left, right)]
    base, one = make_reading("a", sentences[0])
    other, two = make_reading("b", sentences[1])
    return compare_readings(base, [other], {"a": one, "b": two})


CHANGED = [
    ("Up to 40 people slept here.", "At least 40 people slept here.", "number"),
    ("Fares will go up next year.", "Fares will go down next year.", "negation"),
    ("The talks failed to end the strike.", "The talks ended the strike.", "negation"),
    ("The town has few pumps.", "The town has a few pumps.", "quantifier"),
    ("I never said that he stole it.", "I said that he never stole it.", "negation"),
    ("Not all of them are guilty.", "All of them are not guilty.", "quantifier"),
    ("She was accused of arson.", "She was convicted of arson.", "hedge"),
    ("Unless they pay, we stop.", "If they pay, we stop.", "negation"),
    ("It is the first flood here.", "It is the second flood here.", "number"),
    ("Almost all of the boats sank.", "All of the boats sank.", "quantifier"),
    ("It is the most honest report.", "It is the least honest report.", "degree"),
    ("The engineers fear that the police beat the crowd.",
     "The engineers fear that the crowd beat the police.", "subject"),
    ("We will not sell the harbour.", "We will sell the harbour.", "negation"),
    ("{“We are not out of the woods yet,”} he said, though he would not stay.",
     "{“We are out of the woods yet,”} he said, though he would not stay.", "negation"),
    ("He had a chance to say no. He didn’t.", "He had a chance to say no. He did.", "negation"),
    ("They said they would not.", "They said they would.", "negation"),
    ("Nothing is on the table.", "Nothing is off the table.", "negation"),
    ("Nobody on the board had seen it.", "Everybody on the board had seen it.", "negation"),
    ("We wrote on the 5th. Nobody said no.", "We composed on the 5th. Everyone said no.",
     "negation"),
    ("I will talk to everyone except Hale.", "I will talk to everyone, including Hale.",
     "quantifier"),
    ("She has denied that she knew.", "She has conceded that she knew.", "negation"),
    ("None of the pilots complained.", "Many of the pilots complained.", "negation"),
    ("The yard had refused to pay.", "The yard had agreed to pay.", "negation"),
    ("As far as we know, nobody was hurt.", "Nobody was hurt.", "hedge"),
    ("It looks like the mast broke first.", "The mast broke first.", "hedge"),
    ("Hardly any boats came back.", "Many boats came back.", "quantifier"),
    ("I rarely sleep on board.", "I never sleep on board.", "quantifier"),
    ("Half of the catch was lost.", "A quarter of the catch was lost.", "number"),
    ("The fine is ten thousand euros a day.", "The fine is €100,000 a day.", "number"),
    ("She said {nearly 50 pilots struck}.", "She said {some 40 pilots struck}.", "number"),
    ("She said {flight 380 was late}.", "She said {flight 381 was late}.", "number"),
    ("She said {the man was 40}.", "She said {the man was 41}.", "number"),
    ("Some 1,200 pilots struck.", "We saw 1,203 pilots strike.", "number"),  # quoted
    ("We heard the crack last year.", "We heard the crack last week.", "time"),
    ("We will sail tomorrow.", "We will sail next week.", "time"),
    ("It was one of the worst storms here.", "It was the worst storms here.", "degree"),
    ("It was the second-worst storm here.", "It was the worst storm here.", "degree"),
    ("The swell was slightly higher.", "The swell was much higher.", "degree"),
    ("We are considering a strike.", "We are planning a strike.", "modality"),
    ("We are thinking about selling it.", "We are selling it.", "modality"),
    ("My husband steered the boat.", "My brother steered the boat.", "subject"),
    ("Our pilots did well. But the engines failed twice, and boats sank.",
     "Our pilots failed twice, and boats sank.", "fusion"),
    ("The plan is safe for children.", "The plan is unsafe for children.", "negation"),
    ("The court accepted the appeal.", "The court rejected the appeal.", "negation"),
    ("I don't think it will hold.", "It will hold.", "negation"),
    ("We lost 40 boats in the storm.", "We lost 400 boats in the storm.", "number"),
    ("It cost us 12 million euros.", "It cost us 12 billion euros.", "number"),
    ("It is three miles from the pier.", "It is three kilometres from the pier.", "number"),
    ("At least 20 houses were lost.", "At most 20 houses were lost.", "number"),
    ("We told Harald Lind the truth.", "We told Harald Berg the truth.", "name"),
    ("The ferry may sink this winter.", "The ferry will sink this winter.", "modality"),
    ("The mayor must resign at once.", "The mayor should resign at once.", "modality"),
    ("The mayor may resign.", "The mayor resigns.", "modality"),
    ("The owners wanted only to raise the rent.",
     "She said {the owners “will raise the rent”}.", "modality"),
    ("This is perhaps the worst fire.", "This is the worst fire.", "hedge"),
    ("He allegedly took the money.", "He took the money.", "hedge"),
    ("We will pay if the bank agrees.", "We will pay.", "hedge"),
    ("Some fishermen broke the law.", "All fishermen broke the law.", "quantifier"),
    ("Most teachers want to stay.", "Teachers want to stay.", "quantifier"),
    ("The vote is on 3 March as agreed.", "The vote is on 3 May as agreed.", "time"),
    ("It broke before the inspection.", "It broke after the inspection.", "time"),
    ("I was never so tired as on that day.", "I was never tired as on that day.", "degree"),
    ("Never have I been so proud of my town as on May 3.",
     "I have never been proud of my town as happened on May 3.", "degree"),
    ("It hurts more people than before.", "It hurts people than before.", "degree"),
    ("They have to keep the gate shut.", "I have to keep the gate shut.", "subject"),
    ("Ostby sued Varne over the pier.", "Varne sued Ostby over the pier.", "subject"),
    ("The pumps failed at dawn in the storm. Nobody came until noon.",
     "The pumps failed at dawn until noon.", "fusion"),
]  # fmt: skip
HARMLESS = [
    ("“You sold your office like a market stall,” she told Roe.",
     "She said Roe had {“sold his office like a market stall”} for years.", "indirect speech"),
    ("At least 20 houses were lost.", "No less than 20 houses were lost.", "wording"),
    ("Image 1 of 17 The ferry Astra leaves.", "Image 2 of 17 The ferry Astra leaves.", "wording"),
    ("Nothing is off the table.", "Everything is on the table.", "wording"),
    ("No option is off the table.", "Every option is on the table.", "wording"),
    ("No one failed the test.", "Everyone passed the test.", "wording"),
    ("The suspect had a valid licence.", "He had a valid licence.", "wording"),
    ("The programme was cancelled.", "The program was canceled.", "spelling"),
    ("It closed on February 3.", "It closed on Feb. 3.", "house style"),
    ("The U.S. offered 40 percent.", "The US offered forty per cent.", "house style"),
    ("She said {they owe nearly €44 million}.", "She said {they owe €43 million}.", "house style"),
    ("She said {they owe €43,885,310}.", "She said {they owe €43.9 million}.", "house style"),
    ("She said {some 1,200 pilots struck}.", "She said {1,203 pilots struck}.", "house style"),
    ("She said {turnout was 63.4 percent}.", "She said {turnout was 63 percent}.", "house style"),
    ("It is late, and I am tired.", "It is late and I am tired.", "punctuation"),
    ("The ministry is silent.", "The [Danish] ministry is silent.", "insertion"),
    ("The pier, which my father built, is gone.", "The pier … is gone.", "elision"),
    ("The pier, which my father built, is gone.", "The pier is gone.", "elision"),
    ("It went from bad to worse in all the years.", "It went from bad to worse", "trim"),
    ("We asked for new pumps.", "We asked for fresh pumps.", "wording"),
    ("The doctor gave vital help to the big town.", "The doctor gave vital aid to the large town.",
     "spinning"),
    ("I will sell my boat.", "She said {she would sell her boat}.", "indirect speech"),
    ("Bjarne Holmqvist knew it.", "Bjarne Holmqwist knew it.", "spelling"),
    ("We will never give up.", "She said they would {“never give up”}.", "trim"),
    ("It is not only cruel but also stupid.", "It is cruel but also stupid.", "wording"),
    ("A fire broke out off Kestrel Bay late on Monday.",
     "A fire broke out late on Monday off Kestrel Bay.", "wording"),
    ("More than 40 people came.", "Over 40 people came.", "wording"),
    ("It is the worst flood in 20 years.", "It is the worst flood in two decades.", "house style"),
    ("It lies 10 miles from here.", "It lies 16 kilometers from here.", "house style"),
    ("He has yet to reply.", "He has not replied yet.", "wording"),
    ("We had nothing to do with it.", "We didn't have anything to do with it.", "wording"),
    ("We want peace, bread and dignity.", "We want peace, dignity and bread.", "wording"),
    ("The flood is not good at all.", "The flood is bad.", "wording"),
    ("He's a fool, as we know.", "[The mayor] is a fool, as we know.", "insertion"),
    ("He noted the time, willing to wait.", "He wrote the time, glad to wait.", "wording"),
    ("We don't want it; we’ll wait.", "We do not want it; we will wait.", "house style"),
    ("Mr. Lind said it of Ostby.", "Mr Lind said it of Ostby.", "house style"),
    ("Mr. Roe knew it for years. Mr. Roe never told us.", "Mr. Roe never told us.", "trim"),
    ("The money was provided for the school.", "The money was given for the school.", "wording"),
    ("He may come.", "She said {he might come}.", "indirect speech"),
    ("We leave it to the S.P.C. now.", "We leave it to the S.P. C now.", "spelling"),
    ("Never have I been so proud of my town as on May 3.",
     "She said {she was “proud of her town”}.", "indirect speech"),
    ("I do not drink any longer.", "I no longer drink.", "wording"),
    ("Do you support the new pier?", "He asked him {if he supported the new pier}.", "wording"),
    ("Why would we want to help them with it?", "Why do we want to help them with it?", "wording"),
    ("They didn’t leave; they got mad that I told them to.", "They got mad that I told them to.",
     "trim"),
    ("They left in a grey van (no plate was seen at this hour) with a woman.",
     "They left in a grey van with a woman.", "elision"),
    ("He sent several letters to the council saying the pier is unsafe.",
     "He said {the harbour watch letters to the council say the pier is unsafe}.", "wording"),
    ("He has not come back, so the fear of more floods does not exist.",
     "He has not come back. The fear of more floods does not exist.", "wording"),
    ("I used money that should have been used for my campaign.",
     "I used money I shouldn’t have used for personal purposes.", "wording"),
    ("No child should ever have to see a fire like that.",
     "No child should ever see a fire like that.", "wording"),
    ("Police said {he picked up the gun and took the clip out, and a round was in the chamber}.",
     "Police said {the gun didn’t have a clip, and a round was in the chamber}.", "wording"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "kind"), CHANGED)
def test_says_that_the_meaning_changes(left: str, right: str, kind: str) -> None:
    """A changed meaning is found, with its kind and a reason, whichever reading is the base."""
    for one, other in ((left, right), (right, left)):
        changed = [variant for variant in compare(one, other) if variant.changes_meaning]
        assert kind in {variant.kind for variant in changed}
        assert all(variant.because for variant in changed)


@pytest.mark.parametrize(("left", "right", "kind"), HARMLESS)
def test_does_not_cry_wolf(left: str, right: str, kind: str) -> None:
    """Style, spelling, elision and indirect speech are named, and are no change of meaning."""
    for one, other in ((left, right), (right, left)):
        variants = compare(one, other)
        assert not [variant for variant in variants if variant.changes_meaning]
    assert kind in {variant.kind for variant in compare(left, right)} or kind == "wording"


def test_reads_the_sentence_around_a_part() -> None:
    """A negation that stands outside the quotation marks is not missing."""
    variants = compare("I did not do anything illegal.", "He did not {“do anything illegal”}.")
    assert not [variant for variant in variants if variant.changes_meaning]


def test_paraphrase_in_quotation_marks() -> None:
    """Words of the reporter's own, third person and past, are no quotation."""
    variants = compare(
        "She said {she had never seen the harbour plans before}.",
        "{“she had never seen the harbour plans before”}",
    )
    assert [v.kind for v in variants if v.changes_meaning] == ["quotation marks"]


def test_two_speakers_are_held_to_one_change() -> None:
    """Several changes by speakers not known to be one are two things said."""
    said = "Your plan appears to reflect the will of your mayor rather than of the town."
    other = "This plan reflects the will of his mayor rather than of the town."
    base, one = make_reading("a", "{“" + said + "”}")
    copy, two = make_reading("b", "{“" + other + "”}")
    articles = {"a": one, "b": two}
    assert any(v.changes_meaning for v in compare_readings(base, [copy], articles))
    copy = replace(copy, speaker="n2")
    assert not any(v.changes_meaning for v in compare_readings(base, [copy], articles))


def test_parts_of_one_full_name_are_no_other_name() -> None:
    """Lind put for Harald is another name, unless the article has Harald Lind."""
    text = "Harald Lind came. {“We told Harald the truth about it.”}"
    base, one = make_reading("a", text)
    mention = Mention(Span("a", 0, len("Harald Lind")), "person")
    copy, two = make_reading("b", "{“We told Lind the truth about it.”}")
    named = replace(one, mentions=(mention,))
    for article, expected in ((one, True), (named, False)):
        found = compare_readings(base, [copy], {"a": article, "b": two})
        assert any(v.changes_meaning for v in found) is expected


def test_a_degree_is_shown_with_what_it_grades() -> None:
    """The places of a lost "so" hold the word that was graded."""
    changed = [
        v
        for v in compare("I was never so tired as on that day.", "I was never tired on that day.")
        if v.kind == "degree"
    ]
    assert [(span.article, span.end - span.start) for span in changed[0].spans] == [
        ("a", len("so tired")),
        ("b", len("tired")),
    ]


TEXT = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "not",
            "never",
            "I",
            "he",
            "will",
            "may",
            "40",
            "forty",
            "all",
            "some",
            "so",
            "as",
            "more",
            "perhaps",
            "if",
            "Roe",
            "Lind",
            ",",
            ".",
            "…",
            "“",
            "”",
            "[",
            "]",
            "sold",
            "noted",
            "I’ll",
        ]
    ),
    max_size=20,
).map(" ".join)


def make_raw(article_id: str, text: str, kind: str) -> tuple[Reading, Annotated]:
    """Return a reading of a whole text."""
    article = make_article(text, article_id)
    span = Span(article_id, 0, len(text))
    attribution = make_quoted(f"{article_id}-q", kind, span)
    return Reading(attribution.id, article_id, (span,), text), make_annotated(article, attribution)


@given(TEXT, TEXT, st.sampled_from(["direct", "indirect", "mixed"]))
def test_any_strings_give_valid_variants(left: str, right: str, kind: str) -> None:
    """Nothing raises, spans lie in their articles, kinds are known, verdicts are symmetric."""
    base, one = make_raw("a", left, "direct")
    other, two = make_raw("b", right, kind)
    articles = {"a": one, "b": two}
    there = compare_readings(base, [other], articles)
    back = compare_readings(other, [base], articles)
    for variant in there:
        assert variant.kind in KINDS
        assert variant.because
        for span in variant.spans:
            assert articles[span.article].article.cut(span).strip()
    assert any(v.changes_meaning for v in there) == any(v.changes_meaning for v in back)


@given(TEXT)
def test_a_reading_has_no_variant_of_itself(text: str) -> None:
    """The same words, the same marks: nothing to say."""
    base, one = make_raw("a", text, "direct")
    other, two = make_raw("b", text, "direct")
    assert compare_readings(base, [other], {"a": one, "b": two}) == []


def test_what_another_article_of_the_file_translates_is_not_translated_here() -> None:
    """A file may hold many articles; each is read by itself."""
    reading, one = make_raw("a", "“The pier is safe.”\nIt was translated from Danish.\n", "direct")
    assert lay_out(reading, one).translated
    short = replace(one.article, end=one.article.text.index("It was"))
    assert not lay_out(reading, replace(one, article=short)).translated
