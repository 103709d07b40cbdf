"""What a page is made of: the lines that it carries, the reports folded from them alone, and the proof of both."""
