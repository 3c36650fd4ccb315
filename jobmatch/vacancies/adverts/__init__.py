"""The legal checks of an advert (L01 to L20, signs of fraud): what breaks which rule, and how to say it lawfully.

Pure: a text and a vacancy in, findings out. Whether a vacancy is published is decided by the vacancies' service.
"""
