"""Left-over markup: entities, tags, short codes, Markdown, placeholders of a translation engine, code of a web page.

Repairs: entities that name a space, a mark or a letter, escaped once or twice ("AT&amp;T", "&nbsp;", "&#8217;",
"&amp;quot;"), and letters that a data format escaped ("it\\u2019s"). Offers to take away tags, short codes, bold
and italic marks of Markdown, wiki links and their edit and footnote marks. Flags what hides a word or is no prose:
placeholders ("__PH0__", "⟦1⟧"), braces of a template, links that broke, scripts and style rules.

Leaves alone: articles that are HTML or Markdown on purpose (many tags, a fence of code, headings and links, a file of that
kind) or that speak of HTML, code or programming; "[sic]" and what an editor put into brackets; "[t]he"; brackets of law
and science ("[2019] UKSC 41", "[1]" with a space before it or at a line's start); "f**k", "5 * 3 ** 2"; sets in
mathematics; comments, which may be instructions; addresses and code, and entities in them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from cleanup.article import Range
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "markup"
_ARTIFACT = "markup_residue"
# One of these stands in whatever is repaired here.
_SIGNS = (
    "<",
    "[",
    "]",
    "{",
    "&",
    "_",
    "⟦",
    "=",
    "**",
    "@@",
    "\\u",
    "%1",
    "nbsp;",
    "quo;",
    "quot;",
    "dash;",
    "hellip;",
    "!important",
    "push(",
)
_ABOUT = (
    "HTML", "XML", "JavaScript", "CSS", "Markdown", "LaTeX", "PHP", "Python", "regex", "wikitext", "shortcode", "shortcodes",
    "programming", "programmer", "programmers", "source code", "snippet", "syntax", "ampersand",
)  # fmt: skip
_FILES = (".md", ".markdown", ".html", ".htm", ".xml", ".rst", ".tex")
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} \S|```|~~~|[-*_]{3,}\s*$)|(?<!!)\[[^\]\n]+\]\([^)\s]+\)")
_TAGS = frozenset(
    """a abbr article aside b big blockquote body br button caption center cite code del details div em embed figcaption
    figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main mark meta nav
    noscript object ol option p param picture pre q s script section select small source span strike strong style sub
    summary sup svg table tbody td template tfoot th thead time title tr tt u ul var video wbr""".split()
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)((?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*/?>")
_BARE = re.compile(r"\s*(?:[\w:-]+\s*=.*|(?:async|defer|disabled|hidden|nowrap|controls)\s*)?", re.DOTALL)
_BLOCKS = frozenset("br p div li hr h1 h2 h3 h4 h5 h6 tr td blockquote section article".split())
_RICH = 12  # tags from which on a text is taken for HTML
_SPARSE = 300  # code points of prose to a tag below which it is so too
_ENGLISH_CODES = "audio|blockquote|button|caption|code|column|embed|gallery|hide|highlight|playlist|poll|quote|row|spoiler|tabs?|tweet|url|video"
_CODES = re.compile(
    r"\[/?(?:ad_\d+|adsense|contact-form\w*|dropcap|et_pb_\w+|fusion_\w+|googlead|iframe|mc4wp_form|one_half\w*|"
    r"rev_slider|soundcloud|su_\w+|td_\w+|toc|vc_\w+|vimeo|wp_\w+|youtube|img)(?:[\s=][^\]\n]*)?\]"
    # Words of English are short codes where they close, have attributes, or are closed in their line.
    rf"|\[/(?:{_ENGLISH_CODES})\]|\[({_ENGLISH_CODES})\](?=[^\n]*\[/\1\])"
    r"|\[[a-z][\w-]*(?:\s+[\w-]+)?=(?:\"|'|”|“|&quot;|https?:)[^\]\n]*\]"
)
_BULLETIN = re.compile(r"\[(b|i|u|s|size|color|url|quote|center)(?:=[^\]\n]*)?\]([^\[\]\n]{1,300})\[/\1\]")
_WIKI_MARK = re.compile(
    r"(?<=[^\W\d_]{3})([.,;:!?\"”’)]*)((?:\[(?:\d{1,3}|edit|citation needed|clarification needed|note \d+|update|who\?|when\?|by whom\?"
    r"|according to whom\?|better source needed|[a-h])\])+)(?![\w(\[])"
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_NAMELESS = re.compile(r"(?<![\w&#])(?:nbsp|quot|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip);")
_OPEN_ENTITY = re.compile(r"&(?:nbsp|quot|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip)(?![\w;])")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED_TAG = re.compile(r"&lt;/?([A-Za-z][A-Za-z0-9]*)(?:\s[^&<>\n]*)?/?&gt;")
_STARS = re.compile(r"(?<![\w*\\])(\*\*\*?|__)(?=[^\W_])([^*_\n]{1,200}?)(?<=[\w.,!?:;\"”’)])\1(?![\w*])")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,80}\|)?([^\[\]|\n]{1,80})\]\]")
_PLACEHOLDERS = re.compile(
    r"__[A-Z]{2,12}_?\d{0,3}__|⟦[^⟦⟧\n]{0,20}⟧|@@\w{1,20}@@|\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|%\d\$[sd]\b|"
    r"\$\{[\w.]{1,40}\}|<(?:x|g|ph|bpt|ept|it|mrk)\s(?:id|ctype)=[^<>\n]*>|<(?:bpt|ept|ph|mrk)\b[^<>\n]*>|"
    r"(?<=[a-z,] )\{\d\}(?= [a-z]|[.,;]? |[.,;]?$)|(?<=[a-z] )\[\[?(?:PLACEHOLDER|MASK|UNK|PAD|URL|NAME)\]\]?|<(?:unk|pad|mask|s)>|"
    r"\[object Object\]|\]\]>|<!\[CDATA\["
)
_BROKEN_LINK = re.compile(r"\[[^\[\]\n]{0,200}\]\((?:https?:|www\.|/)[^\s)]*\)?|\]\((?=https?:|www\.)")
_SCRIPT = re.compile(
    r"googletag\.cmd|(?:window|document)\.[A-Za-z_]\w*\s*(?:[.=(\[]|\|\|)|\(?function\s*\w*\s*\([\w, ]{0,60}\)\s*\{|"
    r"\(adsbygoogle|adsbygoogle\.push|__NEXT_DATA__|console\.log\(|\bvar [A-Za-z_]\w* ?= ?[\w\"'{\[(]|"
    r"\bconst [A-Za-z_]\w* ?= ?[\w\"'{\[(]|\.(?:css|sc|jsx)-[\w-]{4,}\s*\{|@(?:media|import|font-face)\s*[({\"']|"
    r"[.#][a-z][\w-]{2,}(?:\s*[,>]\s*[.#]?[a-z][\w-]+)*\s*\{\s*[a-z-]+\s*:|\b[a-z-]{4,20}\s*:\s*[^;{}\n]{1,40}!important|"
    r"_taboola\b|dataLayer\.push|fbq\('|gtag\('|jQuery\(|\$\(document\)"
)
_SPACE = "\u00a0"
_SURE_CATEGORIES = frozenset("Pd Pi Pf Po Ps Pe Sc So Zs Lu Ll Lm Mn".split())
_QUOTES = frozenset("\"'“”„‟«»‹›‘’‚‛")
_UNSURE = frozenset("<>\\{}[]`|")


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for left-over markup."""
    article, prose = reading.article, reading.article.prose
    if not any(sign in prose for sign in _SIGNS):
        return
    taken: list[Range] = []
    meant: bool | None = None
    for find in (_scripts, _placeholders, _short_codes, _escaped_tags, _tags, _links, _entities, _stars, _wiki_marks):
        for proposal in find(reading, prose):
            ranges = [Range(edit.start, edit.end) for edit in proposal.edits] or [Range(proposal.start, proposal.end)]
            if any(start < other.end and other.start < end for start, end in ranges for other in taken):
                continue
            # Markup is this normalizer's to touch; code and addresses are not.
            if proposal.edits and any(
                article.is_protected(*place) and not _in_markup(reading, place) for place in ranges
            ):
                continue
            if meant is None:
                meant = _meant(reading, prose)
            if meant:
                return
            taken += ranges
            yield proposal


def _meant(reading: Reading, prose: str) -> bool:
    """Tell whether the article is markup on purpose, or about it."""
    article = reading.article
    if article.path.lower().endswith(_FILES) or any(map(article.has_word, _ABOUT)):
        return True
    tags = sum(_is_tag(prose[place.start : place.end]) for place in article.markup)
    if tags >= _RICH or (tags > 3 and len(prose) < tags * _SPARSE):
        return True
    return len(_MARKDOWN.findall(prose)) > 1


def _in_markup(reading: Reading, place: Range) -> bool:
    markup = set(reading.article.markup)
    return all(stretch in markup for stretch in reading.article.protected_within(*place))


def _is_tag(text: str) -> bool:
    match = _TAG.fullmatch(text)
    return match is not None and match.group(1).lower() in _TAGS and _BARE.fullmatch(match.group(2)) is not None


def _taken_away(reading: Reading, edits: list[Edit], message: str, evidence: str = "") -> Proposal:
    start, end = edits[0].start, edits[-1].end
    return Proposal(_NAME, _ARTIFACT, Safety.REVIEW, start, end, tuple(edits), message, evidence)


def _flag(start: int, end: int, message: str, evidence: str = "") -> Proposal:
    return Proposal(_NAME, _ARTIFACT, Safety.FLAG, start, end, (), message, evidence)


def _removed(prose: str, start: int, end: int, breaks: bool = False) -> Edit:
    """Return the edit that takes a stretch out with the space that it leaves; one that breaks a line leaves a space."""
    before, behind = prose[start - 1 : start], prose[end : end + 1]
    if behind in (" ", "") and (before in (" ", "\n", "")):
        end += behind == " "
        if not behind and before == " ":
            start -= 1
    elif behind == "\n" and before == " ":
        start -= 1
    replacement = " " if breaks and before.strip() and behind.strip() else ""
    return Edit(start, end, prose[start:end], replacement)


# --- what a page or an engine keeps ----------------------------------------------------------------------------------


def _scripts(reading: Reading, prose: str) -> Iterator[Proposal]:
    last = -1
    for match in _SCRIPT.finditer(prose):
        line = reading.article.line_range(match.start())
        if line.end == last:
            continue
        last = line.end
        yield _flag(
            match.start(), max(match.end(), line.end),
            "Code of a web page stands in the text: take it out, and look whether words of the article are lost with it.",
            f"'{match.group().strip()}' is no English",
        )  # fmt: skip


def _placeholders(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _PLACEHOLDERS.finditer(prose):
        if match.group().startswith("__") and prose[match.end() : match.end() + 1].isalnum():
            continue
        if re.search(r"\b(?:set|singleton)s? $", prose[max(0, match.start() - 12) : match.start()]):
            continue
        message = f"'{match.group()}' stands where a translation engine or a template kept a place: a word is missing."
        yield _flag(*match.span(), message)


def _short_codes(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _BULLETIN.finditer(prose):
        first, last = match.start(2), match.end(2)
        edits = [
            Edit(match.start(), first, prose[match.start() : first], ""),
            Edit(last, match.end(), prose[last : match.end()], ""),
        ]
        yield _taken_away(
            reading, edits, f"'{edits[0].expected}' and '{edits[1].expected}' are marks of a bulletin board."
        )
    for match in _CODES.finditer(prose):
        message = f"The short code '{match.group()}' of a publishing system was left in the text."
        yield _taken_away(reading, [_removed(prose, *match.span())], message)


def _escaped_tags(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _ESCAPED_TAG.finditer(prose):
        if match.group(1).lower() in _TAGS:
            message = f"The tag '{html.unescape(match.group())}' was left in the text, escaped."
            breaks = match.group(1).lower() in _BLOCKS
            yield _taken_away(reading, [_removed(prose, *match.span(), breaks)], message)


def _tags(reading: Reading, prose: str) -> Iterator[Proposal]:
    places = [place for place in reading.article.markup if _is_tag(prose[place.start : place.end])]
    done: set[Range] = set()
    for number, place in enumerate(places):
        text = prose[place.start : place.end]
        if place in done:
            continue
        name = _tag_name(text)
        closing = next(
            (other for other in places[number + 1 :] if prose[other.start : other.start + 2] == "</"
             and _tag_name(prose[other.start : other.end]) == name), None,
        )  # fmt: skip
        if name in ("sup", "sub"):
            done.update([closing] if closing else [])
            yield _flag(
                *place, f"The tag '{text}' was left in the text: what it raised or lowered has to be set by hand."
            )
        elif text[1] != "/" and closing is not None and "\n" not in prose[place.end : closing.start]:
            done.add(closing)
            edits = [Edit(*place, text, ""), Edit(*closing, prose[closing.start : closing.end], "")]
            yield _taken_away(reading, edits, f"The tags '{text}' and '{edits[1].expected}' were left in the text.")
        else:
            message = f"The tag '{text}' was left in the text."
            yield _taken_away(reading, [_removed(prose, *place, name in _BLOCKS)], message)


def _tag_name(text: str) -> str:
    match = _TAG.fullmatch(text)
    return match.group(1).lower() if match else ""


def _links(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _BROKEN_LINK.finditer(prose):
        message = "A link of Markdown stands in plain text: keep its words, and drop the brackets and the address."
        yield _flag(*match.span(), message)
    for match in _WIKI_LINK.finditer(prose):
        text = match.group(1)
        message = f"The brackets of a wiki link were left around '{text}'."
        yield _taken_away(reading, [Edit(*match.span(), match.group(), text)], message)


# --- entities ---------------------------------------------------------------------------------------------------------


def _entities(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _ENTITY.finditer(prose):
        decoded = _decoded(match.group())
        if decoded is not None:
            yield _entity(reading, prose, match.start(), match.end(), decoded)
    for match in _ESCAPED.finditer(prose):
        decoded = chr(int(match.group(1), 16))
        if unicodedata.category(decoded) in _SURE_CATEGORIES and not decoded.isascii():
            yield _entity(reading, prose, match.start(), match.end(), decoded)
    for pattern in (_NAMELESS, _OPEN_ENTITY):
        for match in pattern.finditer(prose):
            decoded = _decoded(f"&{match.group().strip('&;')};")
            if decoded is not None:
                start, end = match.span()
                entity = _entity(reading, prose, start, end, decoded)
                edits = [Edit(start, end, match.group(), entity.edits[0].replacement)]
                yield _taken_away(reading, edits, entity.message, "the entity is torn")


def _decoded(entity: str) -> str | None:
    """Return the character that an entity names, escaped once or again; None where it names none."""
    text = entity
    while (plain := html.unescape(text)) != text:
        text = plain
    return text if len(text) == 1 and (text.isprintable() or text in f"{_SPACE}\u00ad\u200b") else None


def _entity(reading: Reading, prose: str, start: int, end: int, decoded: str) -> Proposal:
    entity = prose[start:end]
    safety = Safety.SAFE
    if decoded in "\u00ad\u200b":
        decoded, what = "", "a character that nobody sees"
    elif unicodedata.category(decoded) == "Zs":
        # Between a number and its unit the space was meant not to break.
        decoded = _SPACE if decoded == _SPACE and prose[start - 1 : start].isdigit() else " "
        what = "a space"
    else:
        what = f"'{decoded}'"
        if decoded in _UNSURE or (decoded != "&" and unicodedata.category(decoded) not in _SURE_CATEGORIES):
            safety = Safety.REVIEW
        # What would read as the beginning of another entity, or as mojibake, is looked at by a person.
        if decoded in "&ÂÃâ" and re.match(r"[A-Za-z]{2,8};|#|&", prose[end : end + 9]):
            safety = Safety.REVIEW
    # A mark, and what stands beside one, decide what is quoted.
    before, behind = prose[start - 1 : start], prose[end : end + 1]
    inside = before.isalnum() and behind.isalnum() and decoded in ("'", "’")
    mark = decoded in _QUOTES and not inside and not reading.article.takes_mark(start)
    if mark or _QUOTES & {before, behind}:
        safety = safety.at_most(Safety.REVIEW)
    edit = Edit(start, end, entity, decoded)
    message = f"The entity '{entity}' of a web page is {what}."
    return Proposal(_NAME, _ARTIFACT, safety, start, end, (edit,), message, "HTML names it so")


# --- Markdown and wikis -------------------------------------------------------------------------------------------------


def _stars(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _STARS.finditer(prose):
        mark = match.group(1)
        edits = [
            Edit(match.start(), match.start(2), mark, ""),
            Edit(match.end(2), match.end(), mark, ""),
        ]
        yield _taken_away(reading, edits, f"The marks '{mark}' of bold type were left around '{match.group(2)}'.")


def _wiki_marks(reading: Reading, prose: str) -> Iterator[Proposal]:
    if re.search(r"(?m)^\[\d+\]", prose):
        return  # the notes stand below
    for match in _WIKI_MARK.finditer(prose):
        message = f"The mark '{match.group(2)}' of a note was left in the text."
        yield _taken_away(reading, [Edit(*match.span(2), match.group(2), "")], message)
