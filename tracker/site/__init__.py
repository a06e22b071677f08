"""The register as a static website: a folder of pages, feeds and data that any web server, or none, can show.

::

    addresses  where each page stands, the same tomorrow
    sweep      one pass over the register: which pages there are, and a digest of what each of them rests on
    streams    what belongs to a pledge, out of ordered streams
    figures    what the charts of the front page add up
    looks      the templates, the style, the script
    marks      a day, a standing, a link as markup
    pledge     the page of a pledge
    lists      the pages of parties, topics, documents and events, and their indexes
    front      the front page, the reports, the methodology
    news       what changed last, for the front page and the feed
    feeds      the Atom feed and the calendar
    data       the list for the browser, the tables, the data package
    build      writes what changed, whole or not at all
"""
