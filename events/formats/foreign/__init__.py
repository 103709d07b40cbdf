"""What the readers of other registers' files share.

Their parties, their downloads, what is recorded of them.
"""
