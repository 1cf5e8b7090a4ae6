"""What newspapers and stations are called: the nouns that end or begin their names."""

import re

PAPER = re.compile(r"(?:The )?[A-Z][\w’'.-]*(?: (?:of |and |& )?[A-Z][\w’'.-]*){1,4}")
PAPER_WORD = re.compile(
    r"^daily\b|^(?:bbc|sky|itv|rte|rté|cnn|nbc|cbs|abc|fox|al jazeera) (?:news|sport)\b"
    r"|\b(?:news|times|post|daily|journal|tribune|herald|gazette|telegraph|guardian|express"
    r"|observer|mirror|chronicle|echo|courier|mail|beacon|examiner|inquirer|dispatch|bulletin|globe"
    r"|sentinel|record|advertiser|argus|standard|mercury|independent|ledger|register|statesman"
    r"|monitor|star|citizen|enquirer|radio|tv)(?: online| uk| us| digital| weekly)?$"
)
# Of the others many a section, a product or a person's name is made: "Middle East News".
SURE_WORD = re.compile(
    r"^(?:times|journal|tribune|herald|gazette|telegraph|guardian|observer|chronicle|echo|courier"
    r"|beacon|examiner|inquirer|enquirer|dispatch|bulletin|sentinel|advertiser|argus|mercury"
    r"|ledger|statesman|newswire)$"
)
MOST = 4  # words
# Papers in other languages: "Main-Bote", "Neue Rundschau", "El Faro de Vigo", "La Voix du Nord".
FOREIGN_PAPER = re.compile(
    r"(?:[A-ZÀ-Þ][\w’]*[ -])+(?:Bote|Kurier|Anzeiger|Rundschau|Zeitung|Tagblatt|Tageblatt"
    r"|Nachrichten|Presse|Allgemeine|Dagblad|Courant|Tidende|Tidning|Avis)"
    r"|[A-ZÀ-Þ]\w{2,}(?:zeitung|tagblatt|tageblatt|dagblad|krant|tidningen|bladet)"
    r"|(?:La |Le |L[’'])(?:Dépêche|Voix|Tribune|Gazette|Courrier|Journal|Télégramme|Écho|Echo"
    r"|Presse|Nouvelle|Monde)(?: (?:de|du|des|d[’'])?\s?(?:la )?[A-ZÀ-Þ][\w’-]*){0,3}"
    r"|(?:El |La |O |Il )?(?:Diario|Periódico|Faro|Heraldo|Correo|Mundo|Vanguardia|Nación|Jornal"
    r"|Corriere|Giornale|Gazzetta|Messaggero|Gaceta|Voz)"
    r"(?: (?:de|do|da|di|del|della|dello|de la|de los) [A-ZÀ-Þ][\w’-]*){0,2}"
)
SECTIONS = frozenset(
    """
    news world latest local breaking top us uk u.s. business politics national international
    regional sport sports crime daily online radio tv live video more related health science home
    tech
    entertainment celebrity culture weather money travel mail post journal record good today weekly
    general other my your share email print comment press city state metro area next previous older
    newer read this add see all view blog photo community consumer education opinion guest editorial
    fact stories story listen watch log sign in up register contact menu search help
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


def is_paper(line: str) -> bool:
    """Whether a line is a newspaper's name, and no section of one: "World News", "Book Review"."""
    if not PAPER.fullmatch(line):
        return False
    bare = _bare(line)
    return not SECTIONS.issuperset(bare) and bool(PAPER_WORD.search(" ".join(bare)))


def is_surely_paper(line: str) -> bool:
    """Whether a name is a paper's wherever it stands alone.

    >>> is_surely_paper("Manila Courier"), is_surely_paper("Asia News"), is_surely_paper("Der Bote")
    (True, False, True)
    """
    if FOREIGN_PAPER.fullmatch(line) and " " in line.replace("-", " ").strip():
        return True
    bare = _bare(line)
    return is_paper(line) and len(bare) <= MOST and SURE_WORD.search(bare[-1]) is not None


def _bare(line: str) -> list[str]:
    return [word.casefold() for word in line.split() if word not in {"The", "of", "and", "&"}]
