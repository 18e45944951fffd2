"""Where the server listens and keeps its own files."""

from pathlib import Path
from typing import Final

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
TEMPLATES: Final = HERE / "templates"


class WebSettings(BaseSettings):
    """Read from the environment: ``HOST``, ``PORT``, ``DATA_DIR``, ``MAX_UPLOAD_BYTES``."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    data_dir: Path = Path("var")
    max_upload_bytes: int = 20 * 1024 * 1024

    @property
    def secret_file(self) -> Path:
        return self.data_dir / "secret.key"
