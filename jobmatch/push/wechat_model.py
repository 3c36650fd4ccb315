"""What WeChat lets us do: the one access token, shared by all processes."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL
from jobmatch.seal import Sealed


class Token(Base):
    """The access token that all processes share; whoever holds the lease refreshes it."""

    __tablename__ = "push_token"
    __table_args__ = {"info": NOT_PERSONAL}

    app_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token: Mapped[str | None] = mapped_column(Sealed("push_token.token"))
    expires_at: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[datetime | None]
