"""bilat: the record of what two parties said to each other, promised each other and traded with each other."""
