"""Trade and other figures: claims to one figure, their spread and their mirrors."""
