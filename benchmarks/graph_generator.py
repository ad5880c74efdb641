"""Make a graph directory of any size without reading a text: claims, acts and mentions in the proportions of real ones.

    python -m benchmarks.graph_generator --triples 1000000 -o DIR

The size counts the quads of the documents' graphs and the direct triples. The shares (claims and acts a sentence, roles,
modalities, speakers, dates, places, kinds of mention) are those of the graph of `examples/`; documents are shorter (ten
sentences in the middle rather than eighteen), so that a million triples are some 2,200 documents. All names are
invented. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.invented import Affair, Thing, World
from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Gap,
    Involvement,
    LegalStatus,
    Mention,
    MentionKind,
    Modality,
    Part,
    Polarity,
    Reading,
    Tenure,
    When,
    short_hash,
)
from kg.ontology import load_ontology
from kg.rdf.iris import slug
from kg.rdf.projection import project
from kg.store import EmbeddedStore, create_store

PERSON, BODY, PLACE, GROUP = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP
# Relation, past tense, plain form, class of the object, weight in the examples (those with an act's kind told apart below).
EVENTS = (
    ("told", "told", "tell", PERSON, 18), ("met", "met", "meet", PERSON, 14), ("urged", "urged", "urge", BODY, 11),
    ("visited", "visited", "visit", PLACE, 6), ("supported", "supported", "support", BODY, 6),
    ("spokeWith", "spoke with", "speak with", PERSON, 5), ("criticised", "criticised", "criticise", BODY, 3),
    ("sued", "sued", "sue", BODY, 4), ("praised", "praised", "praise", PERSON, 3), ("accused", "accused", "accuse", PERSON, 3),
    ("appointed", "appointed", "appoint", PERSON, 2), ("dismissed", "dismissed", "dismiss", PERSON, 2),
    ("questioned", "questioned", "question", PERSON, 2), ("released", "released", "release", PERSON, 2),
    ("arrested", "arrested", "arrest", PERSON, 4), ("detained", "detained", "detain", PERSON, 2),
    ("attacked", "attacked", "attack", PERSON, 2), ("tortured", "tortured", "torture", PERSON, 2),
    ("threatened", "threatened", "threaten", PERSON, 2), ("abducted", "abducted", "abduct", PERSON, 1),
    ("killed", "killed", "kill", PERSON, 1), ("charged", "charged", "charge", PERSON, 1),
)
PAST = {name: past for name, past, *_ in EVENTS}
PLAIN = {name: plain for name, _, plain, *_ in EVENTS}
ACT_OF = {"arrested": "arrest", "detained": "detention", "attacked": "attack", "tortured": "torture", "threatened": "threat",
          "abducted": "abduction", "killed": "killing"}
LEGAL = {"charged": LegalStatus.CHARGED, "questioned": LegalStatus.INVESTIGATED}
ALONE = (("eviction", "evicted"), ("forcedEviction", "forced from their homes"), ("beating", "beaten"), ("arrest", "arrested"),
         ("injuring", "injured"), ("deportation", "deported"), ("deathInCustody", "found dead in a cell"),
         ("illTreatment", "mistreated"), ("torture", "tortured"), ("destructionOfProperty", "left without houses"))
SPEECHES = (("denied", "the charges"), ("demanded", "an inquiry"), ("rejected", "the report"), ("promised", "a new law"),
            ("denied", "any part in it"), ("demanded", "access to the files"))
OPEN = (("join", "join"), ("replace", "replace"), ("cite", "cite"), ("write_to", "write to"), ("walk_of", "walk out of"),
        ("send_to", "send to"), ("look_for", "look for"), ("own", "own"), ("edit", "edit"), ("march_with", "march with"))
GROUPS = ("villagers", "five students", "police", "soldiers", "residents", "the workers", "two lawyers", "guards", "monks",
          "a crowd", "reporters", "officials", "three farmers", "prisoners")
SILENT = ("It rained for most of the day.", "No date has been set.", "The road was closed until the evening.",
          "That is all that is known so far.", "Nobody answered the telephone.", "The file runs to four hundred pages.")
PUBLISHERS = tuple(f"The {name}" for name in (
    "Karvesian Courier", "Ardemir Gazette", "Tolmeya Times", "Sirrat Herald", "Ireva Observer", "Hasenu Letter", "Lowland Post",
    "Harbour Wire", "Valley Monitor", "Northern Dispatch", "Border Record", "Estuary Mail"))
FILLERS = (
    " after a day of talks behind closed doors that nobody had announced", ", as three of those present told the court later",
    " in the course of an inquiry that has gone on since last spring", ", a step that had been put off four times", "",
    " while the hearing at the registry was still under way", " shortly before the file was handed over to the archive",
)
# The stance of an event, with the weights of the examples; what they have once or never is a little more frequent here.
STANCES = {"asserted": 60, "said": 26, "said through": 3, "planned": 13, "requested": 11, "alleged": 8, "denied": 4,
           "hypothetical": 2, "negated": 5}
SENTENCES = {"event": 24, "speech": 6, "tie": 12, "open": 2, "part": 2, "act": 12, "silent": 36}
CAST = {PERSON: 3, BODY: 2, PLACE: 2}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing as one passage names it."""

    thing: Thing
    words: str
    kind: MentionKind = MentionKind.NAME


class Draft:
    """One document being written: sentence by sentence, with what each says."""

    def __init__(self, world: World, seed: int, number: int) -> None:
        self.world, self.random = world, random.Random(f"document {seed} {number}")
        # As if the text had been converted from a file with these bytes.
        self.id = hashlib.sha256(f"invented document {seed} {number}".encode()).hexdigest()[:16]
        self.number, self.text = number, ""
        self.mentions: dict[str, list[Mention]] = {}
        self.things: dict[str, Thing] = {}
        self.claims: dict[str, Claim] = {}
        self.acts: dict[str, Act] = {}
        self.gaps: list[Gap] = []
        self.affairs = [world.affair(self.random) for _ in range(self.random.randint(1, 3))]
        self.cast = {kind: self._cast(kind, number) for kind, number in CAST.items()}
        self.groups = [self._group() for _ in range(3)]

    def _cast(self, kind: EntityType, number: int) -> list[Thing]:
        """Return those of a kind that the document is about: of its affairs, their employers, and some more."""
        about = [thing for affair in self.affairs for thing in (affair.doer, affair.target, affair.place)]
        about += [thing.inside for thing in about if thing.inside is not None]
        about += [self.world.anyone(kind, self.random) for _ in range(number)]
        return [thing for thing in dict.fromkeys(about) if thing.type is kind]

    def _group(self) -> Thing:
        """Return a nameless group, which belongs to this document alone."""
        words = self.random.choice(GROUPS)
        return Thing(f"group:{self.id[:8]}:{slug(words)}", words, GROUP)

    def reading(self) -> Reading:
        """Write the document and return what it gives."""
        length = max(3, round(self.random.lognormvariate(2.35, 0.5)))
        for kind in self.random.choices(list(SENTENCES), list(SENTENCES.values()), k=length):
            getattr(self, f"{kind}_sentence")()
        entities = tuple(Entity(i, self.things[i].label, self.things[i].type, self._aliases(i), tuple(sorted(found)))
                         for i, found in self.mentions.items())
        date = max(affair.day for affair in self.affairs) + dt.timedelta(self.random.randrange(1, 20))
        publisher = self.random.choice(PUBLISHERS) if self.random.random() < 0.6 else ""
        title = self.text.partition(".")[0][:80]
        document = Document(self.id, self.text, title, date if self.random.random() < 0.95 else None, publisher,
                            f"news/{self.number:06}.txt")
        return Reading(document, entities, tuple(self.claims.values()), tuple(self.acts.values()), tuple(self.gaps))

    def _aliases(self, identifier: str) -> tuple[str, ...]:
        label = self.things[identifier].label
        names = (m.text for m in self.mentions[identifier] if m.kind is not MentionKind.PRONOUN and m.text != label)
        return tuple(dict.fromkeys(names))

    # What sentences are made of

    def named(self, thing: Thing) -> Named:
        """Name a thing: in full at first, then by a short name or, of a person, a pronoun."""
        if thing.id not in self.mentions:
            return Named(thing, thing.label, MentionKind.NOUN if thing.type is GROUP else MentionKind.NAME)
        if thing.type is PERSON and self.random.random() < 0.45:
            return Named(thing, "she" if len(thing.label) % 2 else "he", MentionKind.PRONOUN)
        return Named(thing, thing.short or thing.label, MentionKind.NOUN if thing.type is GROUP else MentionKind.NAME)

    def one_of(self, kind: EntityType) -> Thing:
        """Return one of those that the document is about."""
        return self.random.choice(self.cast[kind])

    def whom(self, thing: Thing) -> Thing:
        """Return the thing, or a nameless group in its place as often as the examples have one."""
        return self.random.choice(self.groups) if thing.type is not PLACE and self.random.random() < 0.3 else thing

    def filler(self) -> tuple[str | Named, ...]:
        """Return how a sentence goes on: words that say nothing more, or somebody named by the way."""
        chance = self.random.random()
        if chance < 0.25:
            return ", in the presence of ", self.named(self.one_of(PERSON)), self.random.choice(FILLERS)
        if chance < 0.6:
            return " on the road to ", self.named(self.one_of(PLACE)), self.random.choice(FILLERS)
        return (self.random.choice(FILLERS),)

    def sentence(self, *parts: str | Named) -> tuple[Evidence, list[Mention]]:
        """Append a sentence; return the passage and the mentions in it, in order."""
        start = len(self.text) + bool(self.text)
        text, found = "", []
        for part in parts:
            if isinstance(part, Named):
                where = start + len(text)
                mention = Mention(where, where + len(part.words), part.words, part.kind, part.thing.type)
                self.things[part.thing.id] = part.thing
                self.mentions.setdefault(part.thing.id, []).append(mention)
                found.append(mention)
            text += part.words if isinstance(part, Named) else part
        self.text += " " * bool(self.text) + text
        return Evidence(self.id, start, start + len(text), text), found

    def claim(self, claim: Claim) -> None:
        """Keep a claim, once."""
        self.claims.setdefault(claim.id, claim)

    def confidence(self) -> float:
        """Draw a confidence, most of them high."""
        return round(1 - min(0.7, self.random.expovariate(8)), 3)

    def when(self, day: dt.date, share: float) -> When | None:
        """Return a date as often as `share` says."""
        return When(f"on {day.day} {day:%B}", day, day) if self.random.random() < share else None

    def roles(self, evidence: Evidence, person: Thing, mention: Mention, *, new: bool) -> None:
        """Claim the post of somebody who is named here for the first time, and sometimes the tie to the employer."""
        if person.type is not PERSON or not new or self.random.random() > 0.75:
            return
        at = person.inside if person.inside and person.inside.id in self.mentions else None
        tenure = Tenure.FORMER if self.random.random() < 0.02 else None
        self.claim(Claim(self.id, person.id, "holdsRole", evidence, value=person.role, post_of=at.id if at else None,
                         tenure=tenure, confidence=self.confidence(), rule="role: title", subject_mention=mention))

    # The kinds of sentence

    def event_sentence(self) -> None:
        """Tell of an affair that other documents may tell of too, in one of the stances."""
        affair = self.random.choice(self.affairs)
        if self.random.random() < 0.5:
            name, _, _, target_kind, _ = self.random.choices(EVENTS, [weight for *_, weight in EVENTS])[0]
            affair = Affair(self.one_of(self.random.choice((PERSON, BODY))), name, self.one_of(target_kind), affair.day,
                            self.one_of(PLACE))
        doer, target = self.whom(affair.doer), self.whom(affair.target)
        stance = self.random.choices(list(STANCES), list(STANCES.values()))[0]
        if doer.id != target.id:
            self.tell(affair, doer, target, stance)

    def tell(self, affair: Affair, doer: Thing, target: Thing, stance: str) -> None:
        """Write the sentence of a stance and claim what it says."""
        predicate = affair.predicate
        date, place = self.when(affair.day, 0.25), affair.place if self.random.random() < 0.04 else None
        speakers = self.speakers(stance, {doer.id, target.id})
        new = [thing.id not in self.mentions for thing in (doer, target)]
        before = [part for speaker in reversed(speakers) for part in (self.named(speaker), " said that ")]
        titled = f"{doer.role} " if new[0] and doer.role else ""
        verb = {"planned": f" will {PLAIN[predicate]} ", "negated": f" did not {PLAIN[predicate]} ",
                "alleged": f" allegedly {PAST[predicate]} ", "requested": f" should {PLAIN[predicate]} ",
                "hypothetical": f" may have {PAST[predicate]} "}.get(stance, f" {PAST[predicate]} ")
        where = (" in ", self.named(place)) if place else ()
        evidence, found = self.sentence(*before, titled, self.named(doer), verb, self.named(target), *where,
                                        f" {date.text}" if date else "", *self.filler(), ".")
        ends = found[len(speakers):len(speakers) + 2]
        modality = Modality(stance) if stance in list(Modality) else Modality.ASSERTED
        polarity = Polarity.NEGATED if stance == "negated" else Polarity.AFFIRMED
        told = tuple(speaker.id for speaker in speakers)
        self.claim(Claim(self.id, doer.id, predicate, evidence, target.id, polarity=polarity, modality=modality,
                         attributed_to=told, date=date, place=place.id if place else None, legal_status=LEGAL.get(predicate),
                         confidence=self.confidence(), rule=f"trigger: {PLAIN[predicate]}", subject_mention=ends[0],
                         object_mention=ends[1]))
        for thing, mention, first in zip((doer, target), ends, new, strict=True):
            self.roles(evidence, thing, mention, new=first)
        if predicate in ACT_OF:
            who = (Involvement(doer.id, Part.PERPETRATOR, ends[0]), Involvement(target.id, Part.VICTIM, ends[1]))
            words = next(form for form in (PAST[predicate], PLAIN[predicate]) if form in verb)
            self.act(ACT_OF[predicate], words, evidence, who, polarity=polarity, modality=modality, told=told,
                     date=date, place=place)

    def speakers(self, stance: str, others: set[str]) -> list[Thing]:
        """Return the chain of those who say so, nearest first."""
        number = {"said": 1, "said through": 2, "requested": 1, "denied": 1}.get(stance, 0)
        found: list[Thing] = []
        while len(found) < number:
            kind = self.random.choice((PERSON, PERSON, BODY))
            one = self.one_of(kind) if self.random.random() < 0.7 else self.world.anyone(kind, self.random)
            if one.id not in others and one not in found:
                found.append(one)
        return found

    def act(self, kind: str, words: str, evidence: Evidence, who: Iterable[Involvement], *, polarity: Polarity,
            modality: Modality, told: tuple[str, ...], date: When | None, place: Thing | None, count: int | None = None) -> None:
        """Keep an act."""
        start = evidence.start + evidence.quote.index(words)
        act = Act(self.id, kind, words, evidence, start, tuple(who), polarity, modality, told, date,
                  place.id if place else None, count, confidence=self.confidence(), rule=f"act: {words}")
        self.acts[act.id] = act

    def act_sentence(self) -> None:
        """Tell of an act whose doer is not named."""
        kind, words = self.random.choice(ALONE)
        affair = self.random.choice(self.affairs)
        victim = self.random.choice(self.groups) if self.random.random() < 0.5 else self.one_of(PERSON)
        said = self.speakers("said" if self.random.random() < 0.35 else "asserted", {victim.id})
        alleged, date = self.random.random() < 0.25, self.when(affair.day, 0.3)
        negated = not alleged and self.random.random() < 0.2
        place = affair.place if self.random.random() < 0.3 else None
        before = [part for one in said for part in (self.named(one), " said that ")]
        evidence, found = self.sentence(
            *before, self.named(victim), f" {'allegedly ' if alleged else ''}was {'not ' if negated else ''}{words}",
            *((" in ", self.named(place)) if place else ()), f" {date.text}" if date else "", *self.filler(), ".")
        who = (Involvement(victim.id, Part.VICTIM, found[len(said)]),) if self.random.random() < 0.8 else ()
        self.act(kind, words, evidence, who, polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
                 modality=Modality.ALLEGED if alleged else Modality.ASSERTED, told=tuple(one.id for one in said), date=date,
                 place=place, count=self.random.randint(2, 40) if self.random.random() < 0.1 else None)

    def speech_sentence(self) -> None:
        """Tell of words as an object: what somebody denied, demanded or promised."""
        predicate, words = self.random.choice(SPEECHES)
        person = self.one_of(PERSON)
        new = person.id not in self.mentions
        evidence, found = self.sentence(f"{person.role} " if new else "", self.named(person), f" {predicate} {words}",
                                        *self.filler(), ".")
        self.claim(Claim(self.id, person.id, predicate, evidence, value=words, confidence=self.confidence(),
                         rule=f"trigger: {predicate}", subject_mention=found[0]))
        self.roles(evidence, person, found[0], new=new)

    def tie_sentence(self) -> None:
        """Name a person with post and employer."""
        person = self.one_of(PERSON)
        body = person.inside
        if body is None:
            raise ValueError(f"{person.label} has no employer")
        tie = self.random.choice(("headOf", "worksFor")) if self.random.random() < 0.2 else person.tie
        evidence, found = self.sentence(self.named(person), f" is {person.role} of the ", self.named(body), *self.filler(), ".")
        self.claim(Claim(self.id, person.id, tie, evidence, body.id, confidence=self.confidence(), rule="role: clause",
                         subject_mention=found[0], object_mention=found[1]))
        self.claim(Claim(self.id, person.id, "holdsRole", evidence, value=person.role, post_of=body.id,
                         confidence=self.confidence(), rule="role: clause", subject_mention=found[0]))

    def open_sentence(self) -> None:
        """Tell of something for which the ontology has no relation."""
        name, words = self.random.choice(OPEN)
        one, other = self.one_of(PERSON), self.one_of(BODY)
        evidence, found = self.sentence(self.named(one), f" went to {words} ", self.named(other), *self.filler(), ".")
        self.claim(Claim(self.id, one.id, name, evidence, other.id, open=True, label=words, confidence=self.confidence(),
                         rule="open", subject_mention=found[0], object_mention=found[1]))

    def part_sentence(self) -> None:
        """Say what a body is part of or where a place lies: what paths go along."""
        kind, predicate, words = self.random.choice(((BODY, "partOf", "is part of"), (PLACE, "locatedIn", "lies in")))
        thing = self.one_of(kind)
        while thing.inside is None:
            thing = self.world.anyone(kind, self.random)
        evidence, found = self.sentence(self.named(thing), f" {words} ", self.named(thing.inside), ".")
        self.claim(Claim(self.id, thing.id, predicate, evidence, thing.inside.id, confidence=self.confidence(),
                         rule=f"trigger: {words}", subject_mention=found[0], object_mention=found[1]))

    def silent_sentence(self) -> None:
        """Write a sentence that gives nothing, and note that."""
        if self.random.random() < 0.4:
            evidence, _ = self.sentence(self.random.choice(SILENT))
        else:
            who = self.random.choice((*self.groups, self.one_of(PERSON), self.one_of(PERSON), self.one_of(BODY)))
            evidence, _ = self.sentence("Little has been heard of ", self.named(who), " since", *self.filler(), ".")
        self.gaps.append(Gap(evidence, "nobody named" if evidence.quote in SILENT else "one mention"))


def readings(seed: int = 0) -> Iterator[Reading]:
    """Yield readings without end, the same ones for the same seed."""
    world = World(seed, [(name, target, weight) for name, _, _, target, weight in EVENTS])
    number = 0
    while True:
        yield Draft(world, seed, number).reading()
        number += 1


def fill(store: EmbeddedStore, triples: int, *, seed: int = 0) -> Counter[str]:
    """Put readings into a store until it has this many quads, direct triples with them; return what was put."""
    accusatory = load_ontology().accusatory
    direct: set[str] = set()
    done: Counter[str] = Counter()
    for reading in readings(seed):
        if done["quads"] + len(direct) >= triples:
            break
        store.put(reading)
        part = store.path / "parts" / f"{reading.document.id}.nq"
        direct.update(short_hash(str(quad)) for quad in project([reading], accusatory=accusatory, base=store.base))
        done.update(documents=1, quads=part.read_bytes().count(b"\n"), claims=len(reading.claims), acts=len(reading.acts),
                    mentions=sum(len(entity.mentions) for entity in reading.entities))
    store.finish()
    done["direct triples"] = len(direct)
    return done


def main() -> None:
    """Make a graph and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    began = time.monotonic()
    done = fill(create_store(options.output, release="0", pipeline="invented"), options.triples, seed=options.seed)
    print(", ".join(f"{number:,} {name}" for name, number in done.items()), f"({time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
