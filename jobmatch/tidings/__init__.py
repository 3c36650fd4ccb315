"""What people are told because a day has come and not because somebody did something: courses, and who saw their record."""
