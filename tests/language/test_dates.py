"""Dates in running text, reckoned from Thursday 25 August 2022."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.language.date_words import DATE, expressions
from kg.language.dates import ahead, behind, find_dates
from kg.model import When

REFERENCE = dt.date(2022, 8, 25)

# Text, words, first and last day; nothing where a day cannot be known.
DATES: list[tuple[str, str, str, str]] = [
    ("met for talks on August 24 as part", "August 24", "2022-08-24", "2022-08-24"),
    ("on 24 August 2019", "24 August 2019", "2019-08-24", "2019-08-24"),
    ("In late December, police", "late December", "2021-12-21", "2021-12-31"),
    ("a report in October", "October", "", ""),
    ("in March", "March", "2022-03-01", "2022-03-31"),
    ("last week", "last week", "2022-08-15", "2022-08-21"),
    ("on Tuesday", "Tuesday", "2022-08-23", "2022-08-23"),
    ("yesterday", "yesterday", "2022-08-24", "2022-08-24"),
    ("since 2014", "since 2014", "2014-01-01", "2022-08-25"),
    ("last month", "last month", "2022-07-01", "2022-07-31"),
    ("on Sept. 3, 2020,", "Sept. 3, 2020", "2020-09-03", "2020-09-03"),
    ("on the 3rd of May, soldiers", "the 3rd of May", "2022-05-03", "2022-05-03"),
    ("He was born on 9 Nov. 1978 in Lira.", "9 Nov. 1978", "1978-11-09", "1978-11-09"),
    ("dated 2021-12-03.", "2021-12-03", "2021-12-03", "2021-12-03"),
    ("on 17/06/2021 at noon", "17/06/2021", "2021-06-17", "2021-06-17"),
    ("on 06/17/2021", "06/17/2021", "2021-06-17", "2021-06-17"),
    ("on 05.05.2020", "05.05.2020", "2020-05-05", "2020-05-05"),
    ("on 04/05/2021", "04/05/2021", "", ""),
    ("arrested May 2nd", "May 2nd", "2022-05-02", "2022-05-02"),
    ("on 12th January", "12th January", "2022-01-12", "2022-01-12"),
    ("on AUGUST 3, 2021", "AUGUST 3, 2021", "2021-08-03", "2021-08-03"),
    ("on 31 June", "31 June", "", ""),
    ("a hearing on September 9", "September 9", "", ""),
    ("killed on December 12", "December 12", "2021-12-12", "2021-12-12"),
    ("from 3 to 7 May", "from 3 to 7 May", "2022-05-03", "2022-05-07"),
    ("held 24-26 August 2019", "24-26 August 2019", "2019-08-24", "2019-08-26"),
    ("between July 2 and July 9", "between July 2 and July 9", "2022-07-02", "2022-07-09"),
    ("on August 1–5", "August 1–5", "2022-08-01", "2022-08-05"),
    ("on 3 and 4 June 2020", "3 and 4 June 2020", "2020-06-03", "2020-06-04"),
    ("from 30 December 2019 to 2 January 2020", "from 30 December 2019 to 2 January 2020", "2019-12-30", "2020-01-02"),
    ("since early May", "since early May", "2022-05-01", "2022-08-25"),
    ("in mid-April 2018", "mid-April 2018", "2018-04-11", "2018-04-20"),
    ("at the end of June", "the end of June", "2022-06-21", "2022-06-30"),
    ("between March and May", "between March and May", "2022-03-01", "2022-05-31"),
    ("from November to January", "from November to January", "2021-11-01", "2022-01-31"),
    ("in Sept 2020", "Sept 2020", "2020-09-01", "2020-09-30"),
    ("its July report", "July", "2022-07-01", "2022-07-31"),
    ("until March 2021", "until March 2021", "", "2021-03-31"),
    ("last November", "last November", "2021-11-01", "2021-11-30"),
    ("last March", "last March", "", ""),
    ("since September", "since September", "2021-09-01", "2022-08-25"),
    ("In 1994 she fled", "1994", "1994-01-01", "1994-12-31"),
    ("the 2018 elections", "2018", "2018-01-01", "2018-12-31"),
    ("after 2015", "after 2015", "2016-01-01", ""),
    ("before 2003", "before 2003", "", "2002-12-31"),
    ("in late 2019", "late 2019", "2019-09-01", "2019-12-31"),
    ("during the 1980s", "the 1980s", "1980-01-01", "1989-12-31"),
    ("in the mid-1990s", "the mid-1990s", "1994-01-01", "1996-12-31"),
    ("in the first half of 2020", "the first half of 2020", "2020-01-01", "2020-06-30"),
    ("from 2009 to 2012", "from 2009 to 2012", "2009-01-01", "2012-12-31"),
    ("2011–13", "2011–13", "2011-01-01", "2013-12-31"),
    ("in summer 2017", "summer 2017", "", ""),
    ("late on Monday", "late on Monday", "2022-08-22", "2022-08-22"),
    ("on Wednesday morning", "Wednesday morning", "2022-08-24", "2022-08-24"),
    ("on Thursday", "Thursday", "2022-08-25", "2022-08-25"),
    ("on Friday", "Friday", "2022-08-19", "2022-08-19"),
    ("last Thursday", "last Thursday", "2022-08-18", "2022-08-18"),
    ("next Monday", "next Monday", "2022-08-29", "2022-08-29"),
    ("this Friday", "this Friday", "2022-08-26", "2022-08-26"),
    ("on Saturday and Sunday", "Saturday and Sunday", "2022-08-20", "2022-08-21"),
    ("on Friday, 5 August", "Friday, 5 August", "2022-08-05", "2022-08-05"),
    ("since Monday", "since Monday", "2022-08-22", "2022-08-25"),
    ("by Friday", "by Friday", "", ""),
    ("four days ago", "four days ago", "2022-08-21", "2022-08-21"),
    ("two weeks ago", "two weeks ago", "2022-08-08", "2022-08-14"),
    ("a month ago", "a month ago", "2022-07-01", "2022-07-31"),
    ("10 years ago", "10 years ago", "2012-01-01", "2012-12-31"),
    ("more than two years ago", "more than two years ago", "", ""),
    ("several months ago", "several months ago", "", ""),
    ("over the past two weeks", "the past two weeks", "2022-08-11", "2022-08-25"),
    ("in the last year", "the last year", "2021-08-25", "2022-08-25"),
    ("earlier this week", "earlier this week", "2022-08-22", "2022-08-25"),
    ("later this month", "later this month", "2022-08-25", "2022-08-31"),
    ("late last year", "late last year", "2021-09-01", "2021-12-31"),
    ("last weekend", "last weekend", "2022-08-20", "2022-08-21"),
    ("last night", "last night", "2022-08-24", "2022-08-24"),
    ("yesterday morning", "yesterday morning", "2022-08-24", "2022-08-24"),
    ("the following day", "the following day", "", ""),
    ("three days later", "three days later", "", ""),
    ("next month", "next month", "2022-09-01", "2022-09-30"),
    ("The bodies were found on the morning of 14 February.", "the morning of 14 February", "2022-02-14", "2022-02-14"),
    ("Ten were shot dead on Sunday evening in Bamenda.", "Sunday evening", "2022-08-21", "2022-08-21"),
    ("He has been held incommunicado since 19 October 2020.", "since 19 October 2020", "2020-10-19", "2022-08-25"),
    ("Journalists were barred until the end of 2021.", "until the end of 2021", "", "2021-12-31"),
    ("The decree of 4 July 2017 banned unions.", "4 July 2017", "2017-07-04", "2017-07-04"),
    ("Between January and June 2022 the office recorded 40 cases.", "Between January and June 2022", "2022-01-01", "2022-06-30"),
    ("The court sat from Tuesday to Thursday.", "from Tuesday to Thursday", "2022-08-23", "2022-08-25"),
    ("She left the country six months ago.", "six months ago", "2022-02-01", "2022-02-28"),
    ("Nearly three years ago, the mine closed.", "Nearly three years ago", "", ""),
    ("In the past 48 hours, shelling killed nine.", "the past 48 hours", "2022-08-23", "2022-08-25"),
    ("The village was burned in the early 2000s.", "the early 2000s", "2000-01-01", "2003-12-31"),
    ("A law passed in 2006 allows it.", "2006", "2006-01-01", "2006-12-31"),
    ("The strike began on Monday, Aug. 15.", "Monday, Aug. 15", "2022-08-15", "2022-08-15"),
    ("Police opened fire earlier this month.", "earlier this month", "2022-08-01", "2022-08-25"),
    ("Two men were hanged at the beginning of March.", "the beginning of March", "2022-03-01", "2022-03-10"),
    ("The trial is set for next week.", "next week", "2022-08-29", "2022-09-04"),
    ("He was buried the next day.", "the next day", "", ""),
    ("Protests erupted last winter.", "last winter", "", ""),
    ("The report, published 30/11/2019, names him.", "30/11/2019", "2019-11-30", "2019-11-30"),
    ("Her mother died during the 2014 epidemic.", "2014", "2014-01-01", "2014-12-31"),
    ("He was deported before June 2018.", "before June 2018", "", "2018-05-31"),
    ("On July 21 and 22, villagers met officials.", "July 21 and 22", "2022-07-21", "2022-07-22"),
    ("In late June, the two were freed.", "late June", "2022-06-21", "2022-06-30"),
    ("The ban took effect as of 1 January 2021.", "as of 1 January 2021", "2021-01-01", ""),
    ("This year alone, 12 reporters were killed.", "This year", "2022-01-01", "2022-12-31"),
    ("The minister travels to Geneva on October 4.", "October 4", "", ""),
    ("A curfew was imposed from Saturday night.", "from Saturday night", "2022-08-20", ""),
    ("She was abducted late Tuesday.", "late Tuesday", "2022-08-23", "2022-08-23"),
    ("He was tried in absentia in the spring of 2016.", "the spring of 2016", "", ""),
    ("They disappeared between 1976 and 1983.", "between 1976 and 1983", "1976-01-01", "1983-12-31"),
    ("In the second quarter of 2021 arrests doubled.", "the second quarter of 2021", "2021-04-01", "2021-06-30"),
    ("Three were killed on the 9th of this month.", "the 9th of this month", "2022-08-09", "2022-08-09"),
]

NO_DATES = [
    "they may march on", "in may others", "version 3.2", "the august body",
    "every Monday",
    "the Sunday Times reported",
    "on Good Friday",
    "May God help us",
    "Judge June Otieno said",
    "April Mbeki spoke",
    "They march for May Day",
    "a fine of 2000 riel",
    "1,999 people",
    "room 2014",
    "about 1990 soldiers were",
    "Mondays",
    "the Women's March on the capital",
    "Every Friday they gather.",
    "She reads the Sunday Mirror.",
    "Bloody Sunday was remembered.",
    "He may 20 times have asked.",
    "May 5,000 signatures be enough?",
    "August Wanjiru testified.",
    "He ran for 2,019 metres.",
    "Flight 1987 landed.",
    "in 2000 villages",
    "the March for Justice",
]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), DATES)
def test_dates(text: str, words: str, earliest: str, latest: str) -> None:
    ((start, end, when),) = find_dates(text, REFERENCE)
    assert text[start:end] == when.text == words
    assert (str(when.earliest or ""), str(when.latest or "")) == (earliest, latest)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert list(find_dates(text, REFERENCE)) == []


@pytest.mark.parametrize("words", ["30 February 2020", "2021-13-01", "33/01/2020"])
def test_what_is_on_no_calendar_gets_no_days(words: str) -> None:
    assert [(w.text, w.earliest) for _, _, w in find_dates(f"on {words} it", REFERENCE)] == [(words, None)]


@pytest.mark.parametrize("text", ["on Tuesday", "last week", "in October", "three days ago", "the weekend", "this year", "last March"])
def test_without_a_reference_the_words_stay(text: str) -> None:
    ((_, _, when),) = find_dates(f"it was {text}", None)
    assert when.text in f"it was {text}"
    assert (when.earliest, when.latest) == (None, None)


def test_without_a_reference_a_whole_date_has_its_days() -> None:
    ((_, _, when),) = find_dates("since 3 May 2021", None)
    assert (str(when.earliest), when.latest) == ("2021-05-03", None)


@pytest.mark.parametrize(("words", "coming", "past"), [
    ("Monday", "2022-08-29", "2022-08-22"),
    ("Thursday", "2022-08-25", "2022-08-25"),
    ("October", "2022-10-01", "2021-10-01"),
    ("September 9", "2022-09-09", "2021-09-09"),
    ("by Friday", "None", "None"),
    ("May 5", "2022-05-05", "2022-05-05"),
    ("3 May 2019", "2019-05-03", "2019-05-03"),
    ("last week", "2022-08-15", "2022-08-15"),
])
def test_what_is_to_come_and_what_is_past(words: str, coming: str, past: str) -> None:
    ((_, _, when),) = find_dates(f"in {words}", REFERENCE, cued=True)
    assert str(ahead(when, REFERENCE).earliest) == coming
    assert str(behind(when, REFERENCE).earliest) == past
    assert ahead(when, REFERENCE).text == behind(when, REFERENCE).text == when.text


def test_a_deadline_is_the_coming_day_where_it_is_planned() -> None:
    assert ahead(When("by Friday"), REFERENCE) == When("by Friday", None, dt.date(2022, 8, 26))


def test_looking_only_near_telling_words_finds_the_same() -> None:
    for text, *_ in DATES:
        assert [m.span() for m in expressions(text)] == [m.span() for m in DATE.finditer(text)]


@pytest.mark.parametrize("day", [dt.date(2022, 1, 1), dt.date(2024, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_the_first_day_is_never_after_the_last(day: dt.date) -> None:
    for text, *_ in DATES:
        for _, _, when in find_dates(text, day):
            assert when.earliest is None or when.latest is None or when.earliest <= when.latest
