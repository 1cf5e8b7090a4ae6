"""The media, each in many phrasings: invented sentences with the cue between asterisks."""

# ruff: noqa: E501 - a case stands on one line, so that the table can be read

import pytest

from factory import make_article
from variorum.annotate.channels import MEDIA, find_channels
from variorum.annotate.sentences import split_sentences
from variorum.model import Attribution, Channel, Span

CASES = (
    # interview
    ("“No,” Brun *told* Reuters.", "interview", "Reuters"),
    ("“No,” Brun *told* The Associated Press on Tuesday.", "interview", "The Associated Press"),
    ("“No,” Brun *told* AFP’s Ulm bureau.", "interview", "AFP"),
    ("“No,” Brun *told* the BBC’s Hardtalk.", "interview", "the BBC"),
    ("“No,” Brun *told* the Ulmer Tagblatt.", "interview", "the Ulmer Tagblatt"),
    ("“No,” Brun *told* Swiss daily Tages-Anzeiger.", "interview", "Tages-Anzeiger"),
    ("“No,” Brun *told* the German magazine Der Spiegel.", "interview", "Der Spiegel"),
    ("“No,” Brun *told* Russia’s RIA Novosti news agency.", "interview", "RIA Novosti"),
    ("“No,” Brun *told* public broadcaster SRF.", "interview", "SRF"),
    ("“No,” Brun *told* local media.", "interview", "local media"),
    ("“No,” Brun *told* state television.", "interview", "state television"),
    ("“No,” Brun *told* KXLM-TV.", "interview", "KXLM-TV"),
    ("“No,” Brun *told* Channel 9.", "interview", "Channel 9"),
    ("“No,” Brun *told* Local 12 News.", "interview", "Local 12 News"),
    ("“No,” Brun *told* this newspaper.", "interview", "this newspaper"),
    ("“No,” Brun *said* in an interview Thursday with the Varde Herald.", "interview", "the Varde Herald"),
    ("“No,” Brun *said* in a brief interview on Monday evening.", "interview", None),
    ("“No,” Brun *said* in a wide-ranging interview with NPR.", "interview", "NPR"),
    ("“No,” Brun *said* in an interview published on Sunday by Le Monde.", "interview", "Le Monde"),
    ("“No,” Brun *said* in an interview aired Sunday on CBS.", "interview", "CBS"),
    ("“No,” Brun *said* during a CNN interview.", "interview", "CNN"),
    ("“No,” Brun *said* in an interview published Sunday in the Varde Herald.", "interview", "the Varde Herald"),
    ("“No,” Brun *said* in an interview first posted online by the newspaper The Lens.", "interview", "The Lens"),
    ("“No,” Brun *said* in an interview posted Monday on the website of Radio Varde.", "interview", "Radio Varde"),
    ("“No,” Brun *said* in a taped interview to be aired on CBS.", "interview", "CBS"),
    ("“No,” Brun *said* in an interview in the Varde harbor.", "interview", None),
    ("In interviews with the newspaper, Brun *said* “No,” twice.", "interview", "the newspaper"),
    ("In an interview given to Bild, Brun *said* “No,” twice.", "interview", "Bild"),
    ("In comments to Interfax, Brun *said* “No,” twice.", "interview", "Interfax"),
    ("Speaking to Sky News, Brun *said* “No,” twice.", "interview", "Sky News"),
    ("Brun, who spoke with Bloomberg, *said* “No,” twice.", "interview", "Bloomberg"),
    ("Interviewed by ZDF, Brun *said* “No,” twice.", "interview", "ZDF"),
    ("Asked by the Financial Times, Brun *said* “No,” twice.", "interview", "the Financial Times"),
    ("“No,” Brun *confirmed* to the Guardian.", "interview", "the Guardian"),
    ("Brun *was quoted* by the Tass agency as saying “No,” twice.", "interview", "Tass"),
    ("“No,” Brun *told* Local 12 News reporter Ann Poole.", "interview", "Local 12 News"),
    ("“No,” Brun *told* News4 in an interview last month.", "interview", "News4"),
    # phone call
    ("“No,” Brun *told* The Associated Press by phone.", "phone call", "The Associated Press"),
    ("“No,” Brun *said* by telephone from Ulm.", "phone call", None),
    ("“No,” Brun *said* in a phone call.", "phone call", None),
    ("Reached by phone on Monday, Brun *said* “No,” twice.", "phone call", None),
    ("Contacted by telephone by AFP, Brun *said* “No,” twice.", "phone call", "AFP"),
    ("In a telephone call with Reuters, Brun *said* “No,” twice.", "phone call", "Reuters"),
    ("“No,” Brun *said* in a voicemail.", "phone call", None),
    ("In a 911 call, a man *said* “No,” twice.", "phone call", None),
    ("On a conference call with reporters, Brun *said* “No,” twice.", "phone call", "reporters"),
    # e-mail
    ("“No,” Brun *wrote* in an email to the Times.", "e-mail", "the Times"),
    ("“No,” Brun *said* via e-mail.", "e-mail", None),
    ("“No,” Brun *said* by email.", "e-mail", None),
    ("In an e-mailed response to questions, Brun *said* “No,” twice.", "e-mail", None),
    ("In an internal e-mail sent to staff, Brun *said* “No,” twice.", "e-mail", "staff"),
    ("In an exchange of emails with Reuters, Brun *said* “No,” twice.", "e-mail", "Reuters"),
    # letter
    ("“No,” Brun *wrote* in an open letter.", "letter", None),
    ("In a letter to shareholders, Brun *said* “No,” twice.", "letter", "shareholders"),
    ("In a handwritten note, Brun *said* “No,” twice.", "letter", None),
    ("In his resignation letter, dated May 3, Brun *said* “No,” twice.", "letter", None),
    ("In a letter sent to the mayor, Brun *wrote* “No,” twice.", "letter", "the mayor"),
    ("Brun *wrote to* the council: “No,” twice.", "letter", None),
    ("The senators *sent* a letter saying “No,” twice.", "letter", None),
    # post
    ("“No,” Brun *wrote* on X.", "post", "X"),
    ("“No,” Brun *posted* on Truth Social.", "post", "Truth Social"),
    ("“No,” Brun *said* in a post on X, formerly Twitter.", "post", "X"),
    ("“No,” Brun *wrote* on Facebook.", "post", "Facebook"),
    ("“No,” Brun *wrote* on his personal blog.", "post", None),
    ("“No,” Brun *said* on his Telegram channel.", "post", "Telegram"),
    ("“No,” Brun *said* in a tweet.", "post", None),
    ("“No,” Brun *said* in a LinkedIn post.", "post", "LinkedIn"),
    ("“No,” Brun *said* in an Instagram story.", "post", "Instagram"),
    ("Taking to Twitter, Brun *said* “No,” twice.", "post", "Twitter"),
    ("“No,” Brun *said* on social media.", "post", None),
    ("“No,” Brun *said* in a video posted on Facebook.", "post", "Facebook"),
    ("“No,” the party *said* on its website.", "post", None),
    ("In a Facebook Live video, Brun *said* “No,” twice.", "post", "Facebook"),
    # speech
    ("“No,” Brun *said* in a speech in Ulm.", "speech", None),
    ("In his State of the Union address, Brun *said* “No,” twice.", "speech", None),
    ("“No,” Brun *told* supporters at a rally.", "speech", None),
    ("“No,” Brun *told* a cheering crowd.", "speech", None),
    ("“No,” Brun *told* MPs.", "speech", None),
    ("“No,” Brun *told* the House of Commons.", "speech", None),
    ("“No,” Brun *told* the UN Security Council.", "speech", None),
    ("Speaking in parliament, Brun *said* “No,” twice.", "speech", None),
    ("“No,” Brun *said* in a city council debate.", "speech", None),
    ("“No,” Brun *said* on the Senate floor.", "speech", None),
    ("In a sermon on Sunday, Brun *said* “No,” twice.", "speech", None),
    ("Delivering the keynote, Brun *said* “No,” twice.", "speech", None),
    ("In remarks prepared for delivery, Brun *said* “No,” twice.", "speech", None),
    ("“No,” Brun *told* the party’s annual conference.", "speech", None),
    ("Addressing the General Assembly, Brun *said* “No,” twice.", "speech", None),
    # press conference
    ("“No,” Brun *said* at a news conference in Ulm.", "press conference", None),
    ("“No,” Brun *told* a press conference.", "press conference", None),
    ("“No,” Brun *told* reporters.", "press conference", "reporters"),
    ("“No,” Brun *told* a group of journalists.", "press conference", "journalists"),
    ("“No,” Brun *said* during her daily briefing.", "press conference", None),
    ("At a joint press conference with Kell, Brun *said* “No,” twice.", "press conference", None),
    ("Speaking to reporters outside court, Brun *said* “No,” twice.", "press conference", "reporters"),
    # statement
    ("“No,” Brun *said* in a statement.", "statement", None),
    ("“No,” Brun *said* in a statement e-mailed to the Varde Herald.", "statement", "the Varde Herald"),
    ("“No,” Brun *said* in a statement to CBS News.", "statement", "CBS News"),
    ("In a joint statement issued on Friday, they *said* “No,” twice.", "statement", None),
    ("“No,” the firm *said* in a news release.", "statement", None),
    ("The ministry *issued a statement saying* “No,” twice.", "statement", None),
    ("In a communique, the junta *said* “No,” twice.", "statement", None),
    ("“No,” Brun *said* through a written statement.", "statement", None),
    # broadcast
    ("“No,” Brun *said* in a televised address.", "broadcast", None),
    ("“No,” Brun *said* on CNN’s “State of the Union.”", "broadcast", "CNN"),
    ("“No,” Brun *said* on NBC’s “Meet the Press.”", "broadcast", "NBC"),
    ("“No,” Brun *said* on BBC Radio 4’s Today programme.", "broadcast", "BBC Radio 4"),
    ("“No,” Brun *said* on state television.", "broadcast", None),
    ("“No,” Brun *said* on a podcast.", "broadcast", None),
    ("Appearing on Fox News, Brun *said* “No,” twice.", "broadcast", "Fox News"),
    ("“No,” Brun *said* in a video message.", "broadcast", None),
    ("“No,” Brun *said* during an appearance on MSNBC.", "broadcast", "MSNBC"),
    ("“No,” Brun *said* on the radio.", "broadcast", None),
    ("“No,” Brun *said* on the CNN program “State of the Union.”", "broadcast", "CNN"),
    # court
    ("“No,” Brun *testified*.", "court", None),
    ("“No,” Brun *told* the jury.", "court", None),
    ("“No,” Brun *told* Ulm Crown Court.", "court", None),
    ("“No,” Brun *told* the inquest.", "court", None),
    ("“No,” Brun *said* in court.", "court", None),
    ("“No,” Brun *said* at his sentencing.", "court", None),
    ("In closing arguments, Brun *said* “No,” twice.", "court", None),
    ("At a bail hearing, Brun *said* “No,” twice.", "court", None),
    ("Brun *pleaded* not guilty.", "court", None),
    # document
    ("“No,” Brun *said* in court papers.", "document", None),
    ("“No,” Brun *said*, according to a police affidavit.", "document", None),
    ("“No,” Brun *wrote* in his memoir.", "document", None),
    ("“No,” Brun *wrote* in a report.", "document", None),
    ("In a court filing on Friday, Brun *said* “No,” twice.", "document", None),
    ("“No,” Brun *wrote* in an op-ed in the Ulm Post.", "document", "the Ulm Post"),
    ("“No,” Brun *wrote* in the Guardian.", "document", "the Guardian"),
    ("In a memo to staff, Brun *said* “No,” twice.", "document", "staff"),
    # meeting
    ("“No,” Brun *said* at a city council meeting.", "meeting", None),
    ("“No,” Brun *said* during a hearing of the Senate committee.", "meeting", None),
    ("“No,” Brun *told* a parliamentary committee.", "meeting", None),
    ("At a summit in Ulm, Brun *said* “No,” twice.", "meeting", None),
    ("“No,” Brun *told* Monday’s meeting of the board.", "meeting", None),
    # nothing
    ("“No,” Brun *said*.", None, None),
    ("“No,” Brun *told* Kell.", None, None),
    ("“No,” Brun *told* police.", None, None),
    ("“No,” Brun *told* colleagues.", None, None),
    ("“No,” Brun *told* Post Office managers.", None, None),
    ("“No,” Brun *told* Sun Microsystems.", None, None),
    ("“No,” Brun *said* of the report.", None, None),
    ("“No,” Brun *said* before the meeting.", None, None),
    ("“No,” Brun *said* after his court appearance.", None, None),
    ("“No,” Brun *said*, commenting on the statement.", None, None),
    ("Asked about the interview, Brun *said* “No,” twice.", None, None),
    ("“No,” Brun *said* when told of the letter to Kell.", None, None),
    ("“No,” Brun *said* on Monday, Jan. 9.", None, None),
    ("“No,” Brun *said* on the eve of the trial.", None, None),
    ("“No,” Brun *said* on his way to court.", None, None),
    ("“No,” Brun *said* of the attack on the Washington Post.", None, None),
    ("“No,” Brun *said* at the Court of Appeal’s café.", None, None),
    ("“No,” Brun *said*, posting bail.", None, None),
    ("Brun, who was not involved in the study, *said* “No,” twice.", None, None),
    ("Brun, who is named in the lawsuit, *said* “No,” twice.", None, None),
    ("Brun Steel *posted* a 21% decline in quarterly profit.", None, None),
    ("The bank *posted* record profits of $3bn.", None, None),
    ("“No,” Brun *posted* beside a photo of the record catch.", "post", None),
    ("“No,” Brun *posted*.", "post", None),
    ("“No,” Brun *said* in response.", None, None),
    ("“No,” Brun *said* of her role in the episode.", None, None),
)  # fmt: skip


def read(marked: str) -> Channel | None:
    """Return the channel of the sentence whose cue stands between asterisks."""
    before, cue, after = marked.split("*")
    article = make_article(before + cue + after)
    at = article.text.find("“No,”")
    content = (Span("a1", at, at + 5),) if at >= 0 else ()
    one = Attribution(
        "q0", "a1", "direct", (), (Span("a1", len(before), len(before) + len(cue)),), content
    )
    sentences = [
        Span("a1", start, end)
        for block in article.blocks
        for start, end in split_sentences(article.text, block.start, block.end)
    ]
    return find_channels(article, sentences, [one])[0].channel


@pytest.mark.parametrize(("marked", "medium", "partner"), CASES)
def test_a_medium_in_many_phrasings(marked: str, medium: str | None, partner: str | None) -> None:
    """Preposition and noun, or the verb, tell the medium; the other side is read from there."""
    channel = read(marked)
    assert (channel and channel.medium, channel and channel.partner) == (medium, partner)


def test_every_medium_has_cases() -> None:
    """The table above reaches each medium of the list, save the rare text message."""
    assert {medium for _, medium, _ in CASES if medium} == set(MEDIA) - {"text message"}
