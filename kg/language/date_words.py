"""How English writes dates: one pattern, each branch of which is a group that `kg.language.date_spans` resolves."""

from __future__ import annotations

import calendar
import re
from collections import deque
from collections.abc import Iterable, Iterator

FULL = {name: i for i, name in enumerate(calendar.month_name) if name}
SHORT = {name: i for i, name in enumerate(calendar.month_abbr) if name and name != "May"} | {"Sept": 9}
MONTHS = {form: i for name, i in (FULL | SHORT).items() for form in (name, name.upper())}
WEEKDAYS = {form: i for i, name in enumerate(calendar.day_name) for form in (name, name.upper())}
NUMBERS = {
    word: i for i, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1, "this morning": 0,
        "this afternoon": 0, "this evening": 0}
PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}

# Months that are also names of persons, or verbs: alone they need a word before them that asks for a time.
DOUBTFUL = frozenset({"April", "May", "June", "August", "March"})


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


YEAR = r"(?:19|20)\d\d"
MONTH = _any(MONTHS)
BARE = _any(form for name in FULL for form in (name, name.upper()))
WEEKDAY = _any(WEEKDAYS)
NUM = rf"(?:\d{{1,3}}|{_any(NUMBERS)})"
TH = r"(?:st|nd|rd|th)?"
TO = r"\s?(?:-|–|—|to|and|or|until|through)\s?"
CLOCK = r"(?i:morning|afternoon|evening|night)"
PART = r"(?i:(?:early|mid|late)(?:\s+in)?[\s-]+|(?:the\s+)?(?:start|beginning|middle|end)\s+of\s+)"
SPAN = r"(?:hour|day|week|month|year|decade)s?"
DOT = r"(?:(?:(?<=\s\w\w\w)|(?<=\sSept))\.)?"  # behind a short form only: elsewhere it ends the sentence
SEASON = r"(?i:spring|summer|autumn|fall|winter)"

DATE = re.compile(
    rf"""(?<![\w/.-])(?:
    (?P<iso>(?P<iso_y>{YEAR})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d-]))
  | (?P<slash>(?P<s1>\d{{1,2}})(?P<sep>[/.])(?P<s2>\d{{1,2}})(?P=sep)(?P<s_y>{YEAR})(?!\d))
  | (?P<dmy>(?:the\s+)?(?P<d1>\d{{1,2}}){TH}(?:{TO}(?P<d2>\d{{1,2}}){TH})?\s+(?:of\s+)?(?P<d_m>{MONTH})\b
        (?:{DOT},?\s+(?P<d_y>{YEAR})\b)?)
  | (?P<nth>(?:the\s+)?(?P<t_d>\d{{1,2}}){TH}\s+of\s+(?P<t_which>last|this|next)\s+month\b)
  | (?P<mdy>(?P<m_m>{MONTH})\.?\s+(?:the\s+)?(?P<m1>\d{{1,2}}){TH}(?:{TO}(?P<m2>\d{{1,2}}){TH}(?!\s+(?:{MONTH})\b))?
        (?![\d:%]|,\d{{3}}|\.\d)(?:,?\s+(?P<m_y>{YEAR})\b)?)
  | (?P<month>(?P<o_part>{PART})?(?P<o_m>{BARE})(?:,?\s+(?:of\s+)?(?P<o_y>{YEAR})|\b(?!['’]?\w)))
  | (?P<short>(?P<h_m>{MONTH})\.?,?\s+(?P<h_y>{YEAR})\b)
  | (?P<weekday>(?:(?P<w_which>(?i:last|next|this(?:\s+(?:past|coming))?))\s+)?(?P<w_day>{WEEKDAY})\b(?:\s+{CLOCK}\b)?)
  | (?P<decade>(?:(?i:the)\s+)?(?P<c_part>{PART})?(?:the\s+)?(?P<c_y>(?:19|20)\d0)['’]?s\b)
  | (?P<slice>(?:(?i:the)\s+)?(?P<l_nth>(?i:first|second|third|fourth|last))\s+(?P<l_of>half|quarter)\s+of\s+
        (?P<l_y>{YEAR}|(?:last|this)\s+year)\b)
  | (?P<season>(?i:(?:(?:the|early|mid|late)[\s-]+)?(?:(?:last|this|next)\s+{SEASON}\b|{SEASON}\s+(?:of\s+)?{YEAR}\b)))
  | (?P<years>(?P<y1>{YEAR})(?:-|–|\s+to\s+)(?P<y2>{YEAR}|\d\d)\b(?![\d-]))
  | (?P<year>(?P<y_part>{PART})?(?P<y>{YEAR})\b(?![%:/-]|[.,]\d))
  | (?P<near>(?i:(?:yesterday|today|tomorrow)(?:\s+{CLOCK}\b)?|tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b)
  | (?P<ago>(?i:(?P<a_about>(?:more|less)\s+than|over|nearly|almost|about|around|some|at\s+least|just\s+(?:over|under))\s+)?
        (?:(?P<a_n>(?i:{NUM}))\s+(?P<a_unit>{SPAN})|(?:(?i:a\s+)?(?i:few|couple\s+of|several|many)\s+)?{SPAN})\s+ago\b)
  | (?P<told>(?i:(?:the\s+)?(?:same|following|preceding|previous)\s+(?:{SPAN}|{CLOCK})\b
        |the\s+next\s+(?:day|week|month|year|{CLOCK})\b
        |(?:(?:{NUM}|(?:a\s+)?few|several)\s+){SPAN}\s+(?:later|earlier)\b|(?:the\s+)?(?:recent|coming)\s+{SPAN}\b))
  | (?P<back>(?:(?P<b_the>(?i:the))\s+)?(?P<b_which>(?i:past|last|next))\s+(?P<b_n>{NUM})\s+(?P<b_unit>{SPAN})\b
        |(?:(?i:the)\s+)?(?i:past)\s+(?P<b_one>day|week|month|year)\b|(?i:the)\s+(?i:last)\s+(?P<b_last>day|week|month|year)\b(?!\s+of))
  | (?P<calendar>(?:(?P<k_part>(?i:early|mid|late|earlier|later|(?:the\s+)?(?:start|beginning|middle|end)\s+of))[\s-]+)?
        (?P<k_which>(?i:last|next|this))\s+(?P<k_unit>week|weekend|month|year)\b)
  | (?P<endof>(?i:(?:the\s+)?(?P<e_part>start|beginning|middle|end)\s+of\s+the\s+(?P<e_unit>week|month|year)\b(?!\s+of)))
  | (?P<weekend>(?<=\s)the\s+weekend\b(?!\s+(?:of|before|after|when)))
  | (?P<lastmonth>(?P<n_which>(?i:last|next|this))\s+(?P<n_m>{BARE})\b)
    )""",
    re.VERBOSE | re.ASCII,
)

# Every expression holds one of these words, or a year; and behind so many words at the most.
ANCHORS: dict[str, int] = (
    dict.fromkeys(MONTHS, 6)
    | dict.fromkeys(WEEKDAYS, 3)
    | dict.fromkeys("day days week weeks weekend month months year years decade decades hours ago".split(), 6)
    | dict.fromkeys("yesterday today tomorrow tonight night morning afternoon evening".split(), 3)
    | dict.fromkeys("spring summer autumn fall winter".split(), 2)
)
ANCHORS |= {word.capitalize(): reach for word, reach in ANCHORS.items() if word.islower()}
WORD = re.compile(r"[A-Za-z]+|\d+")


def expressions(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `DATE`, looking only where a word tells that there may be one: the pattern is slow."""
    starts: deque[int] = deque(maxlen=8)
    done = 0
    for word in WORD.finditer(text):
        form, at = word[0], word.start()
        starts.append(at)
        reach = ANCHORS.get(form)
        if reach is None:
            if not ("1900" <= form <= "2099" and len(form) == 4):
                continue
            reach = 6
        if at < done:
            continue
        for start in list(starts)[-reach - 1 :]:
            match = DATE.match(text, start) if start >= done else None
            if match and match.end() > at:
                done = match.end()
                yield match
                break


# What makes a bare year or a doubtful month a time: the word before it.
CUE = re.compile(
    r"(?i)(?:^|[\s(“\"])(?:in|since|during|of|by|until|till|before|after|from|to|through|throughout|between|around|circa|"
    r"late|early|mid|both)\s+(?:the\s+)?(?:year\s+)?$"
)
MODIFIER = re.compile(r"(?i)(?:^|\s)(?:the|a|an|its|his|her|their|this|that|[\w.]+['’]s)\s+$")
NOUN = re.compile(r"\s+(?!(?:on|for|of|in|to|at|against|through|by|and|or|was|is|has)\b)[a-z]")
REPEATED = re.compile(r"(?i)(?:^|\s)(?:every|each|most|any|many|some)\s+$")
# "Good Friday", "Bloody Sunday" are names, and so are "Sunday Times" and the like.
FEAST = re.compile(r"(?:^|\s)(?:Good|Black|Bloody|Ash|Palm|Easter|Holy|Maundy|Red|White|Cyber|Super|Whit)\s+$")
PAPER = re.compile(r"\s+(?:Times|Mirror|Telegraph|Express|Mail|World|Herald|Post|People|Sun|Star|Standard|Tribune|"
                   r"Observer|Nation|Independent|Mass|School)\b")
BEFORE = re.compile(
    r"(?i)(?:^|(?<=[\s(“\"]))(?P<word>since|until|till|through|by|before|prior\s+to|after|from|as\s+of|as\s+from|"
    r"(?:starting|beginning)(?:\s+(?:on|in|from))?|up\s+to)\s+(?P<late>(?:late|early)\s+(?:on\s+)?)?$"
)
NIGHT = re.compile(r"(?i)(?:the\s+)?(?:night|evening|morning|afternoon|day)\s+of\s+$|(?:early|late)\s+(?:on\s+)?$")
JOIN = re.compile(r"\s*(?:(?P<to>-|–|—|to|until|till|through)|(?P<and>and|or))\s*(?:on\s+|in\s+)?", re.IGNORECASE)
OPENING = re.compile(r"(?i)(?:^|(?<=[\s(“\"]))(?P<word>from|between)\s+$")
