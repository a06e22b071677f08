"""Files into documents. Plain text for now, with front matter or flags for what the text does not say."""
