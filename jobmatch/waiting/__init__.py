"""The hall of a centre: who waits in line, by number alone, and whether somebody at the machine there wants help."""
