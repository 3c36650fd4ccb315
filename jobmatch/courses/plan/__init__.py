"""Training plans as offices send them: read, judged by cell, compared with the last plan, stored, written."""

from jobmatch.courses.plan.importing import import_courses

__all__ = ["import_courses"]
