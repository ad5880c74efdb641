"""The kind of a place from its name: the gazetteer, the words of the name, and where neither tells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import PipelineMissing
from kg.language.places import PlaceKind, fold, kind_of_place, names_by_kind

NAMES = {
    PlaceKind.COUNTRY: (
        "Cambodia; the Netherlands; Côte d'Ivoire; Cote d’Ivoire; DRC; Democratic Republic of Congo; Georgia; Luxembourg; U.S.; "
        "Islamic Republic of Iran; Republic of the Philippines; State of Qatar; Burma; Viet Nam; Türkiye; Timor-Leste; "
        "Vatican City; Czech Republic; Congo Republic; Mexico; Niger; South Sudan; EL SALVADOR; Hong Kong; Western Sahara"),
    PlaceKind.DIVISION: (
        "Rakhine; Rakhine State; Xinjiang; Xinjiang Uyghur Autonomous Region; Tigray Region; Oromia; Helmand; Kandahar province; "
        "Siem Reap Province; Punjab; Bihar; Aceh; West Papua; Texas; New York State; State of Georgia; Niger State; Borno; "
        "North Kivu; Chiapas; Antioquia; Kharkiv region; Republic of Dagestan; Gaza Strip; Luxembourg Province; Karsk County"),
    PlaceKind.CITY: (
        "Phnom Penh; Yangon; Rangoon; Hà Nội; Saigon; Ho Chi Minh City; Ürümqi; Dhaka; Cox's Bazar; Mosul; Aleppo; Sana'a; Gaza; "
        "Kandahar; Lagos; Goma; Goma city; N'Djamena; Mekelle; São Paulo; SAO PAULO; Bogotá; Medellin; Tegucigalpa; "
        "Ciudad Juárez; Łódź; St. Petersburg; The Hague; Luxembourg City; Mexico City; College Station; City of Karsk; Karsk Town"),
    PlaceKind.FACILITY: (
        "Insein Prison; the prison; Prey Sar prison; Karsk Central Prison; University of Dhaka; Camp Bucca; Zaatari refugee camp; "
        "Tahrir Square; Kerch Bridge; Guantanamo Bay detention center; Al-Shifa Hospital; Plaza de Mayo; County Jail; Wat Phra Kaew"),
    None: (
        "Battambang; New York; Victoria; Karsk; សៀមរាប; the border; the province; northern province; the capital city; "
        "Old City; city center; Islamic State; Sahel; Sahel region; Asia-Pacific region; Middle East; Lake Chad; River Nile; ; ?!"),
}  # fmt: skip
TABLE = [(name.strip(), kind) for kind, names in NAMES.items() for name in names.split(";")]


@pytest.mark.parametrize(("name", "kind"), TABLE)
def test_kind(name: str, kind: PlaceKind | None) -> None:
    assert kind_of_place(name) is kind


def test_a_span_of_a_document_is_asked_by_its_text() -> None:
    doc = spacy.blank("en")("They were taken from Goma to Makala Prison.")
    assert [kind_of_place(doc[4:5].text), kind_of_place(doc[6:8].text)] == [PlaceKind.CITY, PlaceKind.FACILITY]


@given(st.text(max_size=40))
def test_any_text_has_a_kind_or_none_whatever_its_case(name: str) -> None:
    assert kind_of_place(name) in {None, *PlaceKind}
    assert fold(name.casefold()) == fold(name)


def test_the_names_lie_in_the_file_as_they_are_looked_up() -> None:
    listed = names_by_kind()
    assert min(len(names) for names in listed.values()) > 250
    assert not [name for names in listed.values() for name in list(names)[:2000] if fold(name) != name]


def test_nothing_is_read_at_import_and_reading_is_quick() -> None:
    code = ("import time, kg.language.places as p; assert p.names_by_kind.cache_info().currsize == 0; "
            "t = time.perf_counter(); p.names_by_kind(); print(time.perf_counter() - t)")  # fmt: skip
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)]
    assert min(times) < 0.2


def test_a_missing_gazetteer_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineMissing, match="gazetteer"):
        names_by_kind(tmp_path / "gazetteer.tsv.gz")
