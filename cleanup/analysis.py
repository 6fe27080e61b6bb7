"""Tokens and sentences by spaCy, made at most once an article and only when something in the article needs them.

Without a trained pipeline this is `spacy.blank("en")` with rule-based sentence boundaries: tokens, their shapes and
sentences, no parts of speech. A trained pipeline that the user names adds tags, which some frames use to say more.
"""

from __future__ import annotations

from functools import lru_cache

from cleanup.declarations import TYPE_CHECKING
from cleanup.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LIMIT = 20_000_000  # code points; the blank pipeline is linear in them, so spaCy's own, lower limit is not needed


@lru_cache(maxsize=2)
def load_pipeline(model: str | None) -> Language:
    """Load the named pipeline, or the blank English one; raise SettingsError if the named one is not installed."""
    import spacy

    if model is None:
        nlp: Language = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise SettingsError(
                f"the spaCy pipeline '{model}' is not installed. Install its package, for instance with "
                f"'python -m pip install {model}', or leave out 'spacy_model' to use the built-in tokenizer."
            ) from error
    if not any(nlp.has_pipe(name) for name in ("parser", "senter", "sentencizer")):
        nlp.add_pipe("sentencizer")
    nlp.max_length = _LIMIT
    return nlp


class Analysis:
    """The tokens and sentences of one prose. Token offsets (`token.idx`) are code points, as everywhere."""

    def __init__(self, prose: str, model: str | None = None) -> None:
        self.nlp = load_pipeline(model)
        self.doc: Doc = self.nlp(prose)

    @property
    def tagged(self) -> bool:
        """Whether a trained pipeline has given parts of speech."""
        return bool(self.doc.has_annotation("TAG"))

    def sentence_bounds(self, position: int) -> tuple[int, int]:
        """Return the range, in code points, of the sentence that holds `position`."""
        for sentence in self.doc.sents:
            if sentence.start_char <= position < sentence.end_char:
                return sentence.start_char, sentence.end_char
        return 0, len(self.doc.text)
