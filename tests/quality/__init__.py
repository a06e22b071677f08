"""How well the machine reads: a corpus with gold, the proposals made from it, and their score (``make quality``)."""
