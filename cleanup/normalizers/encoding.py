"""Letters and marks that a wrong encoding spoilt, and characters that nobody sees: mojibake, lost letters, soft hyphens,
zero-width and control characters, letters of a PDF.

Repairs: UTF-8 that was read as Windows-1252, Mac OS Roman or another code page, once or twice ("GarcÃ­a", "donâ€™t",
"20Â %"); marks of Windows-1252 that became control characters; soft hyphens, zero-width and direction marks in English
words; ligatures of a PDF and full-width letters; accents that stand beside their letter; thin and ideographic spaces
between small letters; full-width punctuation. Offers the letter that "?" or a replacement character stands for, where the
article or the glossary knows the name. Flags lost characters that nothing settles, and characters of a private font.

Leaves alone: words in other languages ("SÃO PAULO", "România", "Â" in Vietnamese), a capital before a closing mark, Å, ¢
and √ where they mean themselves, articles about encodings; joiners, direction and zero-width marks in the scripts and emoji
that need them; word joiners beside dashes, a zero-width space behind @, # or in an address; spaces that hold numbers,
initials and marks together; full-width letters in a Chinese or Japanese line; code and addresses. Inside quotation marks
only what nobody can see or hear is repaired.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from cleanup.article import Range
from cleanup.declarations import NamedTuple
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "encoding"
_ABOUT = ("mojibake", "UTF-8", "Unicode", "character encoding", "character set")  # articles that show such things
# --- UTF-8 read as something else ----------------------------------------------------------------------------------
# What UTF-8 was read as: the codec, its name, and the first bytes of two, three and four bytes, as they look there, that
# are worth a look. The bytes C2 to C5 begin the letters of European languages, E2 the marks.
_CODECS = (
    ("cp1252", "Windows-1252", "ÂÃÄÅÆÇÈÊÌÎÏÐÑØÙ", "áâãäåæçèéêëìíîï", "ð"),
    ("cp1250", "Windows-1250", "ĂĹ", "â", ""),
    ("cp1251", "Windows-1251", "ГДЕ", "в", ""),
    ("cp1253", "Windows-1253", "", "β", ""),
    ("mac_roman", "Mac OS Roman", "¬√ƒ≈", "‚", ""),
    ("cp437", "code page 437", "├─┼", "Γ", ""),
    ("cp850", "code page 850", "├─┼", "Ô", ""),
)
_READABLE_MARKS = frozenset(
    "‘’‚“”„†‡•…‹›€™–—‐‑−§©«®°±»¡¿£¥¢·½¼¾²³¹µ×÷ªº´\u00a0\u202f\u2009\u200b\u200e\u200f\ufeff\u00ad"
)
_QUOTES = frozenset("\"'“”„‟«»‹›‘’‚‛")
_CLOSING = frozenset("”’“‘„‚…–—»›«‹\u00a0")  # what may follow a capital with an accent in good text
_SURE_MARKS = {"mac_roman": "†£©Æ"}  # what cannot follow the sign ¬ in mathematics
_DEEPEST = 3  # how often a text was read wrongly
_TWO_IN_A_ROW = re.compile(r"[^\x00-\x7f]{2}")  # wherever UTF-8 was read as something else
_WORD_AROUND = 40
_TOKEN_END = re.compile(r"[\s<>&\[\]]|$")
_GBK = re.compile("鈥.")
_SPACE_LOST = re.compile(r"(?<=[a-z0-9.,;:!?%)”\"’])Â(?= )")
_GAP_LOST = re.compile(r"(?<=[a-z0-9])Â(?=[a-z0-9£$€])")
_MARK_LOST = re.compile(r"â€(?=[\s.,;:!?)]|$)")
_BYTE_LOST = re.compile(r"(?<=[a-z])[ÃÄÅ](?![^\W\d_a-z])(?![^\x00-\x7f])")
_DROPPED = {"Ã": "íàÁÍÏÝ", "Ä": "čāďĐĝĠ", "Å": "ŠŭŝŏŐ"}  # the letters whose second byte no screen shows
# --- letters that are gone -----------------------------------------------------------------------------------------
_GONE = re.compile(r"[^\W\d_]*(?:\ufffd+[^\W\d_]*)+")
_QUERIED = re.compile(r"(?<![\w/=&.?@-])[^\W\d_a-z][^\W\d_]*\?[a-z][^\W\d_]*(?:\?[a-z][^\W\d_]*)?(?![\w?/=&@])")
_APOSTROPHE_GONE = re.compile(r"(?:[a-z]\ufffd(?:s|re|ve|ll|d|m)|n\ufffdt)$", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_QUERY = re.compile(r"\w\?[a-z]")
_SHORTEST = 5  # letters of a name that is recognised without one of them
_OTHER_SIGNS = re.compile("[\ue000-\uf8fe\ufffc]+")
# --- what nobody sees ----------------------------------------------------------------------------------------------
_ZERO_WIDTH = "\u200b\u2060\ufeff"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f"
_HYPHEN = "\u00ad"
_LIGATURES = "\ufb00-\ufb06"
_WIDE = "０-９Ａ-Ｚａ-ｚ"
_MARKS = "\u0300-\u036f"
_ODD = re.compile(
    rf"[^\W_]*(?:(?:[{_HYPHEN}{_ZERO_WIDTH}{_DIRECTION}{_CONTROL}{_LIGATURES}]|[{_WIDE}]|(?<=[A-Za-zÀ-ɏ])[{_MARKS}])+[^\W_]*)+"
)
_ODD_SIGN = re.compile(f"[{_HYPHEN}{_ZERO_WIDTH}{_DIRECTION}{_CONTROL}{_LIGATURES}{_WIDE}{_MARKS}]")
_UNSEEN = re.compile(f"[{_HYPHEN}{_ZERO_WIDTH}{_DIRECTION}{_CONTROL}]")
_BREAKS = re.compile(f"[{_HYPHEN}{_ZERO_WIDTH}]+")
_CONTROLS = re.compile(f"[{_CONTROL}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEPT_BESIDE = frozenset("@#/&:-–—…‐‑")  # a break or none was wanted here
_C1 = re.compile("(?<![ÂÃÄÅâ€])[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
_ODD_SPACE = re.compile(r"(?<=[A-Za-zÀ-ɏ,;])[\u2000-\u2006\u2008-\u200a\u205f\u3000]+(?=[a-z])")
_WIDE_MARK = re.compile(r"(?<=[A-Za-zÀ-ɏ0-9”’)])[，；：！？。](?=[\s\"“”’)«»A-Za-z]|$)")
_EVERY = frozenset("，；：！？。")
_ASCII_MARK = dict(zip("，；：！？。", ",;:!?.", strict=True))


class _Codec(NamedTuple):
    codec: str
    name: str
    byte: dict[str, int]
    run: re.Pattern[str]


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for spoilt, lost and unseen characters."""
    prose = reading.article.prose
    finders: list[Callable[[Reading, str], Iterator[Proposal]]] = [_queried] if _QUERY.search(prose) else []
    if _ODD_SIGN.search(prose):
        finders.insert(0, _odd_words)
    if not prose.isascii():
        finders = [_mojibake, *finders, _gone, _signs, _control_marks, _odd_spaces, _wide_marks]
    taken: list[Range] = []
    for find in finders:
        for proposal in find(reading, prose):
            start, end = proposal.place
            if any(start < other.end and other.start < max(end, start + 1) for other in taken):
                continue
            if _in_address(reading, start, end):
                continue
            if not taken and any(map(reading.article.has_word, _ABOUT)):
                return
            taken.append(Range(start, end))
            yield proposal


def _in_address(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a place is protected, or a word that is so in part, as an address with mojibake in it is."""
    prose = reading.article.prose
    if prose[start : start + 1].isspace() or reading.article.is_protected(start, end):
        return reading.article.is_protected(start, end)
    behind = _TOKEN_END.search(prose, start)
    stop = behind.start() if behind else len(prose)
    return any(p not in reading.article.markup for p in reading.article.protected_within(start, stop))


def _proposal(
    reading: Reading,
    start: int,
    end: int,
    replacement: str,
    message: str,
    evidence: str,
    safety: Safety = Safety.SAFE,
    artifact: str = "mojibake",
) -> Proposal:
    """Propose a replacement; inside quotation marks an editor decides, unless only what is unseen would change."""
    prose = reading.article.prose
    expected = prose[start:end]
    quoted = reading.article.in_quotation(start, end) and _seen(expected) != _seen(replacement)
    # A mark that becomes one, and what stands beside one, decide what is quoted.
    beside = _QUOTES & {*prose[max(0, start - 1) : start], *prose[end : end + 1]} and _UNSEEN.search(expected)
    mark = _QUOTES & {*replacement} and not (
        prose[start - 1 : start].isalnum() and prose[end : end + 1].isalnum() and replacement == "’"
    )
    if quoted or beside or (mark and not reading.article.takes_mark(start)):
        safety = safety.at_most(Safety.REVIEW)
    return Proposal(
        _NAME, artifact, safety, start, end, (Edit(start, end, expected, replacement),), message, evidence
    )  # fmt: skip


def _flag(start: int, end: int, message: str, evidence: str = "") -> Proposal:
    return Proposal(_NAME, "mojibake", Safety.FLAG, start, end, (), message, evidence)


def _seen(text: str) -> str:
    """Return the letters of a text, whatever their form."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).strip()


# --- mojibake ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _codecs() -> tuple[_Codec, ...]:
    found = []
    for codec, name, two, three, four in _CODECS:
        byte: dict[str, int] = {}
        for number in range(0x80, 0x100):
            # A byte that a code page leaves open is mostly shown as the control character of its number.
            byte.setdefault(bytes([number]).decode(codec, "ignore") or chr(number), number)
        if codec == "cp1252":
            byte.update({chr(number): number for number in range(0x80, 0xA0)})  # Latin-1 has them all
        tail = "[" + re.escape("".join(c for c, number in byte.items() if 0x80 <= number < 0xC0)) + "]"
        heads = [(two, 1), (three, 2), (four, 3)]
        run = "|".join(f"[{letters}]{tail}{{{count}}}" for letters, count in heads if letters)
        found.append(_Codec(codec, name, byte, re.compile(f"(?:{run})+")))
    return tuple(found)


def _decoded(text: str, codec: _Codec) -> str:
    """Return the text that a run of wrongly read bytes stands for; empty where they are no UTF-8."""
    for depth in range(_DEEPEST):
        if depth and not codec.run.fullmatch(text):
            break
        try:
            text = bytes(codec.byte[character] for character in text).decode()
        except (KeyError, UnicodeDecodeError):
            return "" if depth == 0 else text
    # A mark of Windows-1252 that had already become a control character.
    return _C1.sub(_mark_of_control, text)


def _mark_of_control(match: re.Match[str]) -> str:
    return bytes([ord(match.group())]).decode("cp1252")


def _mojibake(reading: Reading, prose: str) -> Iterator[Proposal]:
    for codec in _codecs() if _TWO_IN_A_ROW.search(prose) else ():
        groups: list[list[re.Match[str]]] = []
        for match in codec.run.finditer(prose):
            last = groups[-1][-1] if groups else None
            # The damaged letters of one word are repaired together.
            if (
                last
                and prose[last.end() : match.start()].isalpha()
                and _is_word(last, codec)
                and _is_word(match, codec)
            ):
                groups[-1].append(match)
            else:
                groups.append([match])
        for group in groups:
            proposal = _spoilt(reading, prose, group, codec)
            if proposal is not None:
                yield proposal
    yield from _chinese(reading, prose)
    yield from _lost_bytes(reading, prose)


def _is_word(match: re.Match[str], codec: _Codec) -> bool:
    return _decoded(match.group(), codec).isalpha()


def _spoilt(reading: Reading, prose: str, group: list[re.Match[str]], codec: _Codec) -> Proposal | None:
    start, end = group[0].start(), group[-1].end()
    replacement = codec.run.sub(lambda match: _decoded(match.group(), codec) or match.group(), prose[start:end])
    before, behind = prose[start - 1 : start], prose[end : end + 1]
    if replacement == prose[start:end] or not all(map(_is_readable, replacement)):
        return None
    left = _letters_before(prose, start)
    right = _letters_behind(prose, end)
    word, damaged = left + replacement + right, left + prose[start:end] + right
    if unicodedata.combining(replacement[0]) and left:
        start -= 1  # an accent of its own belongs on the letter before it
        replacement = unicodedata.normalize("NFC", prose[start] + replacement)
    first = group[0].group()
    if not any(map(str.isalpha, replacement)):
        safety = _mark_safety(first, replacement, before, codec)
    elif not any(map(_is_latin, filter(str.isalpha, replacement))):
        safety = Safety.SAFE if sum(map(str.isalpha, replacement)) > 2 and codec.codec == "cp1252" else None
    else:
        safety = _letter_safety(reading, first, group[-1].group(), before, behind, word, codec)
    if safety is None:
        return None
    replacement = replacement.replace("\ufeff", "").replace("\u200b", "").replace("\u00ad", "")
    return _proposal(
        reading, start, end, replacement,
        f"'{damaged}' is '{word}': UTF-8 was read as {codec.name}.",
        f"as bytes, '{prose[start:end]}' is '{replacement}' in UTF-8", safety,
    )  # fmt: skip


def _is_readable(character: str) -> bool:
    """Tell whether a character is one that news copy has: a mark, a letter with its accents, an emoji."""
    if character in _READABLE_MARKS or character.isascii():
        return True
    code = ord(character)
    if character.isalpha():
        return not 0x0250 <= code <= 0x02AF and code != 0x02C6  # phonetic letters are what closing marks decode to
    return 0x0300 <= code <= 0x036F or 0x2600 <= code <= 0x27BF or 0x1F000 <= code <= 0x1FAFF or code == 0xFE0F


def _is_latin(character: str) -> bool:
    return character.isalpha() and (ord(character) < 0x250 or 0x1E00 <= ord(character) <= 0x1EFF)


def _letters_before(prose: str, end: int) -> str:
    match = re.search(r"[^\W\d_]*$", prose[max(0, end - _WORD_AROUND) : end])
    return match.group() if match else ""


def _letters_behind(prose: str, start: int) -> str:
    match = re.match(r"[^\W\d_]*", prose[start : start + _WORD_AROUND])
    return match.group() if match else ""


def _mark_safety(run: str, replacement: str, before: str, codec: _Codec) -> Safety | None:
    """Judge a run that stands for marks, spaces or emoji: three or four bytes mean nothing else, two may."""
    if codec.byte[run[0]] >= 0xE0:
        return Safety.SAFE
    if codec.codec == "mac_roman":
        return Safety.SAFE if run[1] in _SURE_MARKS["mac_roman"] else None
    if codec.codec != "cp1252":
        return None
    if before.isupper():
        return Safety.REVIEW if run[1] in "°£¢¥©®" else None
    return Safety.SAFE if before != "«" else None


def _letter_safety(
    reading: Reading, first: str, last: str, before: str, behind: str, word: str, codec: _Codec
) -> Safety | None:
    """Judge a run that stands for Latin letters by what stands beside it: no language goes on in capitals inside a word."""
    known = bool(reading.index.lookup(word)) or reading.index.is_english(word)
    ascii_before = before.isascii() and before.islower()
    ascii_behind = behind.isascii() and behind.islower()
    if codec.codec != "cp1252":
        # √, Г and ─ are letters and signs of their own: only inside a word are they something else.
        inside = ascii_before or (ascii_behind and (before.isascii() or not before.strip()))
        return Safety.SAFE if inside and len(re.findall("[A-Za-z]", word)) > 2 else None
    if "\u00a0" in first + last and not before.islower():
        return Safety.REVIEW if known and ascii_behind else None  # "5 Å thick"
    if first[0].islower():
        return Safety.SAFE if behind.isalpha() or last[-1] not in _CLOSING else None
    small = word[word.find(before) + 1 :].islower()  # "ZÃ¼rich"
    if before.islower() or (ascii_behind and (not before.isalpha() or small)):
        return Safety.SAFE
    if before.isalpha() and small and last[-1] not in _CLOSING:
        return Safety.SAFE  # "VÃµ"
    if last[-1] in _CLOSING and not (known and behind.isalpha()):
        return None
    return Safety.REVIEW if known or not before.isalpha() else None


def _chinese(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _GBK.finditer(prose):
        try:
            text = match.group().encode("gb18030").decode()
        except UnicodeError:
            continue
        if text[0] in _READABLE_MARKS:
            yield _proposal(
                reading, match.start(), match.end(), text, f"'{match.group()}' is '{text}': UTF-8 was read as GBK.",
                "the same bytes", Safety.SAFE,
            )  # fmt: skip


def _lost_bytes(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Yield what is left of letters and marks one byte of which shows as nothing and was dropped."""
    if not any(letter in prose for letter in "ÂÃÄÅâ"):
        return
    for match in _SPACE_LOST.finditer(prose):
        message = "The 'Â' is what a wrong encoding left of a no-break space."
        yield _proposal(reading, *match.span(), "", message, "no word ends so, and a space follows")
    for match in _GAP_LOST.finditer(prose):
        message = "The 'Â' is what a wrong encoding left of a no-break space."
        yield _proposal(reading, *match.span(), " ", message, "a capital stands inside the word", Safety.REVIEW)
    for match in _MARK_LOST.finditer(prose):
        line = reading.article.line_range(match.start())
        if "â€œ" in prose[line.start : match.start()]:
            message = "The 'â€' is what a wrong encoding left of a closing mark."
            evidence = "the opening mark stands before it, read in the same wrong encoding"
            yield _proposal(reading, *match.span(), "”", message, evidence, Safety.REVIEW)
        else:
            yield _flag(*match.span(), "The 'â€' is what a wrong encoding left of a mark, and the mark is not known.")
    codec = _codecs()[0]
    for match in _BYTE_LOST.finditer(prose):
        left = _letters_before(prose, match.start())
        behind = codec.run.sub(
            lambda run: _decoded(run.group(), codec), prose[match.end() : match.end() + _WORD_AROUND]
        )
        right = _letters_behind(behind, 0)
        letters = [
            letter
            for letter in _DROPPED[match.group()]
            if any(p.right and p.text == left + letter + right for p in reading.index.lookup(left + letter + right))
            or (reading.article.has_word(left + letter + right))
        ]
        if not letters and match.group() == "Ã" and prose[match.end() : match.end() + 1] == " ":
            letters = ["à"]  # its second byte is a no-break space
        damaged = left + match.group() + right
        if len(letters) == 1:
            spaces = letters == ["à"] and prose.startswith("  ", match.end())
            yield _proposal(
                reading, match.start(), match.end() + spaces, letters[0],
                f"'{damaged}' is '{left + letters[0] + right}': UTF-8 was read wrongly, and a byte was dropped.",
                "no other letter makes a known name here, or its second byte became a space", Safety.REVIEW,
            )  # fmt: skip
        else:
            yield _flag(*match.span(), f"A letter of '{damaged}' was lost in a wrong encoding.")


# --- letters that are gone -----------------------------------------------------------------------------------------


def _gone(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _GONE.finditer(prose) if "\ufffd" in prose else ():
        word = match.group()
        evidence = "U+FFFD stands where a character could not be decoded"
        if _APOSTROPHE_GONE.search(word) and word.count("\ufffd") == 1:
            wanted = word.replace("\ufffd", "’")
            message = f"The apostrophe of '{wanted}' could not be decoded."
            yield _proposal(reading, *match.span(), wanted, message, evidence, Safety.REVIEW)
        elif found := _restored(reading, re.sub("\ufffd+", "?", word)):
            message = f"A letter of '{found[0]}' could not be decoded."
            yield _proposal(reading, *match.span(), found[0], message, found[1], Safety.REVIEW)
        else:
            message = "A character could not be decoded here, and nothing says which; ask for the original."
            yield _flag(*match.span(), message, evidence)


def _queried(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _QUERIED.finditer(prose):
        if found := _restored(reading, match.group()):
            message = f"A letter of '{found[0]}' became a question mark."
            yield _proposal(reading, *match.span(), found[0], message, found[1], Safety.REVIEW)


def _restored(reading: Reading, word: str) -> tuple[str, str] | None:
    """Return the one name that a word with "?" for letters can be, and what knows it."""
    gaps = word.count("?")
    if gaps > 2 or len(word) < _SHORTEST or not word[0].isupper():
        return None
    pattern = re.compile(re.escape(word).replace(r"\?", r"[^\W\d_]"))
    seen = {m.group() for m in re.finditer(rf"(?<!\w){pattern.pattern}(?!\w)", reading.article.prose)}
    if len(seen) == 1:
        return seen.pop(), "the article spells it in full elsewhere"
    pieces = word.split("?")
    found = set()
    for letters in product(_LETTERS, repeat=gaps):
        whole = "".join(piece + letter for piece, letter in zip(pieces, (*letters, ""), strict=True))
        for posting in reading.index.lookup(whole):
            for name in re.findall(r"[^\W\d_]+", posting.text):
                if posting.right and posting.kind != "allowed" and pattern.fullmatch(name):
                    found.add(name)
    return (found.pop(), "the only name in the glossary that fits") if len(found) == 1 else None


def _signs(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _OTHER_SIGNS.finditer(prose):
        if "\ufffc" in match.group():
            yield _flag(*match.span(), "Something that was embedded here (a picture, a post) is lost.")
        else:
            message = "A character of a private font stands here, which other machines show as a box."
            yield _flag(*match.span(), message, f"U+{ord(match.group()[0]):04X} belongs to nobody")


# --- what nobody sees ----------------------------------------------------------------------------------------------


def _odd_words(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Yield one proposal for each word with characters in it that nobody sees, or with letters in another form."""
    bidirectional = _RIGHT_TO_LEFT.search(prose) is not None
    for match in _ODD.finditer(prose, int(prose.startswith("\ufeff"))):
        start, end = match.span()
        # A stretch that keeps one of its characters on purpose is left alone as a whole.
        if not _may_change(prose, start, end, bidirectional):
            continue
        text = match.group()
        plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
        plain = re.sub(f"[{_LIGATURES}{_WIDE}]", lambda letter: unicodedata.normalize("NFKC", letter.group()), plain)
        if plain == text:
            continue
        replacement, safety = _joined(reading, text, plain)
        yield _proposal(
            reading, start, end, replacement, _what(text, replacement or plain), "", safety, "typography"
        )  # fmt: skip


def _may_change(prose: str, start: int, end: int, bidirectional: bool) -> bool:
    text = prose[start:end]
    if bidirectional and re.search(f"[{_DIRECTION}]", text):
        return False
    if any(
        character.isalpha() and not _is_latin(character) and not 0xFB00 <= ord(character) <= 0xFF5A
        for character in text
    ):
        return False
    for match in _BREAKS.finditer(prose, start, end):
        around = prose[max(0, match.start() - 1) : match.start()] + prose[match.end() : match.end() + 1]
        if any(c in _KEPT_BESIDE or (not c.isascii() and c.isalnum() and not _is_latin(c)) for c in around):
            return False
    if re.search(f"[{_WIDE}]", text):
        line = prose[prose.rfind("\n", 0, start) + 1 :].partition("\n")[0]
        if _EAST_ASIAN.search(line):
            return False
    # Marks piled up on one letter are somebody's play, not a spelling.
    return re.search(f"[{_MARKS}]{{3}}", text) is None and not re.search(f"(?<![A-Za-zÀ-ɏ{_MARKS}])[{_MARKS}]", text)


def _joined(reading: Reading, text: str, plain: str) -> tuple[str, Safety]:
    """Return what a word is without what nobody sees in it, and how sure that is.

    A soft hyphen or a zero-width space between two words that are no word together stood for a hyphen or a space.
    """
    pieces = [piece for piece in _UNSEEN.split(text) if piece]
    if _CONTROLS.search(text):
        return plain, Safety.SAFE if len(pieces) > 1 and _is_known(reading, plain) else Safety.REVIEW
    if len(pieces) < 2 or not re.search(f"[{_HYPHEN}{_ZERO_WIDTH}]", text):
        wide = re.search(f"[{_WIDE}]", text)
        return plain, Safety.REVIEW if wide and not _is_known(reading, plain) else Safety.SAFE
    if _is_known(reading, plain):
        return plain, Safety.SAFE
    if len(pieces) == 2 and (all(map(reading.index.is_english, pieces)) or all(map(str.isdigit, pieces))):
        return pieces[0] + ("-" if _HYPHEN in text else " ") + pieces[1], Safety.REVIEW
    return plain, Safety.SAFE


def _is_known(reading: Reading, word: str) -> bool:
    return reading.index.is_english(word) or any(
        posting.right and word.casefold() in posting.text.casefold().split() for posting in reading.index.lookup(word)
    )


def _what(text: str, plain: str) -> str:
    unseen = _UNSEEN.search(text)
    if unseen is None:
        return f"'{plain}' is written with letters in a form of their own, which a search does not find."
    name = unicodedata.name(unseen.group(), "control character").lower()
    where = f"in '{plain}'" if plain.strip() else "here"
    return f"A character that nobody sees stands {where}: U+{ord(unseen.group()):04X}, {name}."


def _control_marks(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _C1.finditer(prose):
        mark = _mark_of_control(match)
        message = f"The control character U+{ord(match.group()):04X} is '{mark}' in Windows-1252."
        yield _proposal(reading, *match.span(), mark, message, "no text has control characters")


def _odd_spaces(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _ODD_SPACE.finditer(prose):
        message = "A typesetter's space was left over between two words; an ordinary space belongs here."
        yield _proposal(
            reading, *match.span(), " ", message, f"U+{ord(match.group()[0]):04X}", artifact="typography"
        )  # fmt: skip


def _wide_marks(reading: Reading, prose: str) -> Iterator[Proposal]:
    if not any(mark in prose for mark in _EVERY):
        return
    for match in _WIDE_MARK.finditer(prose):
        line = reading.article.line_range(match.start())
        if _EAST_ASIAN.search(prose, line.start, line.end):
            continue
        mark = _ASCII_MARK[match.group()]
        space = " " if prose[match.end() : match.end() + 1].isalnum() else ""
        message = f"English copy writes '{mark}', not the full-width '{match.group()}'."
        yield _proposal(reading, *match.span(), mark + space, message, "", artifact="typography")
