"""Commands whose ``--help`` costs nothing until it is asked for.

Click translates the words of that option when it reads any command line, which loads the locale: a twentieth of
the time of a whole list.
"""

from collections.abc import Callable
from typing import Any

import click


def _show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class _Helped:
    """Gives a command its ``--help``."""

    help_option: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        if self.help_option is None:
            self.help_option = click.Option(
                ctx.help_option_names,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show,
                help="Show this message and exit.",
            )
        return self.help_option


class Command(_Helped, click.Command):
    """A command."""


class Group(_Helped, click.Group):
    """A group of commands."""

    command_class = Command


def command(name: str | None = None, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function, as ``click.command`` does."""
    return click.command(name, cls=Command, **settings)


def group(**settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a group of a function, as ``click.group`` does."""
    return click.group(cls=Group, **settings)
