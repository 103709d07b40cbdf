"""Charts: static SVG, a module a kind. Every mark that stands for a number says which one, and on which scale."""
