"""Which of the forms on offer a client asks for: the `Accept` header with its quality values (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One part of an `Accept` header; `*` stands for any type or subtype."""

    type: str
    subtype: str
    quality: float

    def fits(self, media: str) -> bool:
        """Tell whether a media type without parameters lies in the range."""
        type_, _, subtype = media.partition("/")
        return self.type in ("*", type_) and self.subtype in ("*", subtype)

    @property
    def precision(self) -> int:
        """Return 2 for a whole media type, 1 for all subtypes of a type, 0 for anything."""
        return (self.type != "*") + (self.subtype != "*")


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the offer that a client likes most, None if it takes none; the first among equals.

    >>> best("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> best(None, ["text/csv"]), best("image/png", ["text/csv"]), best("text/*, text/csv;q=0", ["text/csv"])
    ('text/csv', None, None)
    """
    ranges = tuple(read_accept(accept or "*/*"))
    liked = [(quality(media, ranges), -place) for place, media in enumerate(offers)]
    top = max(liked, default=(0.0, 0))
    return offers[-top[1]] if top[0] > 0 else None


def quality(media: str, ranges: Sequence[MediaRange]) -> float:
    """Return how much a client likes a media type, by the most precise range that holds it."""
    fitting = [part for part in ranges if part.fits(media)]
    return max(fitting, key=lambda part: part.precision).quality if fitting else 0.0


def names(accept: str | None, media: str) -> bool:
    """Tell whether a client asks for a media type by its name.

    >>> names("text/html,*/*;q=0.8", "text/html"), names("*/*", "text/html"), names("text/html;q=0", "text/html")
    (True, False, False)
    """
    return any(part.precision == 2 and part.fits(media) and part.quality > 0 for part in read_accept(accept or ""))


def read_accept(accept: str) -> Iterator[MediaRange]:
    """Yield the parts of an `Accept` header; what is not a media range is passed over."""
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        type_, slash, subtype = media.partition("/")
        if slash and type_ and subtype and (type_ != "*" or subtype == "*"):
            yield MediaRange(type_, subtype, _quality(parameters))


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
