"""Reading: from a text to drafted events, each with the sentence it rests on, for a person to decide."""
