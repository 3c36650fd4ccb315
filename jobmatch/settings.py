"""What an installation may choose, read from the environment once; nothing else reads environment variables."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """The settings of one installation; docs/operating.md explains each in its own words."""

    model_config = SettingsConfigDict(env_prefix="JOBMATCH_", extra="ignore", populate_by_name=True)

    database_url: str = "sqlite:///var/jobmatch.db"
    port: int = Field(default=8000, ge=1, le=65535)
    key_file: Path = Path("var/seal.keys")
    fictitious_ids: bool = False
    home_division: str = Field(default="520322", pattern=r"^\d{6}$")
    metrics_anywhere: bool = False
    idle_minutes: int = Field(default=30, ge=1, le=12 * 60)
    proxies: int = Field(default=0, ge=0, le=5)

    # These have the names under which WeChat's console shows them.
    wechat_api_root: str = Field(default="", validation_alias="WECHAT_API_ROOT", pattern=r"^(https?://\S+)?$")

    @property
    def wechat_is_simulated(self) -> bool:
        """Whether the platform is a process of this machine."""
        return urlsplit(self.wechat_api_root).hostname in THIS_MACHINE


@lru_cache
def settings() -> Settings:
    """The settings as they stood when they were first asked for."""
    return Settings()
