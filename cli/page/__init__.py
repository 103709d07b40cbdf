"""Pages: what a reader opens in a browser, made of the data of `projections.page` and nothing else."""
