"""What people are told because a day has come and not because somebody did something: new classes, who saw a record."""
