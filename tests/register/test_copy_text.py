"""Rows in the text format of ``COPY``: PostgreSQL's manual says which marks are escaped, and how nothing is told."""

from __future__ import annotations

import pytest

from tracker.register.copy_text import copy_text


def test_nothing_is_told_from_words_that_look_like_it() -> None:
    assert copy_text([(1, r"\N"), (2, None), (3, "a\tb"), (4, "")]) == "1\t\\\\N\n2\t\\N\n3\ta\\tb\n4\t\n"


def test_a_row_may_not_be_shorter_than_the_others() -> None:
    with pytest.raises(ValueError, match="shorter"):
        copy_text([(1, 2), (3,)])
