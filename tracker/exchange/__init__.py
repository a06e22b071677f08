MAPPINGS = ("fts", "kiel", "promises")  # that ship with the program, by name
