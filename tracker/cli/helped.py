"""Commands and options whose ``--help`` costs nothing until it is asked for.

Click translates the words of that option when it reads any command line, which loads the locale: a twentieth of
the time of a whole list. And it cleans the help of every option of blanks that ours do not have, which loads more.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

import click

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])


def _show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class _Helped:
    """Gives a command its ``--help``."""

    help_option: click.Option | None = None

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
