"""What was understood of a row of a plan, good or not, as the command line prints it with `--records`."""

from dataclasses import dataclass
from typing import Any

from jobmatch.courses.plan.lesson import Lesson


@dataclass(frozen=True)
class Understood:
    """One data row by sheet and number, with its fields as JSON can hold them."""

    sheet: str
    row: int
    fields: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """The row as printed."""
        return {"sheet": self.sheet, "row": self.row, "fields": self.fields}


def understood(lesson: Lesson) -> Understood:
    """All that was read of a class; None is what the plan does not say."""
    content = lesson.content
    fields: dict[str, Any] = {
        "title": lesson.title,
        "provider": lesson.provider,
        "type": None if content.type is None else content.type.value,
        "occupation": content.occupation,
        "start": None if content.starts_on is None else content.starts_on.isoformat(),
        "end": None if content.ends_on is None else content.ends_on.isoformat(),
        "hours": content.hours,
        "days": content.days,
        "capacity": content.capacity,
        "capacity_min": lesson.capacity.min,
        "capacity_max": lesson.capacity.max,
        "enrolled": lesson.enrolled,
        "seats": None if content.capacity is None else max(0, content.capacity - content.enrolled),
        "place": content.site,
        "certificate": content.certificate,
        "certificate_kind": content.certificate_kind,
        "boarding": content.boarding,
        "education": content.education_min,
        "age_min": content.age_min,
        "age_max": content.age_max,
        "allowance_per_day": None if content.allowance_per_day is None else float(content.allowance_per_day),
        "contact_name": content.contact_name,
        "contact_phone": content.contact_phone,
        "remark": content.remark,
    }
    return Understood(lesson.row.sheet, lesson.row.number, fields)
