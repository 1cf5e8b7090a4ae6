"""Sentences on a news page that tell nothing of the event: calls, captions, notes; and news that
was only waiting for more.
"""

import re

# What a page asks of its readers, or says of itself. English alone; of words in small letters,
# which are searched several times quicker than any letters are.
FURNITURE = re.compile(
    # what a page sells: "20 euros free with code ACE20"
    r"\b(?:(?:with|use|using|enter)\s(?:the\s)?(?:promo\s|discount\s|bonus\s)?code\s\w*\d|free\sbets?|\d+\s?(?:%|per\s?cent)\soff\b(?!\s(?:the|its|their|a)\b)"
    r"|t(?:erms|&cs?)\s(?:and\sconditions\s)?apply|your\scapital\sis\sat\srisk|save\sup\sto\s[\d£$€]|from\s[£$€]\d+\sa\s(?:month|week|year)|book\snow|shop\snow"
    r"|get\s(?:\w+\s){0,3}(?:alerts|headlines|updates)\b|offer\w*\s(?:a\sreward\sof\s)?(?:up\sto\s)?\$[\d,]+\b[^.]{0,30}\sinformation"
    r"|become\sa\s(?:supporter|subscriber|member)\b[^.]{0,12}(?:[:!.]|today|now)|get\sbreaking\snews|independent\sjournalism\s(?:needs|depends|matters)"
    r"|(?:any(?:one|body)|those|persons?|people|witness(?:es)?|residents|tipsters?|(?:if|should)\s(?:you|any)\w*)"
    r"\b[^.]{0,80}\b(?:information|tips?|details|footage|knowledge)\b[^.]{0,90}"
    r"\b(?:calls?|contact|asked|urged|encouraged|e?-?mail|text|visit|come\sforward|submit)\b"
    r"|(?:call|calling|contact|text|e-?mail|dial|phone|reach(?:ed)?)\b[^.]{0,90}(?:\d{3}[-.)\s]{1,3}\d{3,4}|\d{3}-[a-z]{4}"
    r"|(?:crime|cold)\s?-?stoppers|tip\s?-?line|hotline|\w@\w)"
    r"|(?:ask\w*|urg\w+|appeal\w*|plead\w*)\s(?:to\s|for\s)?(?:anyone|anybody|help\sfrom|the\spublic|witnesses)\b"
    r"|(?:follow|like|find|join|connect\swith|friend)\b.{1,40}\bon\s(?:twitter|facebook|instagram|youtube|snapchat|x\.com)\b"
    r"|(?:sign\sup|subscrib(?:e|ers?)|newsletter|log\s?in|download\s(?:the|our)|get\s(?:the|our)\s(?:[\w’']+\s){1,4}app\b|click\s(?:here|on|for)|read\s(?:more|the\sfull|also)"
    r"|stay\s(?:with|tuned)|check\sback|refresh\s(?:the|this)|(?:is\sa\s|this\s)(?:developing|breaking)(?:\snews)?\s(?:story|news)"
    r"|this\s(?:story|article|post|report|page)\s(?:will|has|have|was|is)\s(?:be\s|been\s|being\s)?(?:updated|corrected|published|edited|archived)"
    r"|will\s(?:be\supdated|update\s(?:the|this)|bring\syou|have\smore|continue\sto\s(?:update|follow|provide))|more\s(?:details|information)\s(?:as|when)"
    r"|contributed\s(?:to|reporting)|associated\spress\s(?:writers?|reporters?)|staff\swriter"
    r"|(?:may|cannot|must)\snot\sbe\s(?:published|broadcast|reproduced)|terms\sof\s(?:use|service)|privacy\spolicy"
    r"|editor[’']s\snote|(?:above|below)\swas\sprovided|unless\sotherwise\snoted|viewer\sdiscretion|advertis(?:e|ing)\swith|go\s?fund\s?me|fundrais\w+\s(?:page|account)"
    r"|ad(?:vert)?[\s-]?block\w*|your\s(?:browser|cookies?)|java\s?script|skip\sad|loading\.\.\.|embed\sx\sshare"
    r"|(?:is|are)\sworking\sto\s(?:learn|get|gather|find\sout|bring)\s(?:you\s)?more"
    r"|watch\s(?:the\s)?(?:video|live|above|below)|(?:video|photos?|map|story|list|gallery)\s(?:above|below|at\sright)"
    r"|to\s(?:view|see|watch|read|comment|continue\sreading)\s(?:the|this|more|a|all)?\b[^.]{0,40}\b(?:click|visit|go\sto|need|must)"
    r"|(?:this|the)\s(?:file|undated)\s(?:photo|image|picture)|getty\simages|buy\sphoto|caption\sclose|image\s\d\s?(?:of|/)"
    r"|(?:seen|shown|pictured)\s(?:here\s|above\s)?in\s(?:this|an?)\s(?:\w+\s){0,3}(?:photo|image|picture|frame)"
    r"|has\s(?:exclusive|obtained|raw)\s(?:\w+\s)?(?:video|footage|photos)|have\sa\s(?:news\s)?tip|more\snews\svideos|rewards?\b[^.]{0,60}\b(?:information|arrest|conviction)|rewards?\s(?:of\s)?up\sto\s\$)\b)"
)
# The same, of a sentence's first words.
OPENS_FURNITURE = re.compile(
    r"\W*(?:win\sa|bet\son|save\s(?:\d|[£$€])|subscribe|download)\b"
    r"|as\s[\w .’'-]{4,50}\sreport(?:s|ed)?,"
    r"|[\w .’'-]{4,50}\sreports\s(?:on\s(?:what|how|why|where|the)|from)\b"
    r"|\W*(?:photos?|video|image|credit|source|map|related|watch|corrections?\b[^:]{0,20}|note|listen|gallery|file|warning)"
    r"(?:\s?\([^)]*\))?\s?[:|]"
    r"|[\w .&’']{2,30}[’']s\s(?:[a-z][\w.-]+\s){2,3}(?:reports?|has\s(?:the|more))\b[^.]{0,30}"
    r"\.?\s*$"
    r"|(?:[\w .&]{1,20}\d[’']s|[\w .&’']{2,30}\s(?:reporter|correspondent|anchor))"
    r"\s[\w-]+\s[\w’'-]+\s(?:spoke|talked|sat\sdown|caught\sup)\s(?:with|to)\b[^,:]{0,80}\.\s*$"
    r"|\W*(?:an?\s)?(?:map|photo(?:graph)?|picture|graphic|screenshot|still)\s(?:of|from|showing|shows)\b",
)
# A caption names the scene in the present and ends in a full date, or points at the picture.
CAPTION = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d[,.]"
    r"|(?:far\s)?(?:left|right)\),|(?:file|courtesy|undated|booking|handout|aerial|provided|staff|contributed)\s(?:photo|image)\b"
    r"|photos?\s(?:by|courtesy|provided|credit)\b|(?:photo|image)[)\]]"
    r"|(?:in|on|into|at|from|of|with|took|found|shows?)\sth(?:is|ese)\s(?!week|month|year|morning|afternoon|evening|night|"
    r"summer|spring|fall|autumn|winter|season|time|point|country|city|town|state|world|century|kind|sort|type|weekend|day|date)"
    r"\w+)"
)
AT_THE = re.compile(
    r",\s(?:left|right|center|centre|top|bottom|foreground|background)(?:\s(?:and|to)\s(?:left|right))?,"
)
FILMED = re.compile(
    r"(?i:aerials?|aerial\s(?:shots|footage|video)|drone\sfootage|(?:video|footage|pictures|photos)\sfrom\s[\w\s]{3,30})\sshow(?:s|ed)?\b"
)
# "Officers search": who is seen, and what they do.
DOING = re.compile(
    r"\s(?:investigate|stand|work|gather|walk|look|respond|search|hold|wait|watch|march|listen|inspect|examine|carry|react|embrace|mourn|comfort|hug)\b"
)
SEEN = re.compile(
    r"\b(?:officers|deputies|police|firefighters|crews|investigators|detectives|troopers|agents|soldiers|people|residents|mourners|protesters|officials|supporters|(?:family|friends|relatives|loved\sones)(?:\smembers)?)\Z",
    re.IGNORECASE,
)
DATED = re.compile(r"[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d\.\s*$")
PAST = re.compile(
    r"\b(?:was|were|had|has|have|said|died|shot|went|(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)(?<!\bher\s)(?<!\bhis\s)(?!expected|scheduled|planned)[a-z]+ed)\s",
    re.IGNORECASE,
)
# What was not known yet, not done yet, or will have changed by the next report.
PROVISIONAL = re.compile(
    r"\b(?:no\s(?:arrests?|suspects?|charges|one\s(?:has|is|was)\s(?:been\s)?(?:arrested|in\scustody|charged))"
    r"|(?:ha(?:s|ve|d)|w(?:as|ere)|is|are|do|does|did|could)\s?(?:not|n[’']t)\s(?:yet\s|immediately\s|been\s|be\s|publicly\s|made\s)*"
    r"(?:identif|arrest|charg|releas|nam|disclos|determin|confirm|known|clear|available|said|say|recover|found|made|provid)\w*"
    r"|(?:ha(?:s|ve)\syet\sto|(?:is|are|remains?|was|were)\s(?:still|currently|expected\sto\s(?:live|survive|recover)))"
    r"|(?:in|listed\sin|remain\w*\sin|list\w*\sas)\s(?:\w+\s(?:but|and)\s)?(?:critical|serious|grave|stable|fair|good|guarded|unknown|extremely\scritical)"
    r"(?:\s(?:but|and)\s\w+)?\s(?:condition|at)"
    r"|unclear|unknown|at\slarge|on\sthe\s(?:loose|run)|(?:searching|looking|hunting)\sfor|on\s(?:scene|the\sscene)\snow"
    r"|continu(?:es?|ing|ed)\s(?:to\s)?(?:investigat\w+|look\w*\sinto|search\w*|piec\w+)|(?:is|are)\s(?:searching|looking)\b"
    r"|(?:autopsy|hearing|trial|vote|meeting)\s(?:will|is\s(?:scheduled|planned|expected|set|due))|will\sbe\s(?:done|performed|conducted|held|released)"
    r"|(?:is|are|was|were|[’']re)\streat(?:ing|ed)\s|declin(?:ed|es)\sto|details\s(?:were|are)\sscarce|for\snow)\b",
)
# What is told after every such event, and says nothing of this one.
ROUTINE = re.compile(
    r"\b(?:also\s(?:responded|arrived|assisted)|responded\sto\s(?:a|the|an)\s(?:\w+\s){0,3}(?:scene|call|report|shooting|crash|fire|incident)"
    r"|(?:receiv\w+|got)\s(?:a|the|several|multiple)\s(?:\w+\s){0,2}(?:call|report)s?|(?:were|was)\s(?:called|dispatched|sent)\sto"
    r"|(?:investigation|inquiry|probe|case)\s(?:is|was|remains|continues|will)\b"
    r"|(?:when|once|after)\s(?:the|an?|their)\s(?:investigation|inquiry|probe)\sis"
    r"|(?:are|is|were|was|be)\s(?:still\s|now\s|currently\s)?(?:investigating(?!\s(?:after|an?|the|how|why|whether|what)\b)|interviewing|canvass\w+|gathering|processing|reviewing|cooperating)"
    r"|(?:turn|hand|turned|handed)\s(?:\w+\s){0,3}over\sto|(?:to|will|would)\s(?:determine|release|be\sreleased|be\sprovided)"
    r"|under\sinvestigation|not\sreleasing|(?:being|be|been|was|were)\swithheld"
    r"|(?:further|follow-?up|additional|more|other)\s(?:information|details)"
    r"|(?:could|can|would|did|will|do|does)\s?(?:not|n[’']t)\s(?:be\s)?(?:immediately\s|return|comment|discuss|reached|respond)"
    r"|declin\w+\sto\s(?:comment|discuss|say|elaborate)|no\sother\s(?:details|information)"
    r"|(?:new|more|chilling|disturbing|shocking|fresh)\sdetails\b[^.]{0,90}\b(?:surfac|emerg|com(?:e|ing)\sto\slight)\w*"
    r"|(?:are|is|we[’']re)\slearning\s(?:more|new)"
    r"|released\s(?:the\s(?:identit\w+|names?)|new\sdetails)|continu(?:es?|ing|ed)\s(?:to\s|their\s|its\s|an\s)?investigat\w+"
    r"|names?\s(?:of\s\w+(?:\s\w+){0,2}\s)?(?:has|have)\snot|on\s(?:the\s)?condition\sof\sanonymity)\b",
)
DENIAL = re.compile(
    r"\b(?:not|no|never|nobody|none|without|neither|nor|den(?:y|ies|ied|ying)|disput\w+|reject\w*|refus\w+|refut\w+"
    r"|contrary|oppos\w+)\b|n[’']t\b",
)


# "five shootings", "in separate attacks": a round-up's opening.
MANY = re.compile(
    r"\b(?:separate|unrelated|(?:string|series|spate|rash)\sof|three|four|five|six|seven|eight|nine|ten|[3-9]|\d\d+|several|multiple)"
    r"\s(?:\w+\s){0,2}(?:shootings|incidents|crashes|stabbings|homicides|killings|murders|fires|attacks|accidents|slayings|robberies)\b"
    r"|\bshootings\s(?:across|over|around|throughout)\b|\b(?:weekend|overnight)\s(?:shootings|violence)\b"
)
TO_COME = re.compile(
    r"\b(?:will|shall|is\sset\sto|are\sset\sto|is\sto\sbe|plans?\sto|(?:is|are)\s(?:expected|scheduled|due)\sto)\b"
)


def tells_many(text: str) -> bool:
    """Whether a sentence sums up several events of one kind.

    >>> tells_many("Six people were hurt in four separate shootings.")
    True
    """
    return MANY.search(text.lower()) is not None


def is_announcement(text: str) -> bool:
    """Whether a sentence tells what is to come and nothing that happened.

    >>> is_announcement("The ferry will run on its usual schedule on Monday.")
    True
    >>> is_announcement("The captain was arrested and will appear in court on Monday.")
    False
    """
    return TO_COME.search(text) is not None and PAST.search(text) is None


def denies(text: str) -> bool:
    """Whether a sentence denies or disputes something.

    >>> denies("The mayor disputed that.")
    True
    """
    return DENIAL.search(text.lower()) is not None


def is_furniture(text: str) -> bool:
    """Whether a sentence is the page's, not the report's.

    >>> is_furniture("Anyone with information is asked to call the police.")
    True
    >>> is_furniture("Anyone could see that the bridge would fall.")
    False
    """
    told = text.lower()
    return OPENS_FURNITURE.match(told) is not None or FURNITURE.search(told) is not None


def looks_like_caption(text: str) -> bool:
    """Whether a sentence may stand below a photograph: "..., left, on Monday, May 2, 2022."."""
    if CAPTION.search(text) or AT_THE.search(text) or FILMED.match(text):
        return True
    told = PAST.search(text)  # "was shot as police search" tells what happened
    if any(
        SEEN.search(text, 0, doing.start())
        for doing in DOING.finditer(text, 0, told.start() if told else len(text))
    ):
        return True
    return told is None and DATED.search(text) is not None


def is_provisional(text: str) -> bool:
    """Whether a sentence tells a state of knowledge that a later report will have overtaken.

    >>> is_provisional("Police have not made any arrests.")
    True
    """
    return PROVISIONAL.search(text.lower()) is not None


def is_routine(text: str) -> bool:
    """Whether a sentence tells what is so after every such event.

    >>> is_routine("The investigation is continuing.")
    True
    """
    return ROUTINE.search(text.lower()) is not None
