"""Ways in which one name is written, for `benchmarks.names`: published systems of romanization, known spellings, slips.

None of this is shared with the code that is measured: that one knows sounds and letters, this one systems and lists.
"""

from __future__ import annotations

import random
import re
import unicodedata

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіў"
SYSTEMS = {
    # BGN/PCGN (1947), ISO 9 (1995) without accents as newspapers print it, German and French newspapers, passports (ICAO).
    "bgn": "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya yo i w",
    "iso": "a b v g d e z z i j k l m n o p r s t u f h c c s sc _ y _ e ju ja e i u",
    "german": "a b w g d e sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja jo i u",
    "french": "a b v g d e j z i i k l m n o p r s t ou f kh ts tch ch chtch _ y _ e iou ia io i ou",
    "passport": "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia e i u",
}
CYRILLIC = {name: dict(zip(LETTERS, letters.split(), strict=True)) for name, letters in SYSTEMS.items()}
WADE_GILES = (
    ("zh", "ch"), ("x", "hs"), ("q", "ch'"), ("j", "ch"), ("z", "ts"), ("c(?!h)", "ts'"), ("b", "p"), ("d", "t"), ("g(?!$)", "k"),
)  # fmt: skip
KNOWN = [
    line.split()
    for line in """
Mohammed Muhammad Mohamed Mohammad Mohamad Muhammed
Hussein Husayn Hossein Hussain Husain
Youssef Yusuf Yousef Yousuf
Ahmed Ahmad Ahmet
Khaled Khalid Khalad
Omar Umar Omer
Osama Usama Oussama
Abdullah Abdallah Abdulla
Fatima Fatimah Fatma Fatema
Aisha Ayesha Aicha Aysha
Zainab Zeinab Zaynab Zeynab
Khadija Khadijah Khadeeja
Mustafa Mostafa Moustafa Mustapha
Ibrahim Ebrahim Ibraheem
Ismail Ismael Esmail Ismaeel
Said Saeed Sayeed Saïd
Hassan Hasan Hassen
Jamal Gamal Djamal Jamaal
Karim Kareem Kerim
Rashid Rasheed Rachid
Nasser Nasir Naser Nassir
Mahmoud Mahmud Mahmood Mehmood
Suleiman Sulaiman Soleyman Suleyman
Tariq Tarek Tareq Tarik
Faisal Faysal Feisal
Salim Saleem Selim Salem
Abdelrahman Abdulrahman Abderrahmane Abdurrahman
Bashir Basheer Bachir
Munir Mounir Muneer
Noor Nour Nur
Layla Leila Laila Leyla
Yasmin Yasmine Jasmin Yasmeen
Maryam Mariam Meryem Miriam
Amina Aminah Ameena
Qasim Kassem Qassem Kasim
Hakim Hakeem Hakeim
Jalal Djalal Jelal
Yahya Yehia Yahia
Shafiq Shafik Chafik
Nabil Nabeel
Aleksandr Alexander Alexandr Oleksandr
Sergei Sergey Serguei Sergej
Yevgeny Evgeny Yevgeniy Evgenii
Yuri Yuriy Iouri Juri
Dmitry Dmitri Dmitriy Dimitri
Mikhail Mikhael Michail
Vasily Vasiliy Vassili Wassili
Yulia Julia Yuliya Iulia
Natalia Natalya Nataliya Nathalia
Tatiana Tatyana Tatjana
Oksana Oxana
Ksenia Xenia Kseniya
Alexei Aleksey Alexey Aleksei
""".strip().splitlines()
]
"""Spellings of one given name that newspapers use."""

ARABIC_FAMILIES = [
    [f"al-{a}", f"El {b}", f"Al{c}", f"al {a}"]
    for a, b, c in (
        line.split()
        for line in """
Zahrani Zahrany zahrani
Masri Masry masri
Tikriti Tikrity tikriti
Baghdadi Baghdady baghdadi
Hashimi Hashemi hashimi
Qahtani Kahtani qahtani
Rashidi Rachidi rashidi
Shammari Chammari shamari
Khatib Khateeb khatib
Najjar Najar najjar
Haddad Hadad haddad
Saadi Sadi saadi
Jubouri Juburi jabouri
Obeidi Ubaydi obaidi
Dulaimi Doulaimi dulaymi
Maliki Maleki maliki
Sharif Sherif sharif
Harbi Harby harbi
Mutairi Moutairi mutayri
Otaibi Utaybi oteibi
""".strip().splitlines()
    )
]
"""Spellings of one family name with its article."""

TITLES = {
    "F": ["Ms", "Mrs", "Dr", "Professor", "Judge", "Minister", "Colonel", "Senator", "Captain", "Dr."],
    "M": ["Mr", "Mr.", "Dr", "Professor", "Judge", "Minister", "Colonel", "Gen.", "Captain", "Sheikh", "Rev."],
    "": ["Dr", "Professor", "Judge", "Minister", "Colonel", "Captain"],
}
ASCII = {
    "ö": "oe",
    "ü": "ue",
    "ä": "ae",
    "ø": "o",
    "å": "aa",
    "ş": "sh",
    "č": "ch",
    "ž": "zh",
    "š": "sh",
    "ç": "ch",
    "ñ": "ny",
}
KEYS = "qwertyuiopasdfghjklzxcvbnm"
BESIDE = "wa qs we et ry tu yi uo ip ol sq ad sf dg fh gj hk jl k zx xc cv vb bn nm n".split()
NEIGHBOURS = dict(zip(KEYS, BESIDE, strict=True))


def bare(text: str) -> str:
    """Return a text without accents."""
    kept = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return kept.translate(str.maketrans("ıłø", "ilo"))


def ascii_spelled(text: str) -> str:
    """Return a text as typed on an English keyboard by one who knows how the letters are said."""
    return bare("".join(ASCII.get(c, c) for c in text))


def romanized(text: str, system: str) -> str:
    """Return a Cyrillic name in one system of romanization."""
    plain = unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if c != "\u0301")
    )
    return "".join(CYRILLIC[system].get(c, c) for c in plain).replace("_", "").title()


def wade_giles(text: str) -> str:
    """Return a name in pinyin as Wade and Giles wrote it."""
    text = bare(text).casefold()
    for pattern, letters in WADE_GILES:
        if re.match(pattern, text):
            return re.sub(pattern, letters, text, count=1).capitalize()
    return text.capitalize()


def slip(text: str, rng: random.Random) -> str:
    """Return a text with one slip of the fingers, not in its first letter: two letters turned, one left out, doubled, or beside."""
    at = rng.randrange(1, len(text) - 1)
    kind = rng.choice(("turned", "out", "doubled", "beside"))
    if kind == "turned" and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == "out":
        return text[:at] + text[at + 1 :]
    if kind == "doubled":
        return text[:at] + text[at] + text[at:]
    near = NEIGHBOURS.get(bare(text[at]).casefold(), "e")
    return text[:at] + rng.choice(near) + text[at + 1 :]


def patronymic(father: str, gender: str) -> str:
    """Return what a Russian name has between the given and the family name."""
    stem = father.rstrip("aeiouyй")
    return stem + ("ovna" if gender == "F" else "ovich")


def one_name(text: str) -> str:
    """Return a name with letters that only custom tells apart made one: Sophia and Sofia, Erik and Eric are one name."""
    text = bare(text).casefold()
    for these, that in (
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("c", "k"),
        ("y", "i"),
        ("ie", "i"),
        ("z", "s"),
        ("v", "w"),
        ("h", ""),
    ):
        text = text.replace(these, that)
    return "".join(c for k, c in enumerate(text) if not k or text[k - 1] != c)
