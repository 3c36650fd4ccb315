"""A school's licence, and the classes that it does not last for.

It is asked when a class is planned, changed, published, opened and begun: an office may have written down another last
day meanwhile. For what an office's own list brought in the office answers.
"""

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.model import PLANNED_HERE, Course, Provider
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot

_IS_SCHOOL = or_(Provider.kind.is_(None), Provider.kind == ProviderKind.SCHOOL)
_LAST_DAY = func.coalesce(Course.ends_on, Course.starts_on)
UNLICENSED = and_(
    PLANNED_HERE,
    exists()
    .where(Provider.id == Course.provider_id)
    .where(or_(and_(_IS_SCHOOL, Provider.licence.is_(None)), Provider.licence_until < _LAST_DAY))
    .correlate(Course),
)
"""A class that a school planned and for which its licence does not last."""


def require_licence(provider: Provider, course: Course) -> None:
    """Raises UnacceptableCourseError where the licence does not last for a class, planned here or not."""
    found = _fault(provider, course)
    if found is not None:
        raise found


def not_licensed(session: Session, course: Course) -> UnacceptableCourseError | None:
    """What keeps a class that its school planned from beginning; None where the licence lasts."""
    unlicensed = session.scalar(select(Course.id).where(Course.id == course.id, UNLICENSED))
    return None if unlicensed is None else _fault(course.provider, course)


def _fault(provider: Provider, course: Course) -> UnacceptableCourseError | None:
    """An enterprise and an office train as what they are; a school has a licence through the last day of the class."""
    if provider.kind in (None, ProviderKind.SCHOOL) and not provider.licence:
        return UnacceptableCourseError(WhyNot.NO_LICENCE, f"{provider.name} has no licence that anybody has seen")
    until, last = provider.licence_until, course.ends_on or course.starts_on
    if until is not None and last is not None and until < last:
        return UnacceptableCourseError(WhyNot.LICENCE_OVER, f"the licence runs out on {until}", day=until)
    return None
