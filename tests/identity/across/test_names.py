"""Names in two spellings: which are one name, which are two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.across.bodies import Tie, compare_bodies, compare_places
from kg.identity.across.likeness import compare_names
from kg.identity.across.persons import parse_person

ONE_NAME = [
    # order
    ("Orla Venn", "Venn, Orla"), ("Orla Venn", "VENN Orla"), ("Sok Dara", "Dara Sok"), ("Kim Jong-su", "Jong Su Kim"),
    # titles, ranks, honorifics
    ("Orla Venn", "Dr. Orla Venn"), ("Orla Venn", "Prime Minister Orla Venn"), ("Brandl", "Colonel Brandl"), ("Kyaw Lin", "U Kyaw Lin"),
    ("Tomas Brandl", "Lt. Col. Tomas Brandl"), ("Orla Venn", "Orla Venn, PhD"), ("Nuri Hamdan", "Sheikh Nuri Hamdan"),
    # particles
    ("Nabil al-Zorani", "Nabil Alzorani"), ("Nabil al-Zorani", "Nabil El Zorani"), ("Juan de la Peralda", "Juan Delaperalda"),
    ("Joost van der Bremen", "Joost Van Der Bremen"), ("Nabil al-Zorani", "Nabil Zorani"), ("Omar bin Salim", "Omar Salim"),
    # hyphens, apostrophes, diacritics
    ("Abdul Rahman Noor", "Abdulrahman Nur"), ("Sam O'Venn", "Sam O’Venn"), ("Emeka Dravić", "Emeka Dravic"), ("Jürgen Möller", "Juergen Moeller"),
    ("Ana Ruiz-Ortega", "Ana Ruiz Ortega"), ("Şule Yıldan", "Sule Yildan"),
    # romanizations
    ("Mohammed Hassan", "Muhamad Hasan"), ("Yusuf Noor", "Youssef Nour"), ("Khalid Omar", "Khaled Umar"), ("Dmitri Orlenko", "Dmitriy Orlenko"),
    ("Yevgeny Shchukin", "Evgenii Schtschukin"), ("Pavel Semyonov", "Pavel Semjonow"), ("Zhang Weilin", "Chang Weilin"), ("Xu Mingdao", "Hsu Mingtao"), ("Gao Weilin", "Kao Weilin"),
    ("Abderrahmane Noor", "Abdul Rahman Noor"),
    # other scripts
    ("Павел Грузин", "Pavel Gruzin"), ("محمد الزهراني", "Mohammed al-Zahrani"), ("សុខ ដារ៉ា", "Sok Dara"), ("王小明", "Wang Xiaoming"),
    ("Γιώργος Μελάς", "Giorgos Melas"), ("ნინო ბერაძე", "Nino Beradze"),
    # slips
    ("Goran Tesfanik", "Goran Tesfanki"), ("Goran Tesfanik", "Goran Tesfenik"), ("Goran Tesfanik", "Goran Tesfnik"),
]  # fmt: skip

TWO_NAMES = [
    ("Illari Mamanchu", "Sayri Mamanchu"), ("Maria Venn", "Mario Venn"), ("Daniel Ruiz", "Daniela Ruiz"), ("Ivan Petrin", "Olga Petrina"),
    ("Sofia Orlenkova", "Sofia Orlenkov"), ("Mohammed Hassan", "Mahmoud Hassan"), ("Ahmed Noor", "Hamid Noor"), ("John R. Smith", "John P. Smith"),
    ("Sophie Venn", "M.S. Venn"), ("Louise Venn", "O.L. Venn"), ("Ji-an Kang", "Ji-ho Kang"),
    ("Lejla Venn", "Dalila Venn"), ("Maria Venn", "Mari Venn"), ("Sok Dara", "Sok Dina"), ("Dan Venn", "Tan Venn"), ("Alina Gerst", "Elena Gerst"), ("Lee Jun", "Lee Yun"), ("Louis Venn", "Louise Venn"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_in_two_writings(one: str, other: str) -> None:
    likeness = compare_names(parse_person(one), parse_person(other))
    assert likeness.full
    assert not likeness.unlike
    assert not likeness.missing


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_that_look_alike(one: str, other: str) -> None:
    assert compare_names(parse_person(one), parse_person(other)).unlike


@pytest.mark.parametrize(
    ("written", "gender", "generation"),
    [
        ("Mrs Orla Venn", "female", ""), ("Mr. Tomas Brandl Jr.", "male", "jr"), ("Tomas Brandl III", "", "iii"), ("Daw Kyi Lin", "female", ""),
        ("Anna Petrovna Orlenko", "female", ""), ("Pavel Ivanovich Orlenko", "male", ""), ("Emeka Dravić", "", ""), ("Noor bint Salim", "female", ""),
        ("Dr Orla Venn", "", ""), ("Sultan Aydan", "", ""),
    ],
)  # fmt: skip
def test_what_a_name_tells_beside_itself(written: str, gender: str, generation: str) -> None:
    name = parse_person(written)
    assert (name.gender, name.generation) == (gender, generation)


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("Ministry of the Interior", "Interior Ministry", Tie.SAME), ("the Ardemir Post", "Ardemir Post", Tie.SAME),
        ("Tolmeya Palm and Timber Co. Ltd.", "Tolmeya Palm & Timber", Tie.SAME), ("UN", "United Nations", Tie.SAME),
        ("KOHR", "Karvesian Observatory for Human Rights", Tie.ACRONYM), ("Karsk Centre for Labour", "Karsk Center for Labor", Tie.SAME),
        ("Ardemir Post", "Post", Tie.PART), ("Northern Command", "Southern Command", Tie.UNLIKE),
        ("Ministry of Justice", "Ministry of the Interior", Tie.UNLIKE), ("Velisk Institute", "Velysk Institute", Tie.SPELLING),
    ],
)  # fmt: skip
def test_names_of_bodies(one: str, other: str, tie: Tie) -> None:
    assert compare_bodies(one, other) is compare_bodies(other, one) is tie


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("ARDEMIR", "Ardemir", Tie.SAME), ("Tolmeya", "Tolmeya Province", Tie.KIND), ("Republic of Karvesia", "Karvesia", Tie.SAME),
        ("Karsk District", "Karsk Province", Tie.UNLIKE),
        ("Helmand", "Helmand Province", Tie.SAME), ("Herat", "Herat Province", Tie.KIND), ("São Venn", "Sao Venn", Tie.SAME), ("Sirrat", "Quelay", Tie.UNLIKE),
        ("East Karsk", "West Karsk", Tie.UNLIKE),
    ],
)  # fmt: skip
def test_names_of_places(one: str, other: str, tie: Tie) -> None:
    assert compare_places(one, other) is compare_places(other, one) is tie


words = st.text(alphabet="abdefghiklmnorstuvyzAJMç-'. ", min_size=1, max_size=16)


@given(words, words)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = compare_names(parse_person(one), parse_person(other)), compare_names(parse_person(other), parse_person(one))
    assert (len(a.full), len(a.missing), len(a.unlike)) == (len(b.full), len(b.missing), len(b.unlike))


@given(st.text(max_size=30))
def test_any_text_can_be_taken_apart(text: str) -> None:
    name = parse_person(text)
    likeness = compare_names(name, name)
    assert not likeness.unlike
    assert not likeness.missing
