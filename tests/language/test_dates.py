"""Dates in running text, reckoned from Thursday 25 August 2022."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.language.dates import find_dates

REFERENCE = dt.date(2022, 8, 25)


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), [
    ("met for talks on August 24 as part", "August 24", "2022-08-24", "2022-08-24"),
    ("on 24 August 2019", "24 August 2019", "2019-08-24", "2019-08-24"),
    ("In late December, police", "late December", "2021-12-21", "2021-12-31"),
    ("a report in October", "October", "2022-10-01", "2022-10-31"),
    ("in March", "March", "2022-03-01", "2022-03-31"),
    ("last week", "last week", "2022-08-15", "2022-08-21"),
    ("on Tuesday", "Tuesday", "2022-08-23", "2022-08-23"),
    ("yesterday", "yesterday", "2022-08-24", "2022-08-24"),
    ("since 2014", "2014", "2014-01-01", "2014-12-31"),
    ("last month", "last month", "2022-07-01", "2022-07-31"),
    ("on Sept. 3, 2020,", "Sept. 3, 2020", "2020-09-03", "2020-09-03"),
])
def test_dates(text: str, words: str, earliest: str, latest: str) -> None:
    ((start, end, when),) = find_dates(text, REFERENCE)
    assert text[start:end] == when.text == words
    assert (str(when.earliest), str(when.latest)) == (earliest, latest)


@pytest.mark.parametrize("text", ["they may march on", "in may others", "30 February 2020 xx", "version 3.2", "the august body"])
def test_what_is_no_date_gets_no_days(text: str) -> None:
    assert [w for _, _, w in find_dates(text, REFERENCE) if w.earliest] == []


def test_without_a_reference_the_words_stay() -> None:
    ((_, _, when),) = find_dates("on Tuesday", None)
    assert (when.text, when.earliest) == ("Tuesday", None)
