"""`kg.toml`: options written down once, a table for each command, in place of typing them each time.

    [build]
    workers = 4
    ontology = ["mine.ttl"]

What is typed on the command line takes precedence.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BadConfiguration

if TYPE_CHECKING:
    import typer
    from typer.core import TyperGroup

NAME = "kg.toml"

# Commands are of a class of click's, which releases of typer keep in different places; so their type is left open here.


def read_configuration(path: Path, commands: TyperGroup, context: typer.Context) -> dict[str, Any]:
    """Return the options that a file gives, by command and parameter, as click takes them for defaults.

    Raises `BadConfiguration` where it cannot be read, or names a command or an option that there is not.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadConfiguration(f"{path} cannot be read ({error.strerror}).", "Name another file with --config.") from error
    except ValueError as error:
        raise BadConfiguration(f"{path} is not TOML: {error}.", "Mend that line.") from error
    return {name: _options(table, name, path, commands, context) for name, table in found.items()}


def resolved(command: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command's options as a table of `kg.toml`; those that are not set are left out."""
    names = _by_parameter(command)
    found = {names[name]: _plain(value) for name, value in values.items() if name in names and value not in (None, "", [], ())}
    return dict(sorted(found.items()))


def to_toml(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Write tables of options."""
    import tomli_w

    return tomli_w.dumps(tables).encode()


def _options(table: object, name: str, path: Path, commands: TyperGroup, context: typer.Context) -> dict[str, Any]:
    from difflib import get_close_matches

    command = commands.get_command(context, name)
    if command is None:
        raise BadConfiguration(f"{path} has a table [{name}], and there is no such command.",
                               f"The commands are {', '.join(commands.list_commands(context))}.")
    if not isinstance(table, dict):
        raise BadConfiguration(f"{path} has {name} outside of a table.", f"Write the options of kg {name} below [{name}].")
    parameters = {option: parameter for parameter, option in _by_parameter(command).items()}
    for option in table:
        if option not in parameters:
            near = get_close_matches(option, parameters, 1)
            raise BadConfiguration(f"{path} sets {option} in [{name}], and kg {name} has no such option.",
                                   f"Did you mean {near[0]}?" if near else f"It has {', '.join(sorted(parameters))}.")
    return {parameters[option]: _plain(value) for option, value in table.items()}


def _by_parameter(command: Any) -> dict[str, str]:
    """Return the options of a command as they are written in the file, by the names of their parameters."""
    return {parameter.name: parameter.opts[-1].removeprefix("--") for parameter in command.params
            if parameter.name and parameter.param_type_name == "option" and parameter.name != "help"
            and parameter.opts[-1].startswith("--")}


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else str(value) if isinstance(value, Path) else value
