"""Speed and memory as ratios within one run, against named floors. ``make bench`` prints them; none is a test."""
