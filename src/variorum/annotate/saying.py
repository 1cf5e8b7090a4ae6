"""Words of saying in English and the languages that rules alone read."""

ENGLISH_WORDS = """
    said says say saying told tells tell added adds adding wrote writes write argued
    argues argue claimed claims claim insisted insists noted notes
    explained explains replied replies responded answered answers
    responds announced announces announcing declared declares stated states admitted admits
    acknowledged acknowledges warned warns suggested suggests believes believe believed thinks
    think thinking thought reported reports confirmed confirms denied denies recalled recalls
    tweeted tweets posted asked asks urged urges vowed promised pledged predicted concluded observed
    remarked commented continued complained stressed emphasized emphasised alleged testified
    disclosed revealed asserted contended contends maintained hoped hopes recounted quipped joked
    shouted cried whispered exclaimed countered conceded cautioned lamented boasted mused"""
GERMAN_WORDS = """sagte sagt sagten sagen erklärte erklärt erklärten schrieb schreibt schrieben
    betonte betont meinte meint warnte warnt teilte teilten berichtete berichtet forderte fordert
    fügte antwortete antwortet kritisierte kritisiert zitiert mitteilte verkündete kündigte
    behauptete behauptet bestätigte bestätigt hieß gesagt betonten äußerte fragte fragt rief"""
FRENCH_WORDS = """dit disent déclaré déclare déclarait affirmé affirme ajouté ajoute expliqué
    explique écrit estimé estime assuré assure souligné souligne annoncé annonce confié confie lancé
    lance répondu répond indiqué indique précisé précise raconté raconte rappelé rappelle demandé"""
SPANISH_WORDS = """dijo dice dijeron afirmó afirma añadió añade declaró declara explicó explica
    aseguró asegura señaló señala escribió escribe anunció indicó sostuvo respondió agregó contó
    confirmó advirtió manifestó reconoció subrayó"""
ITALIAN_WORDS = """disse dice ha afferma affermato dichiarato dichiara detto spiegato spiega
    aggiunto aggiunge scritto scrive sottolineato annunciato raccontato racconta risposto"""
PORTUGUESE_WORDS = "disse diz afirmou afirma declarou acrescentou explicou escreveu contou garantiu"
NORTHERN_WORDS = """zei zegt aldus schreef verklaarde benadrukte vertelde sade säger sa skrev sier
    sagde siger skriver tilføjede"""
SLAVIC_WORDS = """сказал сказала сказали говорит заявил заявила заявили сообщил сообщила сообщили
    сообщает отметил отметила отметили добавил добавила подчеркнул подчеркнула написал написала
    рассказал рассказала рассказали пояснил пояснила объяснил объяснила ответил ответила утверждает
    уточнил уточнила признал признала считает сказав заявив заявила повідомив повідомила зазначив
    зазначила додав додала powiedział powiedziała stwierdził stwierdziła dodał dodała poinformował
    poinformowała"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
OTHERS = frozenset(
    " ".join(
        (
            *(GERMAN_WORDS, FRENCH_WORDS, SPANISH_WORDS, ITALIAN_WORDS),
            *(PORTUGUESE_WORDS, NORTHERN_WORDS, SLAVIC_WORDS),
        )
    ).split()
) - {"ha"}
# What stands before a source and makes it one: "according to" and its like, as words.
ACCORDING = (
    ("according", "to"),
    ("по", "словам"),
    ("по", "данным"),
    ("за", "словами"),
    ("selon",),
    ("d'après",),
    ("d’après",),
    ("según",),
    ("secondo",),
    ("segundo",),
    ("volgens",),
    ("laut",),
    ("enligt",),
    ("ifølge",),
    ("według",),
)
AUXILIARIES_WORDS = """
    has have had is are was were be been being will would can could may might should did does do
    also later then once never not always often previously recently repeatedly further
    hasn't haven't didn't doesn't wouldn't reportedly has’ hat haben habe a ont l'a l’a l'ont
    l’ont avait ha han hanno"""
AUXILIARIES = frozenset(AUXILIARIES_WORDS.split())
PERFECT = frozenset({"hat", "haben", "hatte", "habe"})  # German: "hat Roe gesagt"
GERMAN_ARTICLES = frozenset({"der", "die", "das", "ein", "eine"})
CLAUSE_WORDS = """but that as when while because if after before although though since where
    whereas until so aber dass als weil mais que quand lorsque pero cuando"""
CLAUSE_STARTS = frozenset(CLAUSE_WORDS.split())
SOURCE_END_WORDS = """in on at during after before when while as by to from about and but via last
    this
    bei beim im am nach vor gegenüber auf über zu zum zur seit während anlässlich
    à au aux dans lors sur devant après pendant depuis en durante ante tras sobre desde nel nella
    dopo tijdens op tegen bij på till efter under во на"""
SOURCE_ENDS = frozenset(SOURCE_END_WORDS.split())
# "wie die Polizei mitteilte", "comme l’a dit", "como dijo"
AS_WORDS = "wie comme como come zoals som jak как"
AS = frozenset(AS_WORDS.split())
LABELLING_WORDS = """called calls calling described describes describing dubbed branded labelled
    labeled denounced condemned slammed blasted dismissed praised"""
LABELLING = frozenset(LABELLING_WORDS.split())  # "called the plan “a mess”"
ADDRESSEE_VERBS = frozenset({"told", "tells", "tell", "telling", "warned", "asked", "urged"})
