"""How a class ends for each of its people: the exam, the certificate, and the work that comes of it."""
