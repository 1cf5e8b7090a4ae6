# ruff: noqa: E501 - the tables of patterns are read more easily in long lines
"""Words that tell of a page's furniture: offers, sharing, photo credits, readers' comments."""

import re

from variorum.text.late import compile_late

TELLING: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, compile_late(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "share",
            (
                r"\bshare (?:this|on|via|to|the|article|story|your)\b|^share\b|\b(?:facebook|twitter|"
                r"whatsapp|linkedin|pinterest|reddit|instagram|telegram|tumblr|flipboard)\b(?=\W*(?:$|"
                r"facebook|twitter|whatsapp|linkedin|pinterest|reddit|email|print))|\b(?:tweet|pin it|"
                r"copy link|print|e-?mail)\W*$|^(?:tweet|like|print|email|save)\b|\bretweet|\bpinterest"
            ),
        ),
        (
            "follow",
            (
                r"\bfollow (?:us|me|him|her|@|the|on|along|our)\b|^follow\b|@\w{3,}|\bon twitter\b|"
                r"\blike us on\b|\bjoin (?:us|the conversation|our)\b"
            ),
        ),
        (
            "subscribe",
            (
                r"\bsubscri(?:be|ption|bers?)\b|\bnewsletters?\b|\bsign (?:up|in|me)\b|\bsigned? up\b|"
                r"\blog ?in\b|\bregister(?:ed)?\b|\byour (?:inbox|email|e-mail|account|password|"
                r"profile|subscription|details)\b|\bunsubscribe\b|\bpremium\b|\bfree trial\b|\bpaywall"
            ),
        ),
        (
            "offer",
            (
                r"\b(?:save|off|only|for|just|from)\s+(?:up to\s+)?(?:[$€£]\s?\d|\d+\s?%)|\b\d+[- ]"
                r"(?:year|month|week)s? (?:digital|subscription|for|access)|\bper (?:week|month)\b|"
                r"\bdiscount|\bcoupon|\b(?:buy|shop|order) (?:now|it|here|online)\b|\bfree shipping\b|"
                r"\bbest (?:deals?|price)|\bspecial offer|\bdigital access\b|\blimited time\b"
            ),
        ),
        (
            "comment",
            (
                r"\bcomments?\b|\brepl(?:y|ies)\b|\bresponses? to\b|\bsays\W*$|\bcoment[aá]rios?\b|"
                r"\bcommenti\b|\bkommentare?\b|комментар|コメント|\bdiscussion\b|\bmoderat(?:ed|ion|or)\b|"
                r"\bconversation\b|\bcontributions\b|\bguidelines\b|\bpost a\b|\bleave a\b|\bdisqus\b"
            ),
        ),
        (
            "related",
            (
                r"^(?:related|see also|read (?:more|also|next|the full)|also read|more(?: on| from| in|"
                r" about| stories| news|:|$)|recommended|trending|most (?:read|popular|viewed|shared|"
                r"recent)|popular|latest|top stories|don.t miss|you (?:may|might)|up next|watch|"
                r"editor.s picks?|articles in|live updates|in this (?:story|article)|next (?:article|"
                r"story|up)|previous|(?:click|tap) here|what to read|in other news|in pictures)\b|"
                r"\b(?:read|click|see|find out|learn|watch) more\b|\bclick(?:ing)? here\b|"
                r"\bcontinue reading\b|\bstory continues\b|\bfull (?:story|coverage)\b|"
                r"\b(?:more|other|latest|similar) (?:stories|articles|news|coverage)\b"
            ),
        ),
        (
            "legal",
            (
                r"[©®]|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\bprivacy\b|"
                r"\bterms (?:of|and|&)\b|\bcookies?\b|\bconsent\b|\bnot be (?:published|reproduced)|"
                r"\bredistribut|\bdisclaimer\b|\bpolicy\b|\bfor personal.{0,20}use\b|\blicensed?\b"
            ),
        ),
        (
            "advert",
            (
                r"\badvert(?:isement|ising|isers?|ise|orial)?\b|\bsponsor(?:ed|s)?\b|\bpromoted\b|"
                r"\bpromotion\b|\bpaid (?:post|content)\b|\bad choices\b|\baffiliate\b|\bsales support"
            ),
        ),
        (
            "credit",
            (
                r"\b(?:photo(?:graph)?s?|image|picture|video|file|courtesy|illustration|graphic)"
                r"(?: (?:by|credit|courtesy|source|from|via)\b|:|/)|^\W*(?:photo|image|picture|credit|"
                r"video|file photo|above|pictured|source)\b\s*[:(]|\bgetty\b|"
                r"\b(?:afp|ap|reuters|epa|pa|shutterstock|istock|keystone|alamy|bloomberg|dpa|tass|"
                r"xinhua)\b[^.]{0,40}\W*$|©|\b(?:handout|screengrab|file photo)\b|/\s?[A-Z]{2,}\W*$"
            ),
        ),
        (
            "byline",
            (
                r"^\W*(?:by|written by|reporting by|posted by|from|words by|story by|author|von|par|"
                r"por|di|oleh)\b:? +[^\W\d_a-z]|\b(?:staff|contributing|senior|chief|associated press|"
                r"political|news)\s+(?:writer|reporter|correspondent|editor)\b|\bcorrespondent\W*$|"
                r"\breporter\W*$|\beditor\W*$"
            ),
        ),
        (
            "date",
            (
                r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? +\d{1,2}\b|"
                r"\b\d{1,2}(?:st|nd|rd|th)? +(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
                r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|"
                r"days?|weeks?|months?|years?) ago\b|\b\d{1,2}:\d{2}\b|\b(?:19|20)\d\d年"
            ),
        ),
        (
            "stamp",
            (
                r"^\W*(?:published|updated|posted|last (?:updated|modified|edited)|first published|"
                r"created|modified|date|this content was|by .{3,40}\d{4})\b|\bmin(?:ute)?s? read\b|"
                r"\b\d{1,2}:\d{2} ?(?:[ap]\.?m|[A-Z]{2,4}\b)|\bago\W*$|\bviews?\W*$"
            ),
        ),
        (
            "about",
            (
                r"\babout (?:us|the author|this)\b|\bcontact(?: us)?\b|\bcareers\b|\bhelp\b|\bfaq\b|"
                r"\bsite ?map\b|\bhome\b|\bmenu\b|\bsearch\b|\bskip to\b|\bback to\b|\bmy account\b|"
                r"\bsections\b|\bedition\b|\bapps?\b|\bdownload\b|\bjobs\b|\bchange your\b"
            ),
        ),
        (
            "author",
            (
                r"\bis an? (?:\w+[ -]){0,4}(?:writer|reporter|editor|journalist|correspondent|author|"
                r"columnist|contributor|producer|blogger|freelancer?)\b|\bcontributed to this\b|"
                r"\b(?:reporting|editing|additional reporting|written) by\b|\b(?:he|she) (?:covers|"
                r"writes|can be reached)\b|\b(?:email|contact|reach) (?:him|her|the (?:author|writer))"
            ),
        ),
        ("tags", r"^\W*(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|labels?)\b"),
        ("address", r"https?://|www\.|\w@\w+\.\w|\.(?:com|org|net)\b"),
        (
            "correct",
            r"^\W*(?:correction|clarification|editor.s note|this (?:story|article) (?:has|was))",
        ),
        ("you", r"\byour?\b|\bplease\b|\bour\b|\bwe (?:use|may|will|have sent)\b|\bhere\b"),
    )
)
KINDS = tuple(name for name, _ in TELLING)

# What a line must hold, anywhere or in its first letters, for a pattern to be worth trying: most
# paragraphs hold none of it, and a look is forty times faster than a search.
OPENING = 24
GUARDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "credit": (
        (
            *("photo", "image", "picture", "video", "file", "courtesy", "illustration", "graphic"),
            *("credit", "getty", "handout", "screengrab", "©", "/", "afp", "reuters", "epa"),
            *("shutterstock", "istock", "keystone", "alamy", "bloomberg", "dpa", "tass", "xinhua"),
            *(" ap", "(ap", " pa", "(pa"),
        ),
        ("above", "source", "ap", "pa"),
    ),
    "share": (
        (
            *("facebook", "twitter", "whatsapp", "linkedin", "pinterest", "reddit", "instagram"),
            *("telegram", "tumblr", "flipboard", "share ", "tweet", "pin it", "copy link", "print"),
            "mail",
        ),
        ("share", "tweet", "like", "print", "email", "save"),
    ),
    "follow": (("follow", "@", "on twitter", "like us", "join"), ()),
    "subscribe": (
        ("subscri", "newsletter", "sign", "log", "regist", "your", "premium", "trial", "paywall"),
        (),
    ),
    "offer": (
        (
            *(
                "$",
                "€",
                "£",
                "%",
                "-year",
                "-month",
                "-week",
                " year",
                " month",
                " week",
                "per week",
            ),
            *(
                "per month",
                "discount",
                "coupon",
                "buy ",
                "shop ",
                "order ",
                "shipping",
                "best deal",
            ),
            *("best price", "special offer", "digital access", "limited time"),
        ),
        (),
    ),
    "comment": (
        (
            *("comment", "repl", "discussion", "moderat", "conversation", "contributions"),
            *(
                "guidelines",
                "post a",
                "leave a",
                "disqus",
                "response",
                "says",
                "coment",
                "kommentar",
            ),
            *("комментар", "コメント"),
        ),
        (),
    ),
    "related": (
        ("more", "here", "continu", "full ", "stories", "articles", "news", "coverage"),
        (
            *(
                "related",
                "see ",
                "read",
                "also",
                "more",
                "recommended",
                "trending",
                "most",
                "popular",
            ),
            *(
                "latest",
                "top",
                "don",
                "you",
                "up next",
                "watch",
                "editor",
                "articles",
                "live",
                "in ",
            ),
            *("next", "previous", "click", "tap", "what"),
        ),
    ),
    "legal": (
        (
            *("©", "®", "(c)", "copyright", "rights", "privacy", "terms", "cookie", "consent"),
            *("not be ", "redistribut", "disclaimer", "policy", "personal", "licens"),
        ),
        (),
    ),
    "advert": (("advert", "sponsor", "promot", "paid ", "ad choices", "affiliate", "sales "), ()),
    "date": (tuple("0123456789"), ()),
    "stamp": (
        ("read", "ago", "view", ":"),
        ("publ", "upda", "post", "last", "first", "crea", "modi", "date", "this content", "by "),
    ),
    "about": (
        (
            *(
                "about ",
                "contact",
                "career",
                "help",
                "faq",
                "site",
                "home",
                "menu",
                "search",
                "skip",
            ),
            *("back to", "account", "section", "edition", "app", "download", "jobs", "change your"),
        ),
        (),
    ),
    "author": (
        (
            *("writer", "report", "edit", "journalist", "correspondent", "author", "columnist"),
            *(
                "contribut",
                "producer",
                "blogger",
                "freelanc",
                "written",
                "covers",
                "writes",
                "reach",
            ),
            *("email", "contact"),
        ),
        (),
    ),
    "byline": (
        ("writer", "reporter", "correspondent", "editor"),
        (
            *("by", "from", "author", "von", "par", "por", "di", "oleh", "writ", "report", "post"),
            *("words", "story"),
        ),
    ),
    "address": (("http", "www.", "@", ".com", ".org", ".net"), ()),
    "you": (("you", "please", "our", "we ", "here"), ()),
}


def find_telling(raw: str) -> tuple[bool, ...]:
    """Return for each kind of furniture, in the order of `TELLING`, whether a line tells of it."""
    low = raw.lower()
    has, opens = low.__contains__, low[:OPENING].__contains__
    return tuple(
        (name not in GUARDS or any(map(has, GUARDS[name][0])) or any(map(opens, GUARDS[name][1])))
        and pattern.search(raw) is not None
        for name, pattern in TELLING
    )
