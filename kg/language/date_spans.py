"""Words for a time to its first and last day, reckoned from a day of reference.

What has a calendar unit is that whole unit, as TIMEX3 has it (Pustejovsky and others, 2003, "TimeML"): "two weeks ago" is
the week that lies two weeks back, Monday to Sunday. What may as well mean another time has no days.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from enum import Enum

from kg.language.date_words import MONTHS, NEAR, NUMBERS, PARTS, WEEKDAYS

Days = tuple[dt.date | None, dt.date | None]
Whole = tuple[dt.date, dt.date]
STEPS = {"last": -1, "this": 0, "next": 1}
SOON = 60  # days: how far ahead a date without a year may lie, so that it is this year's or last year's


class Side(Enum):
    """On which side of the reference a date lies that does not say so."""

    UNKNOWN = 0
    PAST = -1
    COMING = 1


class Reckoner:
    """Resolves matches of `date_words.DATE`. Raises `ValueError` or `OverflowError` for what is on no calendar."""

    def __init__(self, reference: dt.date | None, side: Side = Side.UNKNOWN) -> None:
        self.reference, self.side = reference, side
        self.kinds: dict[str, Callable[[re.Match[str]], Days | None]] = {
            "iso": lambda m: one_day(int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])),
            "slash": slashed,
            "dmy": lambda m: self.days_of_month(m["d_m"], m["d1"], m["d2"], m["d_y"]),
            "nth": self.nth,
            "mdy": lambda m: self.days_of_month(m["m_m"], m["m1"], m["m2"], m["m_y"]),
            "month": lambda m: self.month(m["o_m"], m["o_y"], part_of(m["o_part"])),
            "short": lambda m: self.month(m["h_m"], m["h_y"], ""),
            "lastmonth": self.named_month,
            "decade": lambda m: decade(int(m["c_y"]), part_of(m["c_part"])),
            "years": years,
            "year": lambda m: year_part(int(m["y"]), part_of(m["y_part"])),
            "slice": self.slice,
            "weekday": self.weekday,
            "near": self.near,
            "ago": self.ago,
            "back": self.back,
            "calendar": self.calendar,
            "endof": lambda m: self.unit(m["e_unit"], 0, PARTS[m["e_part"].lower()]),
            "weekend": self.weekend,
        }

    def days(self, match: re.Match[str], *, year: str | None = None) -> Days | None:
        """Return the first and last day of a match, or None where they cannot be known. `year` is one that it shares."""
        kind = match.lastgroup or ""
        if year is not None and kind == "month":
            return self.month(match["o_m"], year, part_of(match["o_part"]))
        if year is not None and kind in {"dmy", "mdy"}:
            a, b, month = (match[kind[0] + name] for name in ("1", "2", "_m"))
            return self.days_of_month(month, a, b, year)
        resolve = self.kinds.get(kind)
        return resolve(match) if resolve else None

    def days_of_month(self, month: str, first: str, last: str | None, year: str | None) -> Days | None:
        """Resolve "24 August" and "24-26 August 2022"."""
        number, start, end = MONTHS[month], int(first), int(last or first)
        if year is not None:
            return one_day(int(year), number, start)[0], one_day(int(year), number, end)[1]
        dated = self.dated(lambda y: (dt.date(y, number, start), dt.date(y, number, end)))
        return dated if dated and dated[0] <= dated[1] else None

    def nth(self, match: re.Match[str]) -> Days | None:
        """Resolve "the 9th of this month"."""
        whole = self.unit("month", STEPS[match["t_which"].lower()], "")
        return one_day(whole[0].year, whole[0].month, int(match["t_d"])) if whole else None

    def month(self, name: str, year: str | None, part: str) -> Days | None:
        """Resolve "August", "late August" and "August 2022"."""
        number = MONTHS[name]
        return month_part(int(year), number, part) if year else self.dated(lambda y: month_part(y, number, part))

    def dated(self, in_year: Callable[[int], Whole]) -> Whole | None:
        """Choose the year of a date that has none: the last that began before the reference, or one soon to come.

        Where the coming one is near and nothing tells on which side it lies there is no answer.
        """
        if self.reference is None:
            return None
        this = in_year(self.reference.year)
        later, earlier = (in_year(self.reference.year + step) for step in (1, -1))
        coming = this if this[1] >= self.reference else later
        gone = this if this[0] <= self.reference else earlier
        if coming == gone or self.side is Side.PAST:
            return gone
        if (coming[0] - self.reference).days > SOON:
            return gone
        return coming if self.side is Side.COMING else None

    def named_month(self, match: re.Match[str]) -> Days | None:
        """Resolve "last August": that of the year before, unless this year's is gone too and may be meant."""
        if self.reference is None:
            return None
        number, which, now = MONTHS[match["n_m"]], match["n_which"].lower(), self.reference
        if which == "this":
            return month_part(now.year, number, "")
        if which == "last":
            return month_part(now.year - 1, number, "") if number >= now.month else None
        return month_part(now.year + 1, number, "") if number <= now.month else None

    def weekday(self, match: re.Match[str]) -> Days | None:
        """Resolve a weekday: the last one before or on the reference, or the next where it is to come."""
        if self.reference is None:
            return None
        which = " ".join((match["w_which"] or "").lower().split())
        back = (self.reference.weekday() - WEEKDAYS[match["w_day"]]) % 7
        if which == "this":
            monday = self.reference - dt.timedelta(self.reference.weekday())
            return (monday + dt.timedelta(WEEKDAYS[match["w_day"]]),) * 2
        if which in {"next", "this coming"} or (not which and self.side is Side.COMING):
            ahead = -back % 7 or (0 if not which else 7)
            return (self.reference + dt.timedelta(ahead),) * 2
        return (self.reference - dt.timedelta(back or (7 if which else 0)),) * 2

    def near(self, match: re.Match[str]) -> Days | None:
        """Resolve "yesterday", "last night", "this morning"."""
        if self.reference is None:
            return None
        words = match[0].lower().split()
        key = " ".join(words) if " ".join(words) in NEAR else words[0]
        return (self.reference + dt.timedelta(NEAR[key]),) * 2

    def ago(self, match: re.Match[str]) -> Days | None:
        """Resolve "three days ago"; what is only about so long ago has no days."""
        number = count(match["a_n"])
        if self.reference is None or number is None or match["a_about"]:
            return None
        unit = match["a_unit"].lower().rstrip("s")
        if unit == "day":
            return (self.reference - dt.timedelta(number),) * 2
        return self.unit(unit, -number, "") if unit in {"week", "month", "year"} else None

    def back(self, match: re.Match[str]) -> Days | None:
        """Resolve "the past three months": so long a time, up to the reference or from it on."""
        number = count(match["b_n"] or "one")
        unit = (match["b_unit"] or match["b_one"] or match["b_last"]).lower().rstrip("s")
        if self.reference is None or number is None or unit == "decade":
            return None
        step = number if (match["b_which"] or "").lower() == "next" else -number
        other = shifted(self.reference, unit, step)
        return min(self.reference, other), max(self.reference, other)

    def calendar(self, match: re.Match[str]) -> Days | None:
        """Resolve "last week", "late last year", "earlier this month"."""
        if self.reference is None:
            return None
        step = STEPS[match["k_which"].lower()]
        unit, part = match["k_unit"].lower(), part_of(match["k_part"])
        if unit == "weekend":
            saturday = self.reference + dt.timedelta(5 - self.reference.weekday() + 7 * step)
            sure = step or self.reference.weekday() > 4
            return (saturday, saturday + dt.timedelta(1)) if sure and not part else None
        whole = self.unit(unit, step, "" if part in {"earlier", "later"} else part)
        if part == "earlier" and whole and step == 0:
            return whole[0], self.reference
        if part == "later" and whole and step == 0:
            return self.reference, whole[1]
        return whole

    def weekend(self, _: re.Match[str]) -> Days | None:
        """Resolve "over the weekend": the last one, or that in which the reference lies."""
        if self.reference is None or self.side is Side.COMING:
            return None
        saturday = self.reference - dt.timedelta((self.reference.weekday() - 5) % 7)
        return saturday, saturday + dt.timedelta(1)

    def slice(self, match: re.Match[str]) -> Days | None:
        """Resolve "the first half of 2019", "the last quarter of this year"."""
        words = match["l_y"].lower().split()
        if words[0].isdigit():
            year = int(words[0])
        elif self.reference is None:
            return None
        else:
            year = self.reference.year - (words[0] == "last")
        months = 6 if match["l_of"] == "half" else 3
        nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // months - 1}[match["l_nth"].lower()]
        first = nth * months + 1
        return (month_part(year, first, "")[0], month_part(year, first + months - 1, "")[1]) if first <= 12 else None

    def unit(self, unit: str, step: int, part: str) -> Whole | None:
        """Return the calendar week, month or year that lies so many away."""
        if self.reference is None:
            return None
        if unit == "year":
            return year_part(self.reference.year + step, part)
        if unit == "month":
            months = self.reference.year * 12 + self.reference.month - 1 + step
            return month_part(months // 12, months % 12 + 1, part)
        monday = self.reference - dt.timedelta(self.reference.weekday()) + dt.timedelta(weeks=step)
        first, last = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}.get(part, (0, 6))
        return monday + dt.timedelta(first), monday + dt.timedelta(last)


def part_of(words: str | None) -> str:
    """Return which part of a unit is meant: early, mid, late, or earlier and later than now; or nothing.

    >>> part_of("mid-"), part_of("the end of ")
    ('mid', 'late')
    """
    found = re.findall(r"[a-z]+", (words or "").lower())
    named = [word for word in found if word not in {"the", "of", "in"}]
    return PARTS.get(named[0], named[0]) if named else ""


def count(words: str | None) -> int | None:
    """Return the number that a text writes.

    >>> count("three"), count("12"), count(None)
    (3, 12, None)
    """
    return None if words is None else int(words) if words.isdigit() else NUMBERS.get(words.lower())


def one_day(year: int, month: int, day: int) -> Whole:
    """Return a day as a span; raise `ValueError` if the calendar has none."""
    return (dt.date(year, month, day),) * 2


def slashed(match: re.Match[str]) -> Days | None:
    """Resolve "24/08/2022" where only one of its numbers can be the month."""
    a, b, year = int(match["s1"]), int(match["s2"]), int(match["s_y"])
    if a > 12 or a == b:
        return one_day(year, b, a)
    return one_day(year, a, b) if b > 12 else None


def month_part(year: int, month: int, part: str) -> Whole:
    """Return the days of a month or of its first, middle or last third."""
    end = calendar.monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}.get(part, (1, end))
    return dt.date(year, month, first), dt.date(year, month, last)


def year_part(year: int, part: str) -> Whole:
    """Return the days of a year or of its first, middle or last third."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part, (1, 12))
    return month_part(year, first, "")[0], month_part(year, last, "")[1]


def decade(year: int, part: str) -> Whole:
    """Return the days of a decade, or of its first four, middle three or last three years."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return dt.date(year + first, 1, 1), dt.date(year + last, 12, 31)


def years(match: re.Match[str]) -> Days | None:
    """Resolve "2015-2019" and "2015-19"."""
    first, end = int(match["y1"]), match["y2"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if first < last else None


def shifted(day: dt.date, unit: str, step: int) -> dt.date:
    """Return the day that lies so many hours, days, weeks, months or years away."""
    if unit == "hour":
        return day + dt.timedelta(-(abs(step) // 24 or 1) if step < 0 else step // 24 or 1)
    if unit in {"day", "week"}:
        return day + dt.timedelta(**{f"{unit}s": step})
    months = day.year * 12 + day.month - 1 + step * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
