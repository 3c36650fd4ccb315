"""What an installation may choose, read from the environment once; nothing else reads environment variables."""

from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

WECHAT_ITSELF = "https://api.weixin.qq.com"
AES_KEY_LENGTH = 43
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
    sms_folder: Path | None = None
    public_address: str = Field(default="", pattern=r"^(https?://[^\s/?#]+/?)?$")

    # These have the names under which WeChat's console shows them.
    wechat_api_root: str = Field(
        default=WECHAT_ITSELF, validation_alias="WECHAT_API_ROOT", pattern=r"^(https?://\S+)?$"
    )
    wechat_app_id: str = Field(default="", validation_alias="WECHAT_APPID")
    wechat_secret: SecretStr = Field(default=SecretStr(""), validation_alias="WECHAT_SECRET")
    wechat_token: SecretStr = Field(default=SecretStr(""), validation_alias="WECHAT_TOKEN")
    wechat_aes_key: SecretStr = Field(default=SecretStr(""), validation_alias="WECHAT_AES_KEY")
    wechat_templates: Path | None = Field(default=None, validation_alias="WECHAT_TEMPLATES")
    wechat_state: Literal["developer", "trial", "formal"] = Field(default="formal", validation_alias="WECHAT_STATE")

    @field_validator("wechat_aes_key")
    @classmethod
    def _whole_key(cls, key: SecretStr) -> SecretStr:
        if len(key.get_secret_value()) not in (0, AES_KEY_LENGTH):
            raise ValueError(f"the EncodingAESKey of WeChat's console has {AES_KEY_LENGTH} characters")
        return key

    @property
    def wechat_is_on(self) -> bool:
        """Whether this installation has an account with WeChat; without one nothing calls the platform."""
        return bool(self.wechat_app_id and self.wechat_api_root)

    @property
    def wechat_is_simulated(self) -> bool:
        """Whether the platform is a process of this machine."""
        return urlsplit(self.wechat_api_root).hostname in THIS_MACHINE


@lru_cache
def settings() -> Settings:
    """The settings as they stood when they were first asked for."""
    return Settings()
