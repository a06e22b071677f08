"""A language model, asked on request: it may point at words of a text, and whatever else it says is thrown away."""
