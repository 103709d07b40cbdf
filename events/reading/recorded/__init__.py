"""What is on record already, as far as a draft is compared with it."""
