"""From files to a graph directory: failures, copies, and builds that were stopped."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.documents import Options
from kg.errors import (
    DamagedFile,
    EmptyDocument,
    FileMissing,
    KGError,
    NotAGraph,
    OtherLanguage,
    OutputFailed,
    PipelineMissing,
)
from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, Reading
from kg.store import open_store
from kg.store.failures import unread
from kg.store.manifest import read_manifest

Reader = Callable[[Document], Reading]
NAMES = ("Ana Ruiz", "Tomas Brandl")


def two_names(document: Document) -> Reading:
    """Read "A met B." without a language pipeline."""
    text = document.text
    mentions = [Mention(text.index(name), text.index(name) + len(name), name) for name in NAMES]
    entities = tuple(
        Entity(f"person:{m.text.replace(' ', '_')}", m.text, EntityType.PERSON, mentions=(m,)) for m in mentions
    )
    evidence = Evidence(document.id, 0, len(text), text)
    claim = Claim(document.id, entities[0].id, "met", evidence, object=entities[1].id)
    return Reading(document, entities, (claim,))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Ana Ruiz met Tomas Brandl {number} times.", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a graph that are not a cache."""
    files = (path for path in folder.rglob("*") if path.is_file() and "oxigraph" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_builds_a_graph(articles: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    result = kg.build(articles, tmp_path / "g", reader=two_names, progress=lambda *call: calls.append(call))
    assert (result.read, result.skipped, result.claims, result.entities) == (5, 0, 5, 10)
    assert calls[0] == (0, 5, str(articles / "0.txt"))
    assert calls[-1] == (5, 5, "")
    assert len(open_store(tmp_path / "g").ids()) == 5


def test_a_bad_file_is_recorded_and_the_others_go_on(articles: Path, tmp_path: Path) -> None:
    (articles / "1.txt").write_bytes(b"")
    (articles / "3.txt").write_text("Nobody is named here.", encoding="utf-8")
    (articles / "x.pdf").write_bytes(b"%PDF-1.4")
    result = kg.build([articles, articles / "gone.txt", articles / "x.pdf"], tmp_path / "g", reader=two_names)
    assert result.read == 3
    kinds = {Path(failure.name).name: type(failure.error) for failure in result.failures}
    assert kinds == {"1.txt": EmptyDocument, "3.txt": KGError, "gone.txt": FileMissing, "x.pdf": DamagedFile}
    assert "ValueError" in next(str(f.error) for f in result.failures if f.name.endswith("3.txt"))


def test_what_could_not_be_read_stays_listed_until_it_is(articles: Path, tmp_path: Path) -> None:
    first, second = articles / "1.txt", articles / "3.txt"
    whole = first.read_bytes()
    first.write_bytes(b"")
    second.write_bytes(b"")
    kg.build(articles, tmp_path / "g", reader=two_names)
    assert [(one.file, one.code, bool(one.remedy)) for one in unread(tmp_path / "g")] == [
        (str(first), EmptyDocument.code, True), (str(second), EmptyDocument.code, True)]
    first.write_bytes(whole)
    kg.build(first, tmp_path / "g", reader=two_names)
    assert [one.file for one in unread(tmp_path / "g")] == [str(second)], "the other was not tried again"
    second.write_bytes(whole + b" ")
    kg.build(articles, tmp_path / "g", reader=two_names)
    assert unread(tmp_path / "g") == ()
    (tmp_path / "g" / "failures.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(NotAGraph, match="failures.jsonl is damaged"):
        unread(tmp_path / "g")


def test_where_all_fail_no_graph_is_made(tmp_path: Path) -> None:
    result = kg.build(tmp_path / "gone.txt", tmp_path / "g", reader=two_names)
    assert [type(failure.error) for failure in result.failures] == [FileMissing]
    assert not (tmp_path / "g").exists()


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "b" / "scene.jpg").write_bytes(b"x")
    with pytest.raises(FileMissing) as caught:
        kg.build([tmp_path / "a", tmp_path / "b"], tmp_path / "g", reader=two_names)
    message = caught.value.message
    assert message.startswith(f"There is nothing to read in {tmp_path / 'a'}, {tmp_path / 'b'}: ")
    assert "1 of other kinds (.jpg)" in message
    with pytest.raises(FileMissing, match="Nothing was named"):
        kg.build([], tmp_path / "g", reader=two_names)


def test_files_of_other_kinds_are_told(articles: Path, tmp_path: Path) -> None:
    for name in ("b.png", "a.jpg", ".hidden.jpg", "README"):
        (articles / name).write_bytes(b"x")
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert result.left_out == (str(articles / "a.jpg"), str(articles / "b.png"))
    assert (result.read, result.failures) == (5, ())


def test_a_graph_inside_the_folder_is_not_read(articles: Path) -> None:
    results = [kg.build(articles, articles / "g", reader=two_names) for _ in range(2)]
    assert [(result.read, result.skipped, result.left_out) for result in results] == [(5, 0, ()), (0, 5, ())]


def test_an_edited_file_takes_the_place_of_its_older_version(articles: Path, tmp_path: Path) -> None:
    kg.build(articles, tmp_path / "g", reader=two_names)
    (articles / "1.txt").write_text("Ana Ruiz met Tomas Brandl at last.", encoding="utf-8")
    shutil.copy(articles / "2.txt", articles / "copy.txt")
    (articles / "2.txt").write_text("Ana Ruiz met Tomas Brandl once more.", encoding="utf-8")
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert (result.read, result.replaced) == (3, (str(articles / "1.txt"),))
    sources = [Path(document.source).name for document in open_store(tmp_path / "g").documents()]
    assert sources == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "copy.txt"], "the copy holds what the second file held"
    kg.build(articles, tmp_path / "fresh", reader=two_names)
    assert contents(tmp_path / "g") == contents(tmp_path / "fresh")


def test_an_edited_file_that_cannot_be_read_leaves_its_older_version(articles: Path, tmp_path: Path) -> None:
    kg.build(articles, tmp_path / "g", reader=two_names)
    (articles / "1.txt").write_bytes(b"")
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert (len(result.failures), result.replaced, len(open_store(tmp_path / "g").ids())) == (1, (), 5)


def test_what_is_no_longer_there_goes_only_if_asked(articles: Path, tmp_path: Path) -> None:
    document = Document("00000000000000d1", "Ana Ruiz met Tomas Brandl by letter.", source="letter")
    kg.build([articles, document], tmp_path / "g", reader=two_names)
    (articles / "3.txt").unlink()
    assert kg.build(articles, tmp_path / "g", reader=two_names).pruned == ()
    assert len(open_store(tmp_path / "g").ids()) == 6
    result = kg.build(articles, tmp_path / "g", reader=two_names, prune=True)
    assert result.pruned == (str(articles / "3.txt"),)
    assert len(open_store(tmp_path / "g").ids()) == 5, "what came from no file is not missing from a folder"
    assert kg.build(articles, tmp_path / "g", reader=two_names, prune=True).pruned == ()


def test_without_the_list_of_places_nothing_is_lost(articles: Path, tmp_path: Path) -> None:
    kg.build(articles, tmp_path / "g", reader=two_names)
    (tmp_path / "g" / "places.json").write_text("[", encoding="utf-8")
    (articles / "3.txt").unlink()
    assert kg.build(articles, tmp_path / "g", reader=two_names, prune=True).pruned == ()
    assert len(open_store(tmp_path / "g").ids()) == 5


def test_copies_are_read_once(articles: Path, tmp_path: Path) -> None:
    shutil.copy(articles / "0.txt", articles / "copy.txt")
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert result.read == 5
    assert result.duplicates == ((str(articles / "copy.txt"), str(articles / "0.txt")),)


def test_what_was_read_is_skipped_unless_it_is_to_be_read_again(articles: Path, tmp_path: Path) -> None:
    def again(**options: bool) -> tuple[int, int]:
        result = kg.build(articles, tmp_path / "g", reader=two_names, **options)
        return result.read, result.skipped

    assert [again(), again(), again(rebuild=True)] == [(5, 0), (0, 5), (5, 0)]


def test_files_of_one_name_in_two_folders_are_both_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(f"Ana Ruiz met Tomas Brandl in {folder}.", encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        kg.build("news.txt", tmp_path / "g", reader=two_names)
    assert len(open_store(tmp_path / "g").ids()) == 2


def test_another_date_is_not_skipped(articles: Path, tmp_path: Path) -> None:
    kg.build(articles, tmp_path / "g", reader=two_names)
    result = kg.build(articles, tmp_path / "g", reader=two_names, date=dt.date(2031, 3, 12))
    assert result.read == 5
    assert {document.date for document in open_store(tmp_path / "g").documents()} == {dt.date(2031, 3, 12)}


@pytest.mark.parametrize("stop", [0, 1, 4])
def test_a_build_that_was_stopped_ends_with_the_same_graph(articles: Path, tmp_path: Path, stop: int) -> None:
    kg.build(articles, tmp_path / "whole", reader=two_names)

    def stopped(document: Document) -> Reading:
        if document.source.endswith(f"{stop}.txt"):
            raise KeyboardInterrupt
        return two_names(document)

    with pytest.raises(KeyboardInterrupt):
        kg.build(articles, tmp_path / "g", reader=stopped)
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert (result.read, result.skipped) == (5 - stop, stop)
    assert contents(tmp_path / "g") == contents(tmp_path / "whole")


def test_the_order_of_arguments_makes_no_difference(articles: Path, tmp_path: Path) -> None:
    shutil.copy(articles / "3.txt", articles / "copy.txt")
    files = sorted(articles.iterdir())
    kg.build(files, tmp_path / "a", reader=two_names)
    kg.build(files[::-1], tmp_path / "b", reader=two_names)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_documents_can_be_given(tmp_path: Path) -> None:
    document = kg.read(kg.examples_dir() / "01-minister-meets-rapporteur.txt", source="examples/01.txt")
    result = kg.build([document], tmp_path / "g", reader=lambda d: Reading(d))
    assert result.read == 1
    assert next(open_store(tmp_path / "g").documents()).source == "examples/01.txt"


def test_a_place_that_holds_something_else_is_left_alone(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputFailed):
        kg.build(articles, articles, reader=two_names)
    assert len(list(articles.iterdir())) == 5


def test_a_pipeline_that_is_not_installed(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(PipelineMissing):
        kg.build(articles, tmp_path / "g", pipeline="no_such_pipeline")
    assert not (tmp_path / "g").exists()


def test_shares_make_the_graph_that_one_build_makes(articles: Path, tmp_path: Path) -> None:
    shutil.copy(articles / "3.txt", articles / "copy.txt")
    kg.build(articles, tmp_path / "whole", reader=two_names)
    shares = [kg.build(articles, tmp_path / "g", reader=two_names, shard=(number, 3)) for number in (3, 1, 2)]
    assert sum(result.read for result in shares) in (5, 6), "two shares may each read one of two copies"
    assert not read_manifest(tmp_path / "g").finished
    kg.build(articles, tmp_path / "g", reader=two_names)
    assert contents(tmp_path / "g") == contents(tmp_path / "whole")


def test_a_file_of_many_documents_gives_each(tmp_path: Path) -> None:
    table = tmp_path / "cases.csv"
    table.write_text("title,body\nOne,Ana Ruiz met Tomas Brandl in May.\nTwo,\nThree,Tomas Brandl met Ana Ruiz in June.\n", encoding="utf-8")
    result = kg.build(table, tmp_path / "g", reader=two_names)
    assert (result.read, [failure.name for failure in result.failures]) == (2, [str(table)])
    assert [one.part for one in unread(tmp_path / "g")] == ["row 3"]
    assert {document.title for document in open_store(tmp_path / "g").documents()} == {"One", "Three"}
    table.write_text("title,body\nOne,Ana Ruiz met Tomas Brandl in May.\nTwo,Ana Ruiz met Tomas Brandl at noon.\n", encoding="utf-8")
    result = kg.build(table, tmp_path / "g", reader=two_names)
    assert (result.read, result.skipped, len(result.replaced)) == (1, 1, 1)
    assert {document.title for document in open_store(tmp_path / "g").documents()} == {"One", "Two"}
    assert unread(tmp_path / "g") == ()


def test_other_languages_are_told_and_are_no_failure(articles: Path, tmp_path: Path) -> None:
    french = ("La police a arrêté trois journalistes à la sortie du tribunal, selon leur avocat. Le ministre de la justice a "
              "refusé de répondre aux questions. Ana Ruiz met Tomas Brandl.")
    (articles / "fr.txt").write_text(french, encoding="utf-8")
    result = kg.build(articles, tmp_path / "g", reader=two_names)
    assert (result.read, result.failures, result.foreign) == (5, (), (str(articles / "fr.txt"),))
    assert [one.code for one in unread(tmp_path / "g")] == [OtherLanguage.code]
    both = kg.build(articles, tmp_path / "g", reader=two_names, options=Options(languages=("en", "fr")))
    assert (both.read, both.skipped, both.foreign, unread(tmp_path / "g")) == (1, 5, (), ())


def test_named_fields_are_read(tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"x": "Ana Ruiz met Tomas Brandl.", "y": "A meeting"}\n', encoding="utf-8")
    result = kg.build(tmp_path / "cases.jsonl", tmp_path / "g", reader=two_names, options=Options({"text": "x", "title": "y"}))
    assert result.read == 1
    assert [document.title for document in open_store(tmp_path / "g").documents()] == ["A meeting"]
