"""What becomes of promised money: claims, balances, mergers, umbrellas, lots, totals. Read docs/counting.md first."""
