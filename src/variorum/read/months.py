"""Names of the months outside English, as the Unicode CLDR has them, by the month's number.

Thirty-two languages; full names and abbreviations, case-folded, without full stops. A name that
means two months in two languages ("listopad") is left out.
"""

_NAMES = (
    (
        "djan djanuari ene enero gen gener gennaio ian ianuarie jaan jaanuar janeiro januar "
        "januari január januára janv janvier janvāris jänner led leden ledna lednu oca ocak "
        "saus sausio sausis sij siječanj siječnja siječnjem siječnju sty styczen styczeń "
        "stycznia styczniu tammi tammik tammikuu tammikuussa tammikuuta ιαν ιανουάριοσ "
        "ιανουαρίου січ січень січня янв январь января яну януари јан јануар בינואר ינו ינואר "
        "לינואר جنوری يناير ژانویه"
    ),
    (
        "febbraio feber febr febrer febrero februar februari februarie február februára "
        "februāris fev fevereiro fév févr février helmi helmik helmikuu helmikuussa helmikuuta "
        "lut lutego luty lutym peb pebruari vas vasario vasaris veebr veebruar velj veljača "
        "veljače veljači veljačom úno únor února únoru únr şub şubat φεβ φεβρουάριοσ "
        "φεβρουαρίου лют лютий лютого феб фебруар фев февр февраль февраля февруари בפברואר "
        "לפברואר פבר פברואר فبراير فبروری فوریه"
    ),
    (
        "bře březen března březnu iii kov kovas kovo maalis maalisk maaliskuu maaliskuussa "
        "maaliskuuta maart marca marcu marec maret mars mart martie marts marzec marzo març "
        "março mrt mrz már márc március mär märts märz ožu ožujak ožujka ožujkom ožujku μάρ "
        "μάρτιοσ μαρ μαρτίου бер берез березень березня мар март марта במארס במרס במרץ למארס "
        "למרס למרץ מארס מרס מרץ مارس مارچ"
    ),
    (
        "abr abril aprile aprilie aprill apríl apríla aprīlis avr avril bal balandis balandžio "
        "dub duben dubna dubnu huhti huhtik huhtikuu huhtikuussa huhtikuuta kwi kwie kwiecien "
        "kwiecień kwietnia kwietniu nis nisan tra travanj travnja travnjem travnju ápr április "
        "απρ απρίλιοσ απριλίου апр апрель апреля април кві квіт квітень квітня אפר אפריל באפריל "
        "לאפריל آوریل أبريل اپریل"
    ),
    (
        "geg gegužė gegužės kvě květen května květnu mag maggio mai maig maijs maio maj maja "
        "maju mayo mayıs mei máj mája május svi svibanj svibnja svibnjem svibnju touko toukok "
        "toukokuu toukokuussa toukokuuta μάι μάιοσ май мая мај тра трав травень травня במאי "
        "למאי מאי مايو"
    ),
    (
        "birž birželio birželis cze czerwca czerwcu czerwiec djuni giu giugno haz haziran iun "
        "iunie juin junho juni junij junio juny juuni jún júna június jūn jūnijs kesä kesäk "
        "kesäkuu kesäkuussa kesäkuuta lipanj lipnja lipnjem lipnju čer červen června červnu čvn "
        "ιουν ιουνίου ιούν ιούνιοσ июн июнь июня чер черв червень червня юни јун ביוני יונ יוני "
        "ליוני جون يونية يونيه يونيو ژوئن"
    ),
    (
        "djuli heinä heinäk heinäkuu heinäkuussa heinäkuuta iul iulie juil juillet julho juli "
        "julij julio juliol juuli júl júla július jūl jūlijs liep liepa liepos lipca lipcu "
        "lipiec lug luglio srpanj srpnja srpnjem srpnju tem temmuz vii července červenci "
        "červenec črc črv čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля лип липень липня юли јул "
        "ביולי יול יולי ליולי جولای يولية يوليه يوليو ژوئیه"
    ),
    (
        "ago agost agosto agt agu agustus aoû août augusta augusti augusts augustus augusztus "
        "avg avgust ağu ağustos elo elok elokuu elokuussa elokuuta kol kolovoz kolovoza "
        "kolovozom kolovozu rugp rugpjūtis rugpjūčio sie sierpien sierpień sierpnia sierpniu "
        "srpen srpna srpnu viii αυγ αυγούστου αύγ αύγουστοσ авг август августа сер серп серпень "
        "серпня אוג אוגוסט באוגוסט לאוגוסט آگست أغسطس اوت"
    ),
    (
        "eyl eylül rugs rugsėjis rugsėjo ruj rujan rujna rujnom rujnu septembra septembre "
        "septembrie septembris septembro septiembre set setembre setembro setiembre settembre "
        "syys syysk syyskuu syyskuussa syyskuuta szept szeptember wrz wrzesien wrzesień "
        "wrzesnia wrzesniu września wrześniu zář září σεπ σεπτέμβριοσ σεπτεμβρίου вер верес "
        "вересень вересня сен сент сентябрь сентября сеп септ септембар септември септм בספטמבר "
        "לספטמבר ספט ספטמבר سبتمبر سپتامبر سپتمبر"
    ),
    (
        "eki ekim listopadom loka lokak lokakuu lokakuussa lokakuuta octobre octombrie octubre "
        "okt oktober oktobris oktoober október októbra ott ottobre out outubro paz pazdziernik "
        "pazdziernika pazdzierniku paź październik października październiku spal spalio spalis "
        "říj říjen října říjnu οκτ οκτωβρίου οκτώβριοσ жов жовт жовтень жовтня окт октобар "
        "октомври октябрь октября אוק אוקטובר באוקטובר לאוקטובר أكتوبر اکتبر اکتوبر"
    ),
    (
        "kas kasım lapkr lapkritis lapkričio listopadzie marras marrask marraskuu marraskuussa "
        "marraskuuta noiem noiembrie nop nopember novembra novembre novembris novembro "
        "noviembre stu studeni studenim studenog studenoga studenom studenome studenomu νοέ "
        "νοέμβριοσ νοε νοεμβρίου лис лист листоп листопад листопада нов новембар ное ноември "
        "ноя нояб ноябрь ноября בנובמבר לנובמבר נוב נובמבר نوامبر نوفمبر نومبر"
    ),
    (
        "ara aralık decembra decembrie decembris des desember desembre dets detsember dez "
        "dezember dezembro dic dicembre diciembre déc décembre gru grudnia grudniu grudzien "
        "grudzień gruod gruodis gruodžio joulu jouluk joulukuu joulukuussa joulukuuta pro "
        "prosinac prosinca prosince prosincem prosinci prosincu prosinec xii δεκ δεκέμβριοσ "
        "δεκεμβρίου гру груд грудень грудня дек декабрь декабря декември дец децембар בדצמבר "
        "דצמ דצמבר לדצמבר دسامبر دسمبر ديسمبر"
    ),
)
FOREIGN_MONTHS = {
    name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
