"""One tree of errors: each has a code, a sentence for the person, what to do next, and an exit status for the command."""

from __future__ import annotations


class KGError(Exception):
    """Something that the person who runs the program can mend.

    `code` names the kind of error in logs and tests; `exit_status` is the command's, distinct for each kind.
    """

    code = "KG000"
    exit_status = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())

    def __reduce__(self) -> tuple[type[KGError], tuple[str, str]]:
        return type(self), (self.message, self.remedy)


class FileMissing(KGError):
    """A path that was named does not exist or is not a file."""

    code, exit_status = "KG101", 14


class EmptyDocument(KGError):
    """A file holds no readable text."""

    code, exit_status = "KG102", 4


class UnreadableEncoding(KGError):
    """A file's bytes are not text in any encoding that could be told."""

    code, exit_status = "KG103", 5


class UnknownFormat(KGError):
    """No reader or writer for that kind of file."""

    code, exit_status = "KG104", 6


class ProtectedFile(KGError):
    """A file is encrypted, or asks for a password."""

    code, exit_status = "KG107", 27


class DamagedFile(KGError):
    """A file is not what its name or its beginning says, or breaks off."""

    code, exit_status = "KG108", 28


class PicturesOnly(KGError):
    """A file holds pictures of pages and no text."""

    code, exit_status = "KG109", 29


class PastLimits(KGError):
    """Converting a file took more time, memory or room than it may."""

    code, exit_status = "KG110", 30


class OtherLanguage(KGError):
    """A text is in a language that the pipeline does not read."""

    code, exit_status = "KG111", 31


class FieldMissing(KGError):
    """A table or a list of records has no field that holds the text."""

    code, exit_status = "KG112", 32


class NotAGraph(KGError):
    """The directory was not written by `kg build`, or by a release whose format differs."""

    code, exit_status = "KG201", 7


class OutputFailed(KGError):
    """A file or directory cannot be written."""

    code, exit_status = "KG202", 8


class NotInGraph(KGError):
    """No document of the graph, or more than one, is what was asked for."""

    code, exit_status = "KG203", 15


class BadFilter(KGError):
    """A filter names a relation, a stance, a class or a day that there is not."""

    code, exit_status = "KG204", 24


class ExtraMissing(KGError):
    """A package that only an optional extra brings is not installed."""

    code, exit_status = "KG106", 25


class BadQuery(KGError):
    """The SPARQL text does not parse, or names an unknown question."""

    code, exit_status = "KG301", 9


class QueryRefused(KGError):
    """The query asks for what the gate does not allow (SERVICE, LOAD, updates)."""

    code, exit_status = "KG302", 10


class QueryTooLong(KGError):
    """The query ran past its deadline or its memory."""

    code, exit_status = "KG303", 11


class AnswerTooLarge(KGError):
    """The answer of a query has more bytes than its reader takes."""

    code, exit_status = "KG304", 21


class EngineBusy(KGError):
    """Too many queries run already, or too many long ones."""

    code, exit_status = "KG305", 22


class PipelineMissing(KGError):
    """No language pipeline of that name is installed, or its weights cannot be read."""

    code, exit_status = "KG401", 12


class BadConfiguration(KGError):
    """A file of options cannot be read, or sets an option that there is not."""

    code, exit_status = "KG502", 33


class BadOntology(KGError):
    """An ontology file does not parse or lacks what the extractor needs."""

    code, exit_status = "KG501", 13


class SomeFilesFailed(KGError):
    """A batch finished, but some of its files gave nothing."""

    code, exit_status = "KG105", 3


class ServerError(KGError):
    """What went wrong is between us and a SPARQL server, so that nothing else would fare better there."""

    code, exit_status = "KG600", 26


class ServerUnreachable(ServerError):
    """No server answers at that address."""

    code, exit_status = "KG601", 16


class ServerDenied(ServerError):
    """The server asks for other credentials, or does not allow this to them."""

    code, exit_status = "KG602", 17


class ServerUnsuitable(ServerError):
    """What answers at that address is no SPARQL server, or lacks what a store needs."""

    code, exit_status = "KG603", 18


class ServerTooSlow(ServerError):
    """The server did not answer in time."""

    code, exit_status = "KG604", 19


class ServerFailed(ServerError):
    """The server says that it failed."""

    code, exit_status = "KG605", 20


class CannotListen(KGError):
    """The server's own address is taken or cannot be had."""

    code, exit_status = "KG606", 23
