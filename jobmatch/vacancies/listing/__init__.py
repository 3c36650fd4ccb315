"""Lists of vacancies as offices send them: read, judged cell by cell, compared with last month's, stored, written."""
