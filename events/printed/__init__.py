"""What people print: amounts, dates and references as newspapers, ministries and spreadsheets write them.

`amounts` and `dates` read one cell, or find every mention in a running text. A reading is never a guess: what can mean
two things comes back with all of its readings, unless the ledger's preferences name one. Nothing here knows a format
or a command; all of it is pure.
"""
