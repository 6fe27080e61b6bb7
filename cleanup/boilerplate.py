"""Which prose is none: what a page puts around an article, and what was copied and translated along with it.

Links to other articles, photo credits, calls to follow or subscribe, time stamps, the names of the networks to share on.
The wording is English as machine translation makes it of other languages' pages ("Read too", "It may interest you",
"With information of EFE", "Photo: Disclosure"), and a few labels that translation leaves as they are ("Lire aussi").

What is recognised is the whole of a line, what stands behind the last sentence of one, a bracket, or a label before the
first word. The words of the stretch decide, and whether the lines beside it are empty or recognised themselves: never
the wording of other lines, so that a repair elsewhere does not change what counts as prose.

Known to be something else: datelines ("KYIV, March 3 (Reuters) -"), bylines, captions, editor's notes and corrections, a
wire agency's own credit line ("Reporting by ...; Editing by ..."), a source under a table, service lines ("For more
information, call ..."), references ("See also: Article 5"), and sentences that only begin like one of these labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from cleanup.declarations import NamedTuple


class Kind(StrEnum):
    """What a stretch is, in words that an editor reads."""

    LINK = "a link to another article"
    READING_TIME = "a reading time"
    SHARING = "a row of buttons for sharing"
    CALL = "a call to follow, subscribe or take part"
    EMBED = "what is left of an embedded post or video"
    POST_AUTHOR = "the author line of an embedded post"
    STAMP = "a time stamp"
    CREDIT = "a credit"
    RIGHTS = "a notice of rights"
    ADVERTISING = "a mark of advertising"
    TAGS = "a list of tags"
    NAVIGATION = "a part of a page's navigation"
    COMMENTS = "a part of a comments section"
    COOKIES = "a cookie or privacy notice"
    LABEL = "the label of a news page"


class Boilerplate(NamedTuple):
    """A stretch that is not prose, within one line; code points, half open. The space before it in its line is part."""

    start: int
    end: int
    kind: Kind


# The parts of the patterns, in which case is ignored.
_NAME = r"(?-i:[^\W\d_a-z][\w.'’&+-]*)"
_NAMES = f"{_NAME}(?:(?: |, ?| ?/ ?| (?:and|&|of|of the) ){_NAME})*"
# A title begins with anything but a small letter, and is one sentence at most.
_TITLE = r"(?-i:[\"“”«»'‘„(\[]*(?:[^\W_a-z]|[$€£#]|https?://)(?:(?!(?:[a-z]{3}|\d)[\"”’»)]?\.\s)[^\r\n])*)"
_COLON = r"[ \u00a0]*(?:[:：|»›>→]+|[–—-](?=\s))[ \u00a0]*"
_AGENCY = (
    "(?-i:(?:(?:Agency|Agencia|Agence|Agenzia|Agentur|[Tt]he) )?(?:AFP|EFE|Efe|EFE-EPA|EPA|AP|Reuters"
    "|REUTERS|DPA|dpa|ANSA|Ansa|(?:ITAR-)?TASS|Tass|RIA (?:Novosti|News)|Interfax(?:-Ukraine)?|Ukrinform"
    "|UNIAN|BelTA|BELTA|Xinhua|PAP|Lusa|LUSA|Belga|BELGA|ANP|APA|AA|Anadolu|Anatolia|DHA|İHA|IHA|KUNA|WAM"
    "|SPA|QNA|SANA|IRNA|Tasnim|Europa Press|EUROPA PRESS|Europe Press|EP|Télam|Telam|Notimex"
    "|Agência Brasil|Estad[ãa]o(?: Content[os]?)?|Folhapress|Sputnik|Getty(?: Images)?|Shutterstock"
    "|LaPresse|Adnkronos|AGI|Kyodo|Yonhap|CNA|Colpisa|ACN|Imago|IMAGO|NurPhoto|ZUMA|ČTK|CTK|УНІАН"
    "|Укрінформ|Укринформ|ТАСС|РИА Новости|TASR|MTI|Hina|HINA|Tanjug|TANJUG|FoNet|BTA|Agerpres|AGERPRES"
    "|Mediafax|STA|MIA|NTB|TT|Ritzau|STT|BNS|ELTA|LETA|Associated Press|Agence France-Presse|France Media"
    "|France[ -]Presse?|Press Association|iStock|Depositphotos|Alamy|Unsplash|Pixabay|Pexels|Flickr"
    "|Wikimedia(?: Commons)?)(?: (?:News )?Agency)?)"
)
_AGENCIES = f"{_AGENCY}(?:(?: ?[/,;|–-] ?| (?:and|via|with|&) | ){_AGENCY})*"
_SITE = (
    r"(?:[\w-]+(?:\.[\w-]+)*\.(?:com|net|ru|ua|info|tv|es|by|md|ge|am|az|kz|tr|br|it|pl|bg"
    r"|ro)\b(?:/[\w/.-]*+)?)"
)
# What other languages write where the owner of a picture stands ("divulgação", "cedida", "архив").
_UNNAMED = (
    "(?:(?:from )?(?:an? |the )?(?:(?:personal|private|family|our|own|editorial|newspaper) )?archives?"
    "|files?|illustrat(?:ive|ion|ional)(?: (?:photo|image|picture))?|reproduction|playback|disclosure"
    "|publicity|courtesy|handout|screenshot|screen (?:shot|grab|capture)|video (?:grab|capture)"
    "|social (?:networks?|media)|(?:the )?internet|(?:from )?open sources?|assignment|ceded"
    rf"|press (?:service|office)(?: of [^.\r\n]{{3,60}})?|facebook|twitter|instagram|telegram|youtube"
    f"|vkontakte|{_SITE})"
)
_OWNER = (
    f"(?:(?:{_NAMES} ?[/|,–-] ?)?{_AGENCIES}|{_UNNAMED}(?: ?[/|,–-] ?(?:{_UNNAMED}|{_NAMES})){{0,2}}"
    f"|{_NAMES} ?[/|] ?{_UNNAMED})"
)
_PICTURE = (
    "(?:(?:cover|main|featured|illustrative|archival|archive|title|opening"
    "|header) )?(?:photo(?:graph(?:y|s)?|s)?|pictures?|images?|fotos?|фото|video|illustration|infographic"
    "|screenshot)"
)

_NETWORK = (
    "(?:facebook|twitter|instagram|youtube|tiktok|telegram|whats ?app|viber|linkedin|pinterest|reddit"
    "|vkontakte|vk|odnoklassniki|messenger|threads|bluesky|google news|google discover"
    "|yandex[ .](?:zen|news)|flipboard|e-?mail)"
)
_CHANNEL = (
    "(?:(?:(?:free|new|daily|weekly|official|own|online|e-?mail|telegram|whats ?app|viber|youtube"
    "|facebook|news|morning|evening) )*(?:channels?|newsletters?|bulletins?|groups?|mailing(?: list)?"
    "|digest|pages?|accounts?|profiles?|(?:push )?notifications?|podcast))"
)
_WHERE = (
    rf"(?:(?:our |the )?(?:social network |official )?(?:{_NETWORK}|x\b)(?: {_CHANNEL})?|our {_CHANNEL}"
    "|(?:our |the )?social (?:networks?|media))"
)

_READ = (
    "(?:(?:to )?(?:read|see|watch|view) (?:also|too|as well)|also (?:read|see|watch)|read more"
    "|read on the (?:topic|subject)|(?:à )?lire (?:aussi|également)|leia (?:também|mais|ainda)"
    "|veja (?:também|mais)|le[ea] también|leer (?:más|también)|ver también"
    "|(?:también )?[tl]e puede interesar|leggi anche|lesen sie (?:auch|mehr)|lees (?:ook|meer|verder)"
    "|(?:czytaj|zobacz) (?:też|także|również|więcej)|čtěte také|přečtěte si(?: také)?|čítajte aj"
    "|(?:читайте|смотрите) (?:также|ещё)|читать также|(?:читайте|дивіться) (?:також|ще)"
    "|ayrıca oku(?:yun)?|bunu? da oku(?:yun)?|citește și|citeşte şi|läs (?:också|även|mer)|les også"
    "|læs også|lue myös|διαβάστε (?:επίσης|ακόμα)|прочетете (?:още|също)|pročitajte (?:i|još|više)"
    "|اقرأ (?:أيضا|أيضًا|ايضا|المزيد)|קראו? (?:עוד|גם)|相关阅读|延伸阅读|相关新闻|関連記事|관련 ?기사)"
)
_INTERESTING = (
    "(?:(?:(?:you|it|that|this|i) )?(?:may|might|can|could) "
    "(?:also )?(?:be (?:also )?(?:interested(?: in(?: this)?)?|interesting(?: for you)?"
    "|of interest(?: to you)?)|interest you(?: (?:too|also))?)"
    "|you (?:may|might) (?:also )?like(?: this)?(?: (?:too|also))?|you (?:may|might) want to read"
    "|also (?:interesting|of interest)|interesting (?:too|also))"
)
_RELATED = (
    "(?:(?:related|recommended|similar|associated|linked) (?:articles?|news|stor(?:y|ies)|topics?|posts?"
    "|contents?|notes?|links?|reading|publications?|materials?)"
    "|(?:news|articles?|materials?) on (?:the|this|the same) topic"
    "|more on (?:this|the) (?:topic|subject|story|issue|news|theme)|on (?:this |the (?:same )?)?topic"
    "|mehr zum thema|ilgili haber(?:ler)?|from the same author)"
)
_RECOMMENDED = (
    "(?:(?:we|our editors?) (?:also )?(?:recommend|suggest|advise) (?:you(?: (?:also )?(?:to )?read)?"
    "|reading|to read|also reading))"
)
_LABELLED = f"(?:{_READ}|{_INTERESTING}|{_RELATED}|{_RECOMMENDED})"

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)(?!\d)|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? (?:of )?\d{{4}})?|today|yesterday"
    rf"|\d{{1,2}} (?:seconds?|minutes?|min|hours?|days?|weeks?|months?) ago)"
)
_TIME = (
    r"(?:\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: ?\(?(?:hours?|hrs?|h|CES?T"
    r"|EES?T|GMT|UTC|MSK|[ECMP][SD]?T|IST|BST|local time)(?: ?[+-]\d{1,2}(?::\d\d)?)?\)?)?)"
)
_WHEN = f"(?:the )?(?:{_DATE}|{_TIME})(?: *+(?:(?:[,|•·/–—-]|at|on|to|of) *+)?(?:the )?(?:{_DATE}|{_TIME}))*"
_STAMPED = (
    "(?:(?:(?:first|last|date|time) (?:of )?)?(?:published|publication|update[d]?|updating|modified"
    "|modification|posted|actualized|uploaded|edited)(?: (?:date|time|on|in|at|to))? ?[:|–-]? *+)"
)

# What a line is when it is nothing else; where two kinds fit, the first counts.
_PATTERNS: dict[Kind, tuple[str, ...]] = {
    Kind.LINK: (
        f"{_LABELLED} ?[:.!>»→…|]*",
        f"{_LABELLED}{_COLON}(?P<title>{_TITLE})",
        (
            "(?-i:(?:READ|SEE) (?:ALSO|TOO|MORE)|ALSO READ|LEIA (?:TAMBÉM|MAIS)|LEER (?:MÁS|TAMBIÉN)"
            f"|LIRE AUSSI|LEGGI ANCHE) {_TITLE}"
        ),
        f"(?:read (?:also|too)|also read) (?P<unmarked>{_TITLE})",
        (
            r"(?:(?:click|press|tap) here(?: (?:to|for) [^\r\n.]{3,60})?"
            "|(?:read|see) (?:the )?(?:full|whole|complete|entire|original) (?:article|story|text|news|note"
            "|interview)(?: (?:here|on (?:our|the) (?:web)?site))?|read (?:it )?(?:later|in full|here)"
            "|(?:continue|keep|follow|go on) reading(?: (?:here|below|the (?:article|news|story)))?"
            "|(?:do not|don['’]t) stop reading|(?:learn|know|find out|discover|show|load|see|view) more"
            "|most read(?: (?:news|articles))?|more (?:information|news|articles|stories|from this section)"
            "|(?:do not|don['’]t) miss(?: (?:it|this))?|en savoir plus|saiba mais|más información|подробнее"
            "|докладніше) ?[:.!>»→…]*"
        ),
    ),
    Kind.READING_TIME: (
        (
            "(?:(?:estimated|average|approximate) )?(?:read(?:ing)? time|time (?:of|for|to) read(?:ing)?"
            r"|reading) ?(?:[:|–-] ?)?(?:about |approximately |approx\.? |[~<] ?)?\d{1,2} ?(?:min(?:ute)?s?"
            r"|sec(?:ond)?s?|m|['’′])\.?(?: (?:and )?\d\d? sec(?:ond)?s?)?"
        ),
        (
            r"(?:(?:a|about|approx\.?|[~<]) ?)?\d{1,2}[ -]?min(?:ute)?s?\.?[ -](?:(?:of|to"
            "|for) )?read(?:ing)?(?: time)?"
        ),
        r"read(?:s|ing)? in \d{1,2} min(?:ute)?s?",
        (
            "(?:lesezeit|tempo d[ei] (?:leitura|lettura)|tiempo de lectura|temps de lecture|leestijd"
            r"|время чтения|czas czytania|okuma süresi) ?:? ?\d{1,2} ?\w{1,8}\.?"
        ),
        r"listen(?: to (?:the|this) (?:article|news|story|text))? \(?\d{1,2} ?min(?:ute)?s?\)?",
    ),
    Kind.SHARING: (
        (
            r"share(?: *(?:[,/|&·:]|\b(?:share|this|the|it|our|article|news|story|post|page|content|link"
            "|publication|on|in|via|by|with|to|your|friends|now|social|networks?|media|and|x"
            rf"|{_NETWORK})\b))+[ .!]*"
        ),
        (
            rf"(?:share|tweet|print|send|pin(?: it)?|copy link|{_NETWORK})(?: *+(?:[,/|&·•+] *+)?\b(?:share"
            rf"|tweet|print|send|pin(?: it)?|copy link|{_NETWORK})\b)+"
        ),
        "like[ ,/|·]+comment[ ,/|·]+share",
        "(?:send|forward) (?:it )?(?:by|via|per) (?:e-?mail|whats ?app)",
        "copy (?:the )?link(?: to clipboard)?",
        "(?:send|recommend) (?:this article )?to a friend",
        "link copied",
        "copied to clipboard",
        "tweet this",
        "pin it",
        "print (?:this |the )?(?:article|page)",
        "(?:save|add) (?:to|in) (?:favou?rites|bookmarks|reading list)",
        r"\d+ shares?",
        r"shares?: ?\d+",
    ),
    Kind.CALL: (
        (
            "(?:please )?(?:you can )?(?:also )?(?:follow|read|find|watch|like|visit|join|add) us (?:also "
            rf"|now )?(?:on|in|at|via|through) {_WHERE}(?!['’\w])[^\r\n]{{0,120}}"
        ),
        (
            "(?:please )?(?:you can )?(?:also )?follow (?:our|(?:all |the |latest |more |other )+(?:news"
            rf"|information|updates)|{_NAME}(?: {_NAME}){{0,3}})(?: [\w.]+){{0,4}}? (?:on|in|via"
            "|through) (?:our |the )?(?:google news|telegram|whats ?app|viber|yandex[ .](?:zen|news)|facebook"
            rf"|instagram|social networks)\b[^\r\n.?]{{0,60}}\.?"
        ),
        f"follow us(?: ?[:!]| there| (?:on|in)(?: social networks)?)?(?: ?(?:{_NETWORK}|[,/|&·•@:]))*[ !.]*",
        (
            "(?:please )?(?:subscribe|join|sign up|register)(?: (?:now|here|today|free|for free))* (?:(?:to"
            rf"|for|in|on|with|at) )?(?:(?:our|us|{_NAME}['’]s)\b[^\r\n.]{{0,50}}?\b(?:{_NETWORK}|channels?"
            "|newsletters?|bulletins?|mailing(?: list)?|digest|notifications)"
            rf"|the (?:[\w-]+ ){{0,3}}?(?:newsletter|bulletin|mailing list|{_NETWORK}"
            f"|channel (?:on|in) {_NETWORK})|{_NAME}(?: {_NAME}){{0,3}} (?:on"
            rf"|in) {_NETWORK})\b[^\r\n]{{0,140}}"
        ),
        "subscribe(?: (?:now|here|today|free|for free))* ?[!.:]*",
        r"subscribe (?:to|for) (?:us|our [\w ]{3,40})[!.]*",
        (
            "(?:get|receive) (?:all )?(?:the |our )*(?:latest|breaking|best|top|main|most important|hottest"
            rf"|hot|daily) (?:[\w-]+ ){{0,3}}?(?:news|headlines|updates|information|alerts|stories"
            rf"|articles) (?:[\w-]+ ){{0,4}}?(?:on|in|by|via|to|at|through) (?:{_WHERE}"
            rf"|(?:your|the) (?:inbox|mailbox|e-?mail|mail|mobile|phone)|mail)\b[^\r\n]{{0,80}}"
        ),
        r"download (?:our|the) (?:free |new |[\w.]+ )?(?:mobile )?app(?:lication)?\b[^\r\n]{0,80}",
        (
            "(?:this )?(?:(?:content|article|text|material) (?:is )?)?(?:exclusive|reserved|only"
            "|available only) (?:content )?(?:for|to) (?:our |registered )?subscribers[ !.]*"
        ),
        (
            "(?:(?:are you )?already a|are you a|become a) subscriber(?: ?[?!.,:–-]+ ?(?:(?:log|sign|enter"
            r"|subscribe|register)[^\r\n]{0,60})?| (?:now|today|here|and \w+|to read"
            r"|for free)\b[^\r\n]{0,60})?"
        ),
        r"(?:log|sign) in or (?:subscribe|register|sign up|create an account)[^\r\n]{0,50}",
        (
            "support (?:us|our (?:work|journalism|project|newsroom|publication))(?: (?:on|with|at"
            r"|by) [^\r\n]{3,80})?[ !.]*"
        ),
        (
            rf"stay (?:informed|up to date|connected|in touch|updated) [^\r\n.]{{0,60}}(?:our {_CHANNEL}"
            rf"|{_NETWORK})\b[^\r\n]{{0,60}}"
        ),
        (
            "(?:if you (?:have )?)?(?:find|found|notice|noticed|see|spot|spotted) (?:an? )(?:error|mistake"
            r"|typo|inaccuracy)\b[^\r\n]{0,80}(?:ctrl|(?:select|highlight) (?:it|this|that"
            r"|(?:the|a) (?:text|word|error|mistake|fragment|piece|part|passage|typo))\b)[^\r\n]{0,80}"
        ),
    ),
    Kind.EMBED: (
        f"(?:view|see|watch) (?:this|the) (?:post|publication|profile|reel|photo) (?:on|in) {_NETWORK}[ .]*",
        (
            "an? (?:shared (?:post|publication)|(?:post|publication|story|reel|photo"
            rf"|video) (?:post )?shared) (?:by|of|from) (?:[^\r\n@]{{0,80}}\(?@[\w.]+\)?[^\r\n]{{0,50}}"
            f"|{_NAMES})"
        ),
        r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+",
        r"(?:https?://)?t\.co/\w+",
        r"embed (?:from|content from) [^\r\n]{2,40}",
        "(?:loading|load) (?:the )?(?:player|video|tweet|post)[ .…]*",
        r"your browser does not (?:support|allow)[^\r\n]{3,80}",
        r"to (?:view|see|watch|display) this (?:content|video|post|tweet)\b[^\r\n]{0,140}",
        rf"this (?:content|video) is (?:hosted|provided) by (?:an? third|{_NETWORK})\b[^\r\n]{{0,80}}",
        "play (?:the )?video",
        "(?:watch|view|see) (?:the |this )?video(?: (?:here|below))?[ .:!]*",
        "(?:this )?video (?:is )?(?:not available|unavailable)[ .]*",
        r"(?:click|tap) (?:here )?to (?:play|enlarge|zoom)[^\r\n]{0,30}",
        "enlarge (?:the )?(?:image|photo|picture)",
    ),
    Kind.POST_AUTHOR: (rf"[^\r\n@.]{{1,60}}\(@\w{{2,30}}\)[ ,]*{_DATE}",),
    Kind.STAMP: (
        rf"{_STAMPED}{_WHEN}(?:[ ,|;•·/(–—-]*+{_STAMPED}{_WHEN}\)?)*\.?",
        r"date \d{4}-\d\d-\d\d",
    ),
    Kind.CREDIT: (
        rf"{_PICTURE}(?: (?:credits?|sources?|by|from|courtesy(?: of)?|agency))? *[:©/|–—-]+ *{_OWNER}\.?",
        f"{_PICTURE} (?:by|from) {_OWNER}",
        (
            f"(?:{_PICTURE} (?:credits?|source|by)|credits? (?:of the )?(?:photo|image"
            rf"|picture)) *[:©/|]+ *[^\r\n.!?]{{2,80}}\.?"
        ),
        rf"{_PICTURE} *: *(?:©|\(c\))[^\r\n.!?]{{2,80}}",
        rf"(?:illustrative|archive|archival|stock) (?:photos?|image|picture)(?: ?[:/.–-] ?{_OWNER})?\.?",
        (
            "(?:sources?|font|origin|information|text|author|writing|drafting|redaction"
            rf"|editorial (?:office|staff)|credits?|agenc(?:y|ies)) *[:/|] *(?:{_AGENCIES}|{_SITE}(?: ?>)*)\.?"
        ),
        r"source of (?:the )?(?:new|news|information|photo)(?: ?[:/|–-] ?[^\r\n.!?]{2,80})?",
        r"(?:see|view|read) (?:the )?(?:original|translated)(?: \(not translated\))? (?:news|article|text|note|source)",
        f"(?:editors?[ -]in[ -]charge|responsible editor|editor responsible) ?[:：] ?{_NAMES}",
        (
            "with (?:the )?(?:information|data|materials?|news|collaboration|cooperation) (?:from|of|by"
            "|provided by) (?:the )?(?:(?:international|news|other|foreign|local) )*(?:agencies|agency|media"
            rf"|{_NAMES})\.?"
        ),
        rf"with (?:(?:news|international|foreign) )?(?:{_AGENCIES}|agencies)\.?",
        (
            f"(?:based on|according to|by|from) (?:the )?materials? ?(?:of|from|by|:) ?(?:the )?(?:{_NAMES}"
            rf"|{_SITE})\.?"
        ),
        rf"(?P<agencies>{_AGENCIES})(?: ?/)?\.?",
        rf"{_AGENCY} ?/ ?{_NAME}(?: {_NAME}){{1,3}}\.?",
    ),
    Kind.RIGHTS: (
        (
            r"(?:(?:©|copyright)[^\r\n]{0,90})?\b(?:all rights reserved|riproduzione riservata"
            "|rep?roduc(?:tion|ed) reserved|reconstruction reserved|rights reserved|tous droits réservés"
            "|alle rechte vorbehalten|tod[oa]s (?:los derechos|os direitos) reservados"
            r"|wszelkie prawa zastrzeżone|все права защищены)(?: ?[.|·–—©:/-][^\r\n]{0,60})?"
        ),
        (
            "(?:total (?:or|and) partial |the |any )?(?:reproduction|copying"
            "|reprinting) (?:(?:total|in whole|partial|in part|or"
            "|of this (?:article|content|material)) )*(?:is )?(?:strictly )?(?:prohibited"
            r"|forbidden)(?: without[^\r\n]{0,90})?\.?"
        ),
        r"(?:©|copyright (?:©|\(c\)|\d{4}\b|by\b)|\(c\) (?:\d{4}|copyright)\b)[^\r\n.!?]{0,80}\.?",
    ),
    Kind.ADVERTISING: (
        (
            "(?:advertisements?|advertising|advertise here|publicity|commercial break"
            "|sponsored(?: (?:content|link|post))?|(?:paid|promoted) content|publicidade?|publicidad"
            "|pubblicità|publicité|werbung|anzeige|advertentie|reklama?|реклама"
            r"|διαφήμιση)(?: ?[:.–-])?(?: (?:continue|keep|scroll|article)[^\r\n]{3,50})?"
        ),
        (
            "(?:the |this )?(?:article|content|story|news|text|reading) (?:continues|goes on) (?:below"
            "|(?:after|under) (?:the|this) (?:advertisement|advertising|ad|announcement|publicity|video"
            "|photo))[ .]*"
        ),
        (
            "(?:continue|keep|go on) (?:reading )?(?:after|below|under) (?:the |this )?(?:advertisement"
            "|advertising|ad|announcement|publicity)[ .]*"
        ),
        r"scroll (?:down )?to (?:continue|read)[^\r\n]{0,30}",
        "skip (?:the )?(?:ad|advertisement|advertising)",
    ),
    Kind.TAGS: (
        r"(?:tags|tagged(?: (?:in|as|with))?|etiquetas|etichette|filed under) *:[^\r\n.!?]{2,240}",
        r"(?:#\w+[ ,;|]*){2,}",
        "(?:tags|etiquetas) ?:",
    ),
    Kind.NAVIGATION: (
        (
            "(?:(?:you are (?:here|in) ?: ?)?(?:home|homepage|main page|inicio)"
            r"|you are (?:here|in) ?: ?[\w&,'’-]+)(?:(?: ?[>»›→] ?[\w&,'’-]+(?: [\w&,'’-]+){0,3}){1,6}"
            r"|(?: ?[>»›/|→] ?[\w&,'’-]+(?: [\w&,'’-]+){0,3}){2,6}) ?[>»›/|→]?"
        ),
        "(?:back|return|go|up) to (?:top|(?:the )?(?:(?:top|beginning|start) of (?:the )?page|home ?page|main page))",
        "skip to (?:the |main )*(?:content|navigation)",
        (
            "(?:next|previous|prior|following) (?:article|news(?: item)?|post|story|entry"
            f"|publication)(?: ?[:>»→–-]+ ?{_TITLE})? ?[>»→]?"
        ),
        (
            "you(?: have|['’]ve)? reached the end(?: of (?:the|this) (?:article|news|page|content|text|story"
            r"|list))?\.?"
        ),
        r"end of (?:the )?(?:article|embedded content)\.?",
        r"(?:(?:photo|image|picture|slide) )?(?P<at>\d{1,2}) ?(?:/|of) ?(?P<last>\d{1,2})",
        "(?:open|close|see|view|show) (?:the )?(?:full |photo |image )?(?:gallery|menu)",
        "(?:all|other|more|latest|last) news(?: of the day)? ?[>»→]+",
    ),
    Kind.COMMENTS: (
        (
            "(?:leave|write|post|add|send) (?:an?|your|the first) (?:comment"
            "|reply)(?: (?:here|below|on this article))?[ .:!]*"
        ),
        r"(?:read|show|hide|view|see|all) (?:the |all )?(?:\d+ )?comments",
        r"comments? ?(?:\(\d+\)|: ?\d+)",
        r"\d+ comments?",
        "no comments yet[.!]?",
        (
            r"(?:log in|login|sign in|register|you must be logged in)[^\r\n.]{0,40}\bto (?:leave a |post a "
            r"|write a )?comments?\.?"
        ),
        r"be the first to (?:comment|write a comment|leave a comment)\b[^\r\n.!]{0,40}[.!]?",
        "comment (?:on )?this (?:article|news|post)[ .!]*",
        r"your (?:e-?mail )?address will not be published[^\r\n]{0,60}",
        r"(?:required|mandatory) fields are marked[^\r\n]{0,10}",
        r"(?:the )?comments (?:section )?(?:is|are) closed\.?",
    ),
    Kind.COOKIES: (
        (
            "(?:we|(?:this|our) (?:web)?site)(?: and our partners)? uses? (?:(?:own|our|third|party|and"
            r"|-)[ -]*)*cookies(?: (?:to|and (?:other|similar)|on (?:this|our)|in order|or similar)\b[^\r\n]*"
            r"|[.,;:][^\r\n]*)?"
        ),
        "(?:accept|manage|reject|configure) (?:all |the )*cookies",
        (
            "by (?:continuing to (?:browse|use|navigate)|clicking|browsing"
            r"|using (?:this|our) (?:web)?site)[^\r\n]{0,80}\byou (?:agree|accept|consent"
            r"|acknowledge)\b[^\r\n]*"
        ),
        r"(?:privacy|cookies?) (?:policy|settings|notice)(?: ?[|·/] ?[\w ]+)*",
    ),
    Kind.LABEL: (
        "(?:(?:last|latest) (?:minute|hour)|latest moment|breaking news)[ !|:.]*",
        "(?-i:LIVE|LIVE BROADCAST|UPDATE|Update:|UPDATED) ?:?",
        "holders of their statements",
    ),
}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WHOLE = _compiled("|".join(f"(?P<{kind.name}>{'|'.join(patterns)})" for kind, patterns in _PATTERNS.items()))
# What is boilerplate only beside other boilerplate: a heading of prose may consist of the same words.
_WEAK = _compiled(
    f"share|tweet|print|comments?|like|save|send|copyright|{_NETWORK}|{_DATE}[ ,|•·–-]*{_TIME}|{_TIME}[ ,|•·–-]*{_DATE}"
)
# What a line may begin with before its prose.
_BEFORE = _compiled(
    r"(?P<STAMP> *date \d{4}-\d\d-\d\d +)(?=\S)|(?P<LABEL>(?:last|latest) (?:minute|hour) *\| *"
    r"|(?-i:LAST|LATEST) (?-i:MINUTE|HOUR) *(?:[|:!.]+|[–—-]) *)(?=\S)"
)
# What may stand behind the last sentence of a line.
_BEHIND = frozenset({Kind.LINK, Kind.READING_TIME, Kind.CALL, Kind.EMBED, Kind.STAMP, Kind.CREDIT, Kind.RIGHTS})
_SENTENCE_END = re.compile(r"(?<=[.!?…”\"’»“«)\]])[ \t\u00a0]*(?=[^\W\d_a-z]|[(\[©/–—-]|pic\.)")
_BEHIND_CAPTION = _compiled(
    rf"(?<=\w) +(?:(?P<CREDIT>/ ?{_AGENCIES}[/.]?|© ?[^\r\n.©]{{2,60}}\.?)"
    r"|(?P<EMBED>(?:https?://)?pic\.(?:twitter|x)\.com/\w+))$"
)
# What may stand in brackets anywhere.
_BRACKETED = _compiled(
    rf"(?<! ) *\((?:(?P<LINK>{_READ} ?: ?(?-i:[^()\r\na-z])[^()\r\n]{{3,200}})|(?P<CREDIT>{_PICTURE} *: *{_OWNER}\.?))\)"
)
# Abbreviations that are more often something else than a news agency when they stand by themselves.
_SHORT_AGENCY = re.compile(r"(?:A[AP]|APA|BTA|EP|EPA|IHA|MIA|MTI|PAP|SPA|STA|TT)\.?")
_REPORTED = re.compile(
    r"\b(?:said|says|tells?|told|wrote|adds?|added|asked|urged|reads)\b(?!\s*:)(?!\Z)|"
    r",\s(?:he|she|they|it|we|the\s[\w\s]{2,30}|[A-Z]\w+)\s(?:\w+(?:ed|s)|said|told|wrote)\W*\Z",
    re.IGNORECASE,
)
_MAY_BE_REPORTED = frozenset({Kind.LINK, Kind.CALL, Kind.EMBED, Kind.COOKIES})
# What follows "see also" in a law, a footnote or an index.
_SEE_ALSO = re.compile(r"(?:see|view|also see)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?i:art(?:icles?)?|sec(?:tions?)?|ch(?:ap(?:ters?)?)?|fig(?:ures?)?|tables?|pages?|pp?|appendix|annex|notes?|rules?|"
    r"para(?:graph)?s?|parts?|vol(?:ume)?s?|§+)\.?[ ]?(?:\d|[IVXLC]+\b|[A-Z]\b)|.*\svs?\.?\s|.*\d{4}\)?\.?$|[\w’'-]+,\s[A-Z]"
)
# The words that a pattern can begin with: most lines of prose begin with another one, and are not looked at further.
_FIRST_WORDS = frozenset(
    """
    a about accept according acn actualized add adnkronos advertentie advertise advertisement advertisements
    advertising afp agence agencia agencies agency agentur agenzia agerpres agi agência alamy all alle already
    also an anadolu anatolia anp ansa any anzeige ap apa approx approximate archival archive are article
    associated auch author available average ayrıca back based be become belga belta bluesky bns breaking bta
    bun bunu by can citeşte citește click close colpisa comment comments commercial configure content continue
    cookie cookies copied copy copying copyright could cover credit credits ctk czas czytaj date depositphotos
    dha discover do don download dpa drafting e edited editor editorial editors efe elta email embed en end
    enlarge ep epa estadao estadão estimated etichette etiquetas europa europe exclusive facebook featured filed
    find first flickr flipboard folhapress follow following font forward foto fotos found france from get getty
    go google header hide hina holders home homepage i if iha ilgili illustration illustrative image images
    imago infographic information inicio instagram interesting interfax irna istock it itar join keep know kuna
    kyodo lapresse last latest le lea learn leave lee leer lees leestijd leggi leia les lesen lesezeit leta like
    link linked linkedin lire listen live load loading log login lue lusa läs læs main manage mandatory material
    materials may mediafax mehr messenger mia might modification modified more most mti más news next no notice
    noticed notimex ntb nurphoto odnoklassniki okuma on only open opening origin other our paid pap pexels photo
    photograph photographs photography photos pic picture pictures pin pinterest pixabay play please post posted
    press previous print prior privacy promoted pročitajte pubblicità publication publicidad publicidade
    publicity publicité published přečtěte qna read reading reads receive recommend recommended reconstruction
    redaction reddit register reject reklam reklama related reprinting reproduced reproduction required reserved
    responsible return reuters ria rights riproduzione ritzau saiba sana save screenshot scroll see send share
    shares show shutterstock sign similar skip slide source sources spa sponsored spot spotted sputnik sta stay
    stock stt subscribe support tagged tags también tanjug tap tasnim tasr tass te telam telegram tempo temps
    text that the this threads tiempo tiktok time title to todas todos total tous tt tweet twitter télam
    ukrinform unian unsplash up update updated updating uploaded veja ver viber video view visit vk vkontakte wam
    watch we werbung whats whatsapp wikimedia with write writing wszelkie xinhua yandex yonhap you your youtube
    zobacz zuma риа тасс укринформ укрінформ уніан à čtk čtěte čítajte διαβάστε διαφήμιση время все дивіться докладніше подробнее прочетете реклама
    смотрите фото читайте читать קרא קראו اقرأ 延伸阅读 相关新闻 相关阅读 関連記事 관련 관련기사
    """.split()
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4)})
_LONGEST = 320  # code points of a line that can be boilerplate as a whole
_SHORT = 100  # code points of one that begins with a sign or a number
_FAR = 240  # code points before the end of a line in which its last piece of boilerplate may begin
_LINE = re.compile(r"\ufeff?([^\r\n]+)")
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")
_SPACES_AND_BULLETS = " \t\u00a0\u202f\u200b\ufeff*_>•·▪■●►▶➡➥→»›|–—-"
_HEADING = re.compile(r"#{1,6} ")
_BRACKETS = {"(": ")", "[": "]"}


def find_boilerplate(prose: str) -> list[Boilerplate]:
    """Return what of `prose` is not prose, in order; no two of the stretches overlap."""
    lines = [match.span(1) for match in _LINE.finditer(prose) if not match[1].isspace()]
    if not lines:
        return []
    gaps = (prose[above[1] : below[0]] for above, below in pairwise(lines))
    empty = [True, *(_EMPTY_LINE.search(gap) is not None for gap in gaps), True]
    found = [
        list(_in_line(prose, start, end, empty[number] and empty[number + 1], number == 0))
        for number, (start, end) in enumerate(lines)
    ]
    whole = [covers(stretches, *line) for stretches, line in zip(found, lines, strict=True)]
    if not any(whole):
        return [stretch for stretches in found for stretch in stretches]
    # Beside a line that is boilerplate, a line may be more of it; so one goes through the lines down and up again.
    last = len(lines) - 1
    for number in (*range(last + 1), *range(last, -1, -1)):
        start, end = lines[number]
        above, below = number > 0 and whole[number - 1], number < last and whole[number + 1]
        if whole[number] or not (above or below):
            continue
        if _WEAK.fullmatch(prose, *_core(prose, start, end)):
            found[number] = [Boilerplate(start, end, Kind.NAVIGATION)]
        elif (empty[number] or above) and (empty[number + 1] or below):
            found[number] = list(_in_line(prose, start, end, True, number == 0))
        whole[number] = covers(found[number], start, end)
    return [stretch for stretches in found for stretch in stretches]


def covers(stretches: Sequence[Boilerplate], start: int, end: int) -> bool:
    """Tell whether stretches that follow each other in one line are all that stands at `start`-`end`."""
    for stretch in stretches:
        if stretch.start != start:
            return False
        start = stretch.end
    return start == end


def _in_line(prose: str, start: int, end: int, alone: bool, first: bool) -> Iterator[Boilerplate]:
    """Yield what of one line is boilerplate; `alone` when the lines beside it are empty, `first` for the first line."""
    kind = _kind(prose, start, end, alone, first)
    if kind is not None:
        yield Boilerplate(start, end, kind)
        return
    before = _BEFORE.match(prose, start, end)
    if before:
        yield Boilerplate(start, before.end(), Kind[str(before.lastgroup)])
        start = before.end()
    tails: list[Boilerplate] = []
    while tail := _tail(prose, start, end):
        tails.insert(0, tail)
        end = tail.start
    if tails and (kind := _kind(prose, start, end, alone, first)) is not None:
        yield Boilerplate(start, end, kind)
    elif prose.find("(", start, end) != -1:
        for match in _BRACKETED.finditer(prose, start, end):
            yield Boilerplate(*match.span(), Kind[str(match.lastgroup)])
    yield from tails


def _tail(prose: str, start: int, end: int) -> Boilerplate | None:
    """Return the boilerplate at the end of `start`-`end`, behind prose of the same line."""
    for match in _SENTENCE_END.finditer(prose, max(start + 1, end - _FAR), end):
        kind = _kind(prose, match.end(), end, True, True)
        if kind in _BEHIND and prose[start : match.start()].strip(_SPACES_AND_BULLETS):
            text = prose[match.end() : end]
            # A fragment of words alone may be the author's; a label with what it labels, or with its number, is not.
            if kind is Kind.STAMP and not any(map(str.isdigit, text)):
                continue
            if kind is Kind.CREDIT and text.rstrip()[-1] in "–—-" and text.lstrip()[0] in "([":
                continue  # a dateline without its story
            if kind is Kind.LINK and text.rstrip()[-1:] in ".!" and ":" not in text:
                continue
            return Boilerplate(match.start(), end, kind)
    far = max(start + 1, end - _FAR)
    sign = any(prose.find(sign, far, end) != -1 for sign in ("/", "©"))
    caption = _BEHIND_CAPTION.search(prose, far, end) if sign else None
    if caption and len(prose[start : caption.start()].split()) > 2:
        return Boilerplate(caption.start(), end, Kind[str(caption.lastgroup)])
    return None


def _core(prose: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the spaces, bullets and brackets around it."""
    while start < end and prose[start] in _SPACES_AND_BULLETS:
        start += 1
    heading = _HEADING.match(prose, start, end)
    start = heading.end() if heading else start
    while end > start and prose[end - 1] in _SPACES_AND_BULLETS:
        end -= 1
    if _BRACKETS.get(prose[start : start + 1]) == prose[end - 1 : end] and end - start > 2:
        start, end = start + 1, end - 1
    return start, end


def _kind(prose: str, start: int, end: int, alone: bool, first: bool) -> Kind | None:
    """Return what `start`-`end` is as a whole, or None where it is, or may be, prose."""
    core_start, core_end = _core(prose, start, end)
    if core_end - core_start > _LONGEST or not _may_begin(prose, core_start, core_end):
        return None
    match = _WHOLE.fullmatch(prose, core_start, core_end)
    if match is None:
        return None
    kind, text = Kind[str(match.lastgroup)], match.group()
    if prose[core_start].islower() and not alone:
        return None  # the end of a sentence in a text whose lines are wrapped
    if kind is Kind.LINK and not _is_link(match, alone and not first):
        return None
    labelled = match["title"] or match["unmarked"]
    if kind in _MAY_BE_REPORTED and not labelled and _REPORTED.search(text):
        return None
    if match["agencies"] and (not alone or (core_start == start and _SHORT_AGENCY.fullmatch(text))):
        return None
    if match["last"]:
        at, last = int(match["at"]), int(match["last"])
        if not (1 <= at <= last > 1 and alone) or ("/" in text and (at, last) in _FRACTIONS):
            return None
    return kind


def _may_begin(prose: str, start: int, end: int) -> bool:
    """Tell whether boilerplate can begin with the first word of `start`-`end`: cheap, and mostly no."""
    word = _FIRST_WORD.match(prose, start, end)
    if word is None:
        return end - start <= _SHORT
    return word.group().lower() in _FIRST_WORDS or prose.find("(@", start, end) != -1


def _is_link(match: re.Match[str], alone: bool) -> bool:
    """Tell whether a label with a title is a link, and neither a reference nor a sentence."""
    title = (match["title"] or match["unmarked"] or "").rstrip()
    words = len(title.split())
    if match["unmarked"]:
        return alone and words > 3 and title[-1] not in ".!:;,"
    if match["title"] and _SEE_ALSO.match(match.group()):
        return words > 3 and not _REFERENCE.match(title)
    return not (title.endswith(".") and not title.endswith("..") and words < 5)
