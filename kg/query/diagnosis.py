"""Where a text stops being a query, found out from the engine, which by itself says too little."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph

from kg.errors import BadQuery
from kg.query.faults import breaks, does_not_parse, offset_of, unclosed, undeclared, unknown_prefix

# What may stand at a place, in the order in which people are told: the words, and a text of that kind.
KINDS = {
    "“}”": "}", "“)”": ")",
    "SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE", "WHERE": "WHERE", "AS": "AS",
    "BY": "BY",
    "a variable": "?x", "a name such as hr:met": "<urn:x>", "a number": "1", "a text in quotation marks": "'x'",
    "“{”": "{", "“(”": "(", "“.”": ".",
}
BLANKS = " " * 64
_PLACE = re.compile(r"error at (\d+):(\d+): ")
# A sentence among what the engine's grammar expects is a rule of its own: "The SELECT contains a variable that is unbound".
_RULE = re.compile(r"(?:(?<=expected )|(?<=, )|(?<=of ))[A-Z]\w*(?: [\w?{}]+){2,}")


class Diagnosis:
    """What is wrong with a query. What is tried is run on an empty store, if it parses.

    The parser names the furthest place that it looked at, which is past the fault by as much as the longest keyword that it
    tried there. So blanks are put before a token: only if all before it is sound does the parser get over them.
    """

    def __init__(self, query: str, prefixes: Mapping[str, str], empty: pyoxigraph.Store, *, base: str | None = None) -> None:
        self.query, self.prefixes, self.store, self.base = query, dict(prefixes), empty, base

    def found(self) -> BadQuery | None:
        """Return what the engine finds wrong, None where it parses the query."""
        message = self.fault_in(self.query)
        return None if message is None else self.told(message)

    def told(self, message: str) -> BadQuery:
        """Say in words what an engine's message is about: a prefix without declaration, a rule of SPARQL, or a place."""
        unknown = undeclared(self.query, self.prefixes)
        if unknown:
            return unknown_prefix(self.query, *unknown, self.prefixes)
        quote = unclosed(self.query)
        if quote is not None:
            return does_not_parse(self.query, quote, reason="this quotation mark is not closed")
        rule = _RULE.search(message)
        offset, expected = self.place()
        return does_not_parse(self.query, offset, expected, rule[0].replace("The ", "the ") if rule else "")

    def place(self) -> tuple[int, list[str]]:
        """Return the offset of the first token that cannot stand where it does, and what could."""
        places = breaks(self.query)
        low, high = 0, len(places) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.sound(self.query[: places[middle]], self.query[places[middle] :]):
                low = middle
            else:
                high = middle - 1
        before = self.query[: places[low]]
        expected = [name for name, text in KINDS.items() if self.sound(f"{before} {text}", "\1")]
        if places[low] < len(self.query) and self.fault_in(before) is None:
            expected.append("the end of the query")
        return places[low], expected

    def sound(self, before: str, after: str) -> bool:
        """Tell whether the parser gets over blanks between two parts of a query."""
        text = f"{before}{BLANKS}{after}"
        message = self.fault_in(text)
        if message is None:
            return True
        place = _PLACE.match(message)
        return place is not None and offset_of(text, int(place[1]), int(place[2])) >= len(before) + len(BLANKS)

    def fault_in(self, query: str) -> str | None:
        """Return the engine's message, None where the query parses."""
        try:
            self.store.query(query, base_iri=self.base, prefixes=self.prefixes)
        except SyntaxError as error:
            return str(error)
        return None
