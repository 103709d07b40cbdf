"""Pages: plain text, Markdown, HTML and PDF as one text, whose characters all offsets count."""
