"""Text to words: spaCy's English tokenizer, mended where the Universal Dependencies treebanks part words otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

NAME = "kg.english_words.v1"

# Prefixes that stay on their word before a hyphen; other hyphens part words ("state", "-", "owned").
PREFIXES = (
    "anti arch bi co counter cross e ex extra hyper inter intra macro mega meta micro mid mini mis multi neo non over para "
    "post pre pro proto pseudo quasi re semi socio sub super trans tri ultra un uni"
).split()
ABBREVIATIONS = (
    "Lt. Capt. Col. Maj. Brig. Cmdr. Cpl. Sgt. Supt. Insp. Amb. Msgr. Ven. Fr. Hon. Ft. approx. etc. al. para. paras. Govt. "
    "Dept. Rs."
).split()
RUNS = "|".join(
    [r"[!?][!?.]{1,64}", r"\.[!?]", *(rf"\{mark}{{2,64}}" for mark in "*=_<>~#+$")]
)  # "!!", "====": one word
WHOLE = re.compile(
    rf"(?:(?:{'|'.join(f'{p}|{p.capitalize()}' for p in PREFIXES)})-(?![A-Z]{{2}})[^\W\d_]{{2,}}(?:['’-][^\W\d_]+)*"
    r"|(?:\+?\d{1,3}-)?(?:\d{3}-)?\d{3}-\d{4}"  # telephone numbers
    rf"|{RUNS})$"
)  # "UN-led" and "ex-UN" are parted
PARTED = frozenset({"and/or", "):", "(:"})  # one word to spaCy
LONG = re.compile(r"\S{1000,}")
PLAIN = re.compile(r"\w{1,1000}|\W")


class EnglishWords(Tokenizer):  # type: ignore[misc]  # spaCy has no stub for its tokenizer
    """spaCy's tokenizer, whose rules take time with the square of a text without spaces: such a text is cut plainly."""

    def __call__(self, string: str) -> Doc:
        """Part a text into words; joined again they are the text to the letter."""
        if not LONG.search(string):
            plain: Doc = super().__call__(string)
            return plain
        return Doc.from_docs(list(self._parts(string)), ensure_whitespace=False) or Doc(self.vocab)

    def _parts(self, string: str) -> Iterator[Doc]:
        at = 0
        for match in LONG.finditer(string):
            if match.start() > at:
                yield super().__call__(string[at : match.start()])
            words = PLAIN.findall(match.group())
            yield Doc(self.vocab, words=words, spaces=[False] * len(words))
            at = match.end()
        if at < len(string):
            yield super().__call__(string[at:])


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], EnglishWords]:
    """Create the tokenizer. Abbreviations of ranks and of legal texts keep their full stop."""

    def create(nlp: Language) -> EnglishWords:
        defaults = nlp.Defaults
        rules = {
            form: cases for form, cases in (defaults.tokenizer_exceptions or {}).items() if form.lower() not in PARTED
        }
        rules |= {form: [{ORTH: form}] for form in ABBREVIATIONS}
        runs = f"(?:{RUNS})"
        return EnglishWords(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex([runs, *(defaults.prefixes or ())]).search,
            suffix_search=compile_suffix_regex([runs, r"(?<=\d)(?:[ap]m|[AP]M)", *(defaults.suffixes or ())]).search,
            infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
            token_match=WHOLE.match,
            url_match=defaults.url_match,
        )

    return create
