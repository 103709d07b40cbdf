"""What became of promises: pledges, planned meetings, agreements and targets, and how others judged them."""
