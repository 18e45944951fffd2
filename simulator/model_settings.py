"""Where the language models are, if there are any. Without an address there is none."""

import re
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ADDRESS: Final = re.compile(r"https?://[^/\s]\S*$")


def _no_number(value: object) -> object:
    return None if value == "none" else value


class Connection(BaseModel):
    """A model behind an OpenAI-compatible server, whatever it is used for. Times in seconds."""

    model_config = ConfigDict(frozen=True)
    base_url: str
    model: str
    api_key: SecretStr = SecretStr("")
    timeout_s: float
    max_retries: int
    max_tokens: int
    temperature: float | None = 0.0
    proxy: str = ""


class JudgeSettings(BaseSettings):
    """Read from ``JUDGE_BASE_URL``, ``JUDGE_MODEL``, ``JUDGE_API_KEY`` and the others below."""

    model_config = SettingsConfigDict(env_prefix="JUDGE_", frozen=True, extra="ignore")
    base_url: str = ""
    """As of the server's ``/v1``; ``""``: there is no second opinion."""
    model: str = Field(default="default", min_length=1, max_length=200)
    api_key: SecretStr = SecretStr("")
    timeout: float = Field(default=60, gt=0, le=3_600)
    """For one reply, all attempts together."""
    max_retries: int = Field(default=1, ge=0, le=5)
    max_tokens: int = Field(default=600, ge=50, le=32_000)
    temperature: Annotated[float | None, BeforeValidator(_no_number)] = 0.0
    """``none``: the server's own, for models that take no other."""
    proxy: str = ""
    deadline: float = Field(default=900, gt=0, le=86_400)
    """For a whole call."""

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        # of this field alone: an error of the whole model would quote the key with it
        if value and not ADDRESS.match(value):
            raise ValueError("JUDGE_BASE_URL is an address such as http://127.0.0.1:8080/v1")
        return value

    @property
    def configured(self) -> bool:
        return bool(self.base_url)

    @property
    def connection(self) -> Connection:
        """Raises :class:`ValueError` where there is no address."""
        if not self.configured:
            raise ValueError("no model is configured; set JUDGE_BASE_URL")
        return Connection(
            base_url=self.base_url,
            model=self.model,
            api_key=self.api_key,
            timeout_s=self.timeout,
            max_retries=self.max_retries,
            max_tokens=self.max_tokens,
            temperature=self.temperature,
            proxy=self.proxy,
        )
