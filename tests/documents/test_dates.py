"""Lines that are only a date."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.documents.dates import date_of_line


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2031-03-12", dt.date(2031, 3, 12)),
        ("12 March 2031", dt.date(2031, 3, 12)),
        ("March 12, 2031", dt.date(2031, 3, 12)),
        ("Tuesday, September 22, 2015", dt.date(2015, 9, 22)),
        ("12th of March, 2031", dt.date(2031, 3, 12)),
        ("22 Sept. 2015", dt.date(2015, 9, 22)),
        ("Published on 12 March 2031", dt.date(2031, 3, 12)),
        ("Date: 12 March 2031, 14:30", dt.date(2031, 3, 12)),
        ("31/12/2030", dt.date(2030, 12, 31)),
        ("03/04/2031", None),  # March or April?
        ("March 2031", None),
        ("2031", None),
        ("Friday", None),
        ("31 February 2031", None),
        ("Police arrested three women on 12 March 2031", None),
        ("", None),
    ],
)
def test_date_of_line(line: str, date: dt.date | None) -> None:
    assert date_of_line(line) == date
