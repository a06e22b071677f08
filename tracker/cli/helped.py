"""Commands and options whose ``--help`` costs nothing until it is asked for.

Click translates the words of that option when it reads any command line, which loads the locale: a twentieth of
the time of a whole list. And it cleans the help of every option of blanks that ours do not have, which loads more.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

import click

from tracker.errors import UsageError

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])


def _show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


_NARROWING = frozenset(("--country", "--party", "--topic", "--text"))  # which two may be thought to add up


class _Helped(click.Command):
    """Gives a command its ``--help``. What narrows a list to one value is not given two, of which one would be lost."""

    help_option: click.Option | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if len(args) > 1 and not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args([*args])
            for each in {*given}:
                if isinstance(each, Option) and each.once and given.count(each) > 1:
                    raise UsageError(
                        f"{each.opts[0]} is given {given.count(each)} times, and takes one value.",
                        remedy=f"Give it once. See: {ctx.command_path} --help",
                    )
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        if self.help_option is None:
            self.help_option = Option(
                ctx.help_option_names,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show,
                help="Show this message and exit.",
            )
        return self.help_option


class Option(click.Option):
    """An option whose help is one paragraph, taken as it is."""

    def __init__(self, *declared: Any, help: str | None = None, **settings: Any) -> None:  # noqa: A002  (Click's word)
        super().__init__(*declared, **settings)
        self.help = help

    @property
    def once(self) -> bool:
        """Whether it takes one value, and two would be thought to add up."""
        return not self.multiple and not _NARROWING.isdisjoint(self.opts)


class Command(_Helped, click.Command):
    """A command. An option that needs a value takes no other option of the command for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = {name: each for each in self.params if isinstance(each, click.Option) for name in each.opts}
        known = {*options, *ctx.help_option_names}
        for name, value in pairwise(args):
            if name == "--":
                break
            if value.startswith("--") and value in known and name in options and not options[name].is_flag:
                raise click.BadOptionUsage(name, f"Option '{name}' requires an argument.", ctx)
        return super().parse_args(ctx, args)


class Group(_Helped, click.Group):
    """A group of commands."""

    command_class = Command


def command(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function, as ``click.command`` does."""
    return click.command(name, cls=Command, **settings)


def group(**settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a group of a function, as ``click.group`` does."""
    return click.group(cls=Group, **settings)


def option(*declared: str, **settings: Any) -> Callable[[Wrapped], Wrapped]:
    """Give a command an option, as ``click.option`` does."""
    return click.option(*declared, cls=Option, **settings)
