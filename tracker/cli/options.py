"""Options and argument types that commands share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.app import App
from tracker.cli.helped import option
from tracker.render import FORMATS
from tracker.reports.lines import STANDINGS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])
pass_app = click.make_pass_decorator(App, ensure=True)


class Day(click.ParamType[str]):
    """A calendar day in ISO form, given back as text."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from tracker.days import given_day

        try:
            return given_day(str(value)).isoformat()
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Named(click.ParamType[str]):
    """Something of the register, completed from it: a ``ref``, a ``party``, a ``topic`` or any of them."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.name = kinds[0]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        from tracker.cli.completion import complete

        return [CompletionItem(value, help=said) for value, said in complete(ctx, self.kinds, incomplete)]


DAY = Day()
REF = Named("ref")
PLEDGE = Named("pledge")
DOCUMENT = Named("document")
PARTY = Named("party")
TOPIC = Named("topic")


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            setattr(ctx.ensure_object(App), name, value)

    return keep


def _shared(flag: str, name: str, **settings: Any) -> Callable[[Command], Command]:
    return option(flag, expose_value=False, callback=_set(name), **settings)


def register_option(command: Command) -> Command:
    """``--register`` and ``--quiet``: on every command."""
    for each in (
        _shared("--quiet", "quiet", is_flag=True, help="Say nothing beside the answer."),
        _shared("--register", "register", metavar="PATH|URL", help="The register to use. [TRACKER_REGISTER]"),
    ):
        command = each(command)
    return command


def as_of_option(command: Command) -> Command:
    """``--as-of``: on every command that answers for a day."""
    return _shared("--as-of", "day", type=DAY, metavar="DATE", help="The day to answer for. Default: today.")(command)


def _forms(command: Command) -> Command:
    formats = click.Choice(FORMATS)
    for each in (
        _shared("--output", "output", metavar="FILE", help="Write there, in the format of its ending."),
        _shared("--format", "format", type=formats, help="Default: table on a terminal, plain in a pipe."),
    ):
        command = each(command)
    return command


def form_options(command: Command) -> Command:
    """``--format`` and ``--output``: on a command that answers, whatever the day."""
    return register_option(_forms(command))


def output_options(command: Command) -> Command:
    """``--as-of``, ``--format`` and ``--output``: on every command that answers for a day."""
    return register_option(as_of_option(_forms(command)))


def report_options(command: Command) -> Command:
    """What every report takes: the output options, and ``--freeze``."""
    said = "Leave the report with the records behind it in FILE: evidence, for tracker check FILE."
    return output_options(_shared("--freeze", "frozen", metavar="FILE", help=said)(command))


def signed(command: Command) -> Command:
    """``--by``: on every command that changes the register."""
    by = _shared("--by", "actor", metavar="NAME", help="Who records it. [TRACKER_ACTOR; else your account]")
    return register_option(by(command))


def filter_options(command: Command) -> Command:
    """The filters, the same everywhere; they reach the command as keywords."""
    for each in (
        option("--text", metavar="WORDS", help="Only pledges whose words match."),
        option("--due-before", type=DAY, metavar="DATE", help="Only with a deadline before that day."),
        option("--made-since", type=DAY, metavar="DATE", help="Only made on or after that day."),
        option(
            "--standing",
            "standings",
            multiple=True,
            type=click.Choice(STANDINGS),
            help="Only with this standing; may be repeated.",
        ),
        option("--topic", type=TOPIC, metavar="TOPIC", help="Only on this topic."),
        option("--direct", is_flag=True, help="With --country: leave joint pledges of its groups out."),
        option("--country", type=PARTY, metavar="CODE", help="Only of this party (GB, EU), joint ones included."),
    ):
        command = each(command)
    return command
