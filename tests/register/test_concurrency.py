from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from samples import document, pledge, recording, stage

from tracker import checks
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.contents import RegisterContents

pytestmark = pytest.mark.slow
WRITERS, WRITES = 8, 5  # of three records each

# One process imports everything and parts into eight writers and a reader, so that all begin at once.
AT_ONCE = """
import os, select, sys
from tracker.law import history
from tracker.register import records
from tracker.register.connect import reading
from tracker.register.location import locate
from tracker.words import Outcome
from samples import follow_up, other_words, pledge, recording

location, writers, writes = locate(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])

def write(number):
    for each in range(writes):
        with recording(location, f"writer {number}") as writer:
            ref = writer.next_ref("GB-2025-")
            said = other_words(number * writes + each)
            writer.add(pledge(ref, summary=f"write {number}.{each}", quote=said))
            for outcome in (Outcome.RESTATES, Outcome.ADVANCES):
                writer.add(follow_up(writer.next_ref(f"{ref}.", width=1), outcome))

def read(writing, written):
    os.close(written)
    seen = set()
    while not select.select([writing], [], [], 0.05)[0]:
        with reading(location) as reader:
            refs = [each.ref for each in records.pledges(reader)]
            linked = [each.pledge for each in records.follow_ups(reader)]
            logged = sum(1 for _ in reader.dicts("revisions"))
            assert sorted(refs * 2) == linked, "a pledge without its follow-ups"
            assert [row["ref"] for row in reader.dicts("pledges")] == refs, "not one snapshot"
            assert len(refs) * 3 + int(sys.argv[4]) == logged, "records without their revisions"
            if refs:
                kept = records.spans_of(reader, refs[-1])
                told = records.pledge(reader, refs[-1])
                assert kept == history(told, records.follow_ups_of(reader, refs[-1])), "not the law's spans"
            seen.add(len(refs))
    assert len(seen) > 2, "nothing was seen growing"

def part(what, *given):
    if process := os.fork():
        return process
    try:
        what(*given)
    except BaseException as error:
        print(type(error).__name__, error, flush=True)
        os._exit(1)
    os._exit(0)

writing, written = os.pipe()
reader = part(read, writing, written)
ended = {os.waitpid(each, 0)[1] for each in [part(write, number) for number in range(writers)]}
os.close(written)
print("ended", ended | {os.waitpid(reader, 0)[1]})
"""


def test_what_eight_processes_record_at_once_is_all_there_and_no_ref_twice(location, child) -> None:
    with recording(location) as writer:
        stage(writer)
        staged = writer.reader.row("SELECT count(*) FROM revision")[0]
    done = child(AT_ONCE, location.target, WRITERS, WRITES, staged)
    assert (done.stdout, done.stderr) == ("ended {0}\n", "")
    with reading(location) as reader:
        told = list(records.pledges(reader))
        assert {each.summary for each in told} == {f"write {w}.{n}" for w in range(WRITERS) for n in range(WRITES)}
        assert [each.ref for each in told] == [f"GB-2025-{serial:03d}" for serial in range(1, WRITERS * WRITES + 1)]
        assert [each.ref for each in records.follow_ups(reader)] == [
            f"{each.ref}.{serial}" for each in told for serial in (1, 2)
        ]
        contents = RegisterContents(reader)
        assert [finding for check in checks.CHECKS for finding in check(contents)] == []
        writers = Counter(row["command"] for row in reader.dicts("revisions"))
        assert all(writers[f"writer {number}"] == 3 * WRITES for number in range(WRITERS))


COUNT_UP = """
import os, sys
from dataclasses import replace
from tracker.register import records
from tracker.register.location import locate
from samples import recording

location, times = locate(sys.argv[1]), int(sys.argv[2])
processes = []
for number in range(2):
    if process := os.fork():
        processes.append(process)
        continue
    for each in range(times):
        with recording(location) as writer:
            before = records.pledge(writer.reader, "GB-2025-001")
            writer.change(before, replace(before, summary=f"counted {int(before.summary.split()[1]) + 1}"))
    os._exit(0)
print({os.waitpid(each, 0)[1] for each in processes})
"""


def test_two_who_change_one_record_by_what_they_read_lose_nothing(location, child) -> None:
    times = 12
    with recording(location) as writer:
        stage(writer)
        writer.add(pledge(summary="counted 0"))
    done = child(COUNT_UP, location.target, times)
    assert (done.stdout, done.stderr) == ("{0}\n", "")
    with reading(location) as reader:
        assert records.pledge(reader, "GB-2025-001").summary == f"counted {2 * times}"
        assert list(checks.revisions(RegisterContents(reader))) == []


def test_a_reader_sees_one_snapshot_from_its_first_query_to_its_last(location) -> None:
    with recording(location) as writer:
        stage(writer)
    with reading(location) as reader:
        before = [each.ref for each in records.documents(reader)]
        with recording(location) as writer:
            writer.add(document("D-2026-009"))
        assert [each.ref for each in records.documents(reader)] == before
    with reading(location) as reader:
        assert [each.ref for each in records.documents(reader)] == [*before, "D-2026-009"]


def test_reading_is_possible_while_somebody_writes(location) -> None:
    with recording(location) as writer:
        stage(writer)
        with reading(location) as reader:
            assert list(records.documents(reader)) == []


def test_a_reader_cannot_write(location) -> None:
    with reading(location) as reader, pytest.raises(Exception, match=r"read-?only"):
        reader.connection.execute("INSERT INTO party (code, name, kind) VALUES ('GB', 'x', 'country')")


def test_a_writer_holds_the_lock_from_its_beginning(sqlite) -> None:
    # A transaction that reads first and locks later fails, or loses what was written in between.
    with (
        recording(sqlite),
        closing(sqlite3.connect(sqlite.target, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
