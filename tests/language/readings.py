"""Phrases of deadlines, the day on which each is said, and what it means then."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tracker.language.deadlines import load_rules

RULES = load_rules()

# 2024-02-14 was a Wednesday, in winter and in a leap year.
READINGS = """
phrase                                     | said on    | earliest   | latest     | basis    | rule
2024-02-29                                 | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
by 2024-02-29                              | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
on 2024-02-29                              | 2024-02-14 | 2024-02-29 | 2024-02-29 | stated   | date
2024-03-01..2024-05-15                     | 2024-02-14 | 2024-03-01 | 2024-05-15 | stated   | window
29 February                                | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | date
by 29 February                             | 2024-03-01 | 2024-03-01 | 2028-02-29 | stated   | date
before 1 May                               | 2024-02-14 | 2024-02-14 | 2024-04-30 | stated   | date
no later than 30th June 2024               | 2024-02-14 | 2024-02-14 | 2024-06-30 | stated   | date
on or before Sept. 5, 2024                 | 2024-02-14 | 2024-02-14 | 2024-09-05 | stated   | date
by the 3rd                                 | 2024-02-14 | 2024-02-14 | 2024-03-03 | stated   | date
before the 14th                            | 2024-02-14 | 2024-02-14 | 2024-03-13 | stated   | date
by 30.4.2024                               | 2024-02-14 | 2024-02-14 | 2024-04-30 | stated   | date
by 4/23/2024                               | 2024-02-14 | 2024-02-14 | 2024-04-23 | stated   | date
by 5/5/2024                                | 2024-02-14 | 2024-02-14 | 2024-05-05 | stated   | date
by Thursday, 22 February                   | 2024-02-14 | 2024-02-14 | 2024-02-22 | stated   | date
on 11-12 April 2024                        | 2024-02-14 | 2024-04-11 | 2024-04-12 | stated   | date
from 28 April to 2 May 2024                | 2024-02-14 | 2024-04-28 | 2024-05-02 | stated   | window
by 10 October at the latest                | 2024-02-14 | 2024-02-14 | 2024-10-10 | stated   | date
today                                      | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | day
by tomorrow evening                        | 2024-02-14 | 2024-02-14 | 2024-02-15 | stated   | day
the day after tomorrow                     | 2024-02-14 | 2024-02-16 | 2024-02-16 | stated   | day
by Wednesday                               | 2024-02-14 | 2024-02-14 | 2024-02-21 | stated   | weekday
this Wednesday                             | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | weekday
on Monday morning                          | 2024-02-14 | 2024-02-19 | 2024-02-19 | stated   | weekday
next Thursday                              | 2024-02-14 | 2024-02-22 | 2024-02-22 | inferred | weekday
by Tuesday of next week                    | 2024-02-14 | 2024-02-14 | 2024-02-20 | stated   | weekday
this week                                  | 2024-02-14 | 2024-02-14 | 2024-02-18 | stated   | week
the week after next                        | 2024-02-14 | 2024-02-26 | 2024-03-03 | stated   | week
in the week of 6 May                       | 2024-02-14 | 2024-05-06 | 2024-05-12 | stated   | week
before the weekend                         | 2024-02-14 | 2024-02-14 | 2024-02-16 | stated   | weekend
before the weekend                         | 2024-02-17 | 2024-02-17 | 2024-02-23 | stated   | weekend
by the end of the week                     | 2024-02-14 | 2024-02-14 | 2024-02-18 | stated   | end-of-week
by Good Friday                             | 2024-02-14 | 2024-02-14 | 2024-03-29 | inferred | feast
by Whitsun                                 | 2024-02-14 | 2024-02-14 | 2024-05-20 | inferred | feast
by Canada Day                              | 2024-02-14 | 2024-02-14 | 2024-07-01 | inferred | feast
beginning next January                     | 2024-02-14 | 2025-01-01 | -          | inferred | from
in time for the winter                     | 2024-02-14 | 2024-02-14 | 2024-11-30 | inferred | season
by the end of this parliament              | 2024-02-14 | -          | -          | -        | no-window
in the 2024/25 school year                 | 2024-02-14 | 2024-09-01 | 2025-08-31 | inferred | academic-year
by the end of the day                      | 2024-02-14 | 2024-02-14 | 2024-02-14 | stated   | end-of-day
February                                   | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | month
by January                                 | 2024-02-14 | 2024-02-14 | 2025-01-31 | stated   | month
before April                               | 2024-02-14 | 2024-02-14 | 2024-03-31 | stated   | month
next October                               | 2024-02-14 | 2024-10-01 | 2024-10-31 | inferred | month
in April of next year                      | 2024-02-14 | 2025-04-01 | 2025-04-30 | stated   | month
2024-07                                    | 2024-02-14 | 2024-07-01 | 2024-07-31 | stated   | month
by April or May                            | 2024-02-14 | 2024-02-14 | 2024-05-31 | stated   | window
between December and February              | 2024-03-14 | 2024-12-01 | 2025-02-28 | stated   | window
between November and January 2026          | 2024-02-14 | 2025-11-01 | 2026-01-31 | stated   | window
between now and June                       | 2024-02-14 | 2024-02-14 | 2024-06-30 | stated   | window
before the end of August                   | 2024-02-14 | 2024-02-14 | 2024-08-31 | stated   | end-of-month
by month's end                             | 2024-02-14 | 2024-02-14 | 2024-02-29 | stated   | end-of-month
by end-May 2025                            | 2024-02-14 | 2024-02-14 | 2025-05-31 | stated   | end-of-month
Q2 2025                                    | 2024-02-14 | 2025-04-01 | 2025-06-30 | stated   | quarter
in the first or second quarter of 2025     | 2024-02-14 | 2025-01-01 | 2025-06-30 | stated   | quarter
next quarter                               | 2024-02-14 | 2024-04-01 | 2024-06-30 | stated   | quarter
by the end of Q3                           | 2024-02-14 | 2024-02-14 | 2024-09-30 | stated   | end-of-quarter
in the second half of 2024                 | 2024-02-14 | 2024-07-01 | 2024-12-31 | stated   | half
H1 2025                                    | 2024-02-14 | 2025-01-01 | 2025-06-30 | stated   | half
by 2027                                    | 2024-02-14 | 2024-02-14 | 2027-12-31 | stated   | year
before 2027                                | 2024-02-14 | 2024-02-14 | 2026-12-31 | stated   | year
in 2025-27                                 | 2024-02-14 | 2025-01-01 | 2027-12-31 | stated   | window
within the year                            | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | year
later this year                            | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | year
the year after next                        | 2024-02-14 | 2026-01-01 | 2026-12-31 | stated   | year
by year's end                              | 2024-02-14 | 2024-02-14 | 2024-12-31 | stated   | end-of-year
by the end of next year                    | 2024-02-14 | 2024-02-14 | 2025-12-31 | stated   | end-of-year
by the end of the decade                   | 2024-02-14 | 2024-02-14 | 2030-12-31 | inferred | end-of-decade
in the first ten days of June              | 2024-02-14 | 2024-06-01 | 2024-06-10 | stated   | part
in the last week of June                   | 2024-02-14 | 2024-06-24 | 2024-06-30 | inferred | part
within 30 days                             | 2024-02-14 | 2024-02-14 | 2024-03-15 | stated   | within
within twenty-four hours                   | 2024-02-14 | 2024-02-14 | 2024-02-15 | stated   | within
within a month                             | 2024-01-31 | 2024-01-31 | 2024-02-29 | stated   | within
in two to three weeks                      | 2024-02-14 | 2024-02-14 | 2024-03-06 | stated   | within
a year and a half                          | 2024-02-14 | 2024-02-14 | 2025-08-14 | stated   | within
over the next four years                   | 2024-02-29 | 2024-02-29 | 2028-02-29 | stated   | within
within a year                              | 2024-02-29 | 2024-02-29 | 2025-02-28 | stated   | within
in about three weeks                       | 2024-02-14 | 2024-02-14 | 2024-03-06 | inferred | within
within five working days                   | 2024-02-14 | 2024-02-14 | 2024-02-21 | inferred | working-days
in the coming hours                        | 2024-02-14 | 2024-02-14 | 2024-02-16 | inferred | vague-hours
in a matter of days                        | 2024-02-14 | 2024-02-14 | 2024-02-28 | inferred | vague-days
in the days and weeks ahead                | 2024-02-14 | 2024-02-14 | 2024-04-10 | inferred | vague-weeks
within a few weeks                         | 2024-02-14 | 2024-02-14 | 2024-04-10 | inferred | vague-weeks
over the coming months                     | 2024-08-31 | 2024-08-31 | 2025-02-28 | inferred | vague-months
in the year ahead                          | 2024-02-29 | 2024-02-29 | 2025-02-28 | inferred | vague-year
by spring                                  | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | season
this winter                                | 2024-02-14 | 2024-02-14 | 2024-02-29 | inferred | season
next winter                                | 2024-02-14 | 2024-12-01 | 2025-02-28 | inferred | season
in winter 2026-27                          | 2024-02-14 | 2026-12-01 | 2027-02-28 | inferred | season
before the autumn                          | 2024-02-14 | 2024-02-14 | 2024-08-31 | inferred | season
by the end of the summer of 2025           | 2024-02-14 | 2024-02-14 | 2025-08-31 | inferred | end-of-season
by early March                             | 2024-02-14 | 2024-02-14 | 2024-03-10 | inferred | early
early February                             | 2024-02-14 | 2025-02-01 | 2025-02-10 | inferred | early
by mid-2025                                | 2024-02-14 | 2024-02-14 | 2025-08-31 | inferred | mid
mid to late April                          | 2024-02-14 | 2024-04-11 | 2024-04-30 | inferred | late
late next week                             | 2024-02-14 | 2024-02-22 | 2024-02-25 | inferred | late
at the start of next year                  | 2024-02-14 | 2025-01-01 | 2025-01-31 | inferred | start
before the start of next year              | 2024-02-14 | 2024-02-14 | 2024-12-31 | inferred | start
around the end of May                      | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | end-of-month
before Easter                              | 2024-02-14 | 2024-02-14 | 2024-03-30 | inferred | feast
by Christmas 2025                          | 2024-02-14 | 2024-02-14 | 2025-12-25 | inferred | feast
in the new year                            | 2024-02-14 | 2025-01-01 | 2025-03-31 | inferred | feast
ahead of the May summit                    | 2024-02-14 | 2024-02-14 | 2024-05-31 | inferred | event
before the summit in Oslo on 9 and 10 May  | 2024-02-14 | 2024-02-14 | 2024-05-08 | stated   | event
at the conference in Riga in June 2024     | 2024-02-14 | 2024-06-01 | 2024-06-30 | inferred | event
from 1 July 2024                           | 2024-02-14 | 2024-07-01 | -          | stated   | from
after March                                | 2024-02-14 | 2024-04-01 | -          | stated   | from
summer 2024 at the earliest                | 2024-02-14 | 2024-06-01 | -          | inferred | from
soon                                       | 2024-02-14 | -          | -          | -        | no-window
as quickly as possible                     | 2024-02-14 | -          | -          | -        | no-window
in the not too distant future              | 2024-02-14 | -          | -          | -        | no-window
for as long as necessary                   | 2024-02-14 | -          | -          | -        | no-window
when the time is right                     | 2024-02-14 | -          | -          | -        | no-window
over the next few years                    | 2024-02-14 | -          | -          | -        | no-window
at the next meeting of the ministers       | 2024-02-14 | -          | -          | -        | no-window
"""
CASES = [tuple(cell.strip() for cell in line.split("|")) for line in READINGS.strip().splitlines()[1:]]
PHRASES = [case[0] for case in CASES]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
