"""Short lists that keep common names from being taken for another kind.

Written for this project: states, large cities, peoples, news agencies. A name that is missing here
is judged by its surroundings.
"""

# ruff: noqa: SIM905, E501 - word lists read best as words

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december jan feb mar apr jun jul aug sept sep oct nov"
    " dec mon tue wed thu fri sat sun christmas easter thanksgiving today tomorrow yesterday"
    " est edt gmt pst pdt cst cdt bst jst utc".split()
)
NO_NAME = frozenset(
    "i i'm i’m i've i’ve i'd i’d i'll i’ll he she it we you they me us him her them his hers my our"
    " your their this that these those the a an and or but if then else when while where who whom"
    " what which why how yes no not oh well okay ok please thanks thank there here so as at by for"
    " from in into of on to with after before during since until although though because according"
    " asked speaking reached earlier later however meanwhile moreover another each every both all"
    " some many most such other others even also just still now god lord excellency highness majesty holiness eminence mr mrs ms miss dr sen rep"
    " gov sgt lt capt det prof rev photo image video caption read more share print email updated"
    " published correction editor live update updates wrapup breaking news advertisement et al pm am".split()
)

AGENCIES = frozenset(
    line.strip()
    for line in """
    ap
    associated press
    reuters
    afp
    agence france-presse
    upi
    dpa
    tass
    itar-tass
    ria novosti
    interfax
    xinhua
    kyodo
    kyodo news
    ansa
    efe
    pti
    bloomberg
    bloomberg news
    bbc
    bbc news
    cnn
    abc
    abc news
    nbc
    nbc news
    cbs
    cbs news
    msnbc
    cnbc
    pbs
    npr
    fox
    fox news
    c-span
    sky news
    itv
    al jazeera
    al arabiya
    nhk
    zdf
    ard
    cbc
    rte
    itv news
    politico
    axios
    buzzfeed
    breitbart
    huffington post
    new york times
    washington post
    wall street journal
    usa today
    los angeles times
    chicago tribune
    boston globe
    guardian
    financial times
    economist
    der spiegel
    spiegel
    le monde
    twitter
    facebook
    instagram
    linkedin
    youtube
    telegram
    whatsapp
    google
    congress
    senate
    house
    white house
    state department
    supreme court
    kremlin
    pentagon
    fbi
    cia
    nato
    un
    u.n
    u.n.
    eu
    united nations
    european union
    gop
    nypd
    lapd
    """.splitlines()
    if line.strip()
)

# News outlets whose names alone do not show it (those with "News", "Times" do), without full stops.
# Those that are seen or heard come first: words may be said "on" them.
BROADCASTERS = frozenset(
    line.strip()
    for line in """
    bbc,bbc radio,bbc world service,bbc breakfast,bbc newsnight,newsnight,panorama,cnn,abc,nbc,cbs,msnbc,
    ms now,cnbc,pbs,npr,fox,fox business,fox & friends,fox and friends,newsmax,newsnation,c-span,itv,lbc,
    talktv,al jazeera,al arabiya,al mayadeen,nhk,zdf,ard,orf,srf,rts,rtl,rtr,ntv,bfm,bfmtv,bfm tv,tf1,lci,
    france 2,france 24,france info,france inter,franceinfo,europe 1,rai,tve,rtve,rtp,rtbf,vrt,nrk,svt,
    yle,tvp,tvn,polsat,deutsche welle,dw,deutschlandfunk,swissinfo,cbc,ctv,rte,rté,rt,radio free europe,
    rfe/rl,radio liberty,voice of america,voa,suspilne,belsat,echo of moscow,cctv,cgtn,kbs,mbc,sbs,abs-cbn,
    ndtv,trt,i24,globo,televisa,univision,telemundo,meet the press,face the nation,
    state of the union,this week,60 minutes,good morning america,good morning britain,morning joe,
    inside edition,the view,the daily show,c-span2,wtop,wnyc,kqed,kcrw,kdka,sky
    """.replace("\n", " ").split(",")
    if line.strip()
)
OUTLETS = BROADCASTERS | frozenset(
    line.strip()
    for line in """
    ap,associated press,reuters,afp,agence france-presse,agence france presse,upi,dpa,apa,sda,tass,
    itar-tass,ria,ria novosti,interfax,xinhua,kyodo,ansa,efe,pti,ani,ians,pa,pa media,press association,
    bloomberg,yonhap,anadolu,antara,bernama,irna,isna,fars,tasnim,mehr,kcna,sana,wafa,petra,belta,ukrinform,
    unian,tanjug,hina,mti,ctk,pap,belga,anp,ntb,ritzau,stt,lusa,telam,notimex,politico,axios,buzzfeed,
    breitbart,huffington post,huffpost,usa today,economist,atlantic,new yorker,hill,daily beast,
    daily caller,daily wire,slate,salon,vox,vice,time,forbes,fortune,barron’s,barron's,nikkei,
    nikkei asia,haaretz,ha’aretz,ynet,el pais,el país,el mundo,la vanguardia,abc news,le monde,le figaro,
    le parisien,le temps,le soir,libération,liberation,mediapart,l’express,der spiegel,spiegel,der standard,
    stern,bild,bild am sonntag,die zeit,die welt,welt,blick,taz,la repubblica,la stampa,
    corriere della sera,il sole 24 ore,politiken,berlingske,aftenposten,dagens nyheter,svenska dagbladet,
    aftonbladet,helsingin sanomat,de telegraaf,de volkskrant,de standaard,nrc,gazeta wyborcza,
    rzeczpospolita,kommersant,vedomosti,novaya gazeta,meduza,izvestia,pravda,o globo,clarín,clarin,
    la nación,la nacion,el universal,milenio,folha,asahi,mainichi,yomiuri,hürriyet,hurriyet,
    daily sabah,al-ahram,al ahram,dawn,the hindu,indian express,semafor,propublica,the intercept,intercept,
    mother jones,the nation,national review,the bulwark,punchbowl,hollywood reporter,
    newsday,newsweek,mail on sunday,the mail on sunday,rolling stone,vanity fair,vogue,wired,techcrunch,the verge,verge,marketwatch,tmz,bellingcat,
    business insider,wsj,nyt,ft,afr,crikey,rappler,ksl,baltimore brew,zeit,faz
    """.replace("\n", " ").split(",")
    if line.strip()
)

PLATFORMS = frozenset(
    "twitter facebook instagram linkedin telegram whatsapp youtube tiktok reddit snapchat"
    " mastodon bluesky weibo vkontakte tumblr parler gab substack wechat".split()
)

PLACES = frozenset(
    place.strip()
    for place in """
    afghanistan,albania,algeria,angola,argentina,armenia,australia,austria,azerbaijan,bahrain,
    bangladesh,belarus,belgium,bolivia,bosnia,botswana,brazil,britain,bulgaria,cambodia,cameroon,
    canada,chile,china,colombia,congo,costa rica,croatia,cuba,cyprus,czech republic,denmark,ecuador,
    egypt,el salvador,england,eritrea,estonia,ethiopia,finland,france,gaza,germany,ghana,greece,
    guatemala,haiti,honduras,hong kong,hungary,iceland,india,indonesia,iran,iraq,ireland,israel,
    italy,ivory coast,jamaica,japan,kazakhstan,kenya,kosovo,kuwait,kyrgyzstan,laos,latvia,
    lebanon,liberia,libya,lithuania,luxembourg,malaysia,mali,malta,mexico,moldova,mongolia,morocco,
    mozambique,myanmar,namibia,nepal,netherlands,new zealand,nicaragua,niger,nigeria,north korea,
    northern ireland,norway,oman,pakistan,palestine,panama,paraguay,peru,philippines,poland,portugal,
    qatar,romania,russia,rwanda,saudi arabia,scotland,senegal,serbia,singapore,slovakia,slovenia,
    somalia,south africa,south korea,south sudan,spain,sri lanka,sudan,sweden,switzerland,syria,
    taiwan,tajikistan,tanzania,thailand,tunisia,turkey,turkmenistan,uganda,ukraine,
    united arab emirates,united kingdom,united states,united states of america,uruguay,uzbekistan,
    venezuela,vietnam,wales,yemen,zambia,zimbabwe,u.s,u.s.,us,u.k,u.k.,uk,usa,america,europe,asia,
    africa,middle east,west bank,
    alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,
    hawaii,idaho,illinois,indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,
    michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,new hampshire,new jersey,
    new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,rhode island,
    south carolina,south dakota,tennessee,texas,utah,vermont,virginia,west virginia,
    wisconsin,wyoming,washington d.c,d.c,d.c.,
    new york city,los angeles,chicago,houston,philadelphia,phoenix,san antonio,san diego,dallas,
    san francisco,seattle,denver,boston,detroit,memphis,baltimore,milwaukee,atlanta,miami,
    minneapolis,cleveland,new orleans,las vegas,st. louis,pittsburgh,cincinnati,manhattan,brooklyn,
    london,paris,berlin,rome,madrid,moscow,kyiv,kiev,beijing,shanghai,tokyo,seoul,delhi,new delhi,
    mumbai,islamabad,kabul,baghdad,tehran,jerusalem,tel aviv,cairo,istanbul,ankara,athens,vienna,
    geneva,zurich,bern,brussels,amsterdam,the hague,stockholm,oslo,copenhagen,helsinki,warsaw,
    prague,budapest,belgrade,dublin,edinburgh,glasgow,manchester,birmingham,toronto,ottawa,
    montreal,vancouver,sydney,melbourne,canberra,nairobi,lagos,johannesburg,mexico city,havana,
    buenos aires,rio de janeiro,bogota,caracas,damascus,beirut,riyadh,dubai,doha,davos,mariupol
    """.split(",")
    if place.strip()
)

PEOPLES = frozenset(
    "tory tories afghan african african-american albanian algerian american americans arab arabs argentine"
    " armenian asian asian-american australian austrian belarusian belgian bosnian brazilian british"
    " bulgarian canadian canadians chilean chinese christian christians colombian croatian cuban"
    " cubans czech danish democrat democratic democrats dutch egyptian english estonian ethiopian"
    " european europeans filipino finnish french german germans greek hispanic hispanics hungarian"
    " indian indians indonesian iranian iranians iraqi iraqis irish islamic israeli israelis italian"
    " japanese jew jewish jews jordanian kazakh kenyan korean kurdish kurds kyrgyz latino latinos"
    " latvian lebanese libyan lithuanian malaysian mexican mexicans moroccan muslim muslims nigerian"
    " norwegian pakistani palestinian palestinians persian peruvian polish portuguese protestant"
    " republican republicans romanian russian russians saudi scottish serbian shiite sikh slovak"
    " somali spanish sunni swedish swiss syrian syrians taiwanese thai tunisian turkish turks"
    " ukrainian ukrainians uzbek venezuelan vietnamese welsh western white black catholic catholics"
    " south-korean north-korean libertarian conservative liberal soviet".split()
)
# "the Norwegian", "the Scot": one person, where the article has named somebody.
ONE_OF_A_PEOPLE = frozenset(
    {"scot", "spaniard", "dane", "swede", "finn", "pole", "turk", "briton", "argentine", "greek"}
    | {word for word in PEOPLES if word.endswith("an")}
) - {"christian", "republican", "libertarian", "european", "african-american", "asian-american"}

# Words that make a run of capitals a body.
BODY_WORDS = frozenset(
    "inc corp corporation company co ltd llc plc group university college school institute academy"
    " department ministry agency bureau office commission committee council court congress senate"
    " parliament assembly party police police-department sheriff's hospital bank association"
    " society federation union league foundation center centre church news times post journal press"
    " tribune herald gazette globe magazine radio television tv network broadcasting daily"
    " sentinel observer chronicle examiner inquirer dispatch bulletin register mirror telegraph"
    " administration authority service services forces army navy force mission embassy"
    " consulate organization organisation nations house coalition alliance campaign club"
    " fund trust watch zeitung airlines airways ferries line lines motors shipping holdings industries"
    " logistics railway railways".split()
)
