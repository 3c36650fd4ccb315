"""A family's visit to the counter: what to ask, answers kept one by one, and the form that they become.

`fields` is what can be asked, `answers` reads one answer, `asking` says what is missing or old, `form` lays the answers
over what is known, `service` keeps a visit from the first question to the saved form. Nothing here matches or refers.
"""
