"""Where the knowledge layer keeps its data and which encoder it uses."""

from pathlib import Path

from pydantic_settings import BaseSettings


class KnowledgeSettings(BaseSettings):
    """Read from the environment: ``DATA_DIR`` and ``ENCODER`` (``""`` is the bundled encoder)."""

    data_dir: Path = Path("var")
    encoder: str = ""

    @property
    def index_folder(self) -> Path:
        return self.data_dir / "index"

    @property
    def library_folder(self) -> Path:
        return self.data_dir / "library"

    @property
    def clauses_folder(self) -> Path:
        return self.data_dir / "clauses"

    @property
    def cache_folder(self) -> Path:
        return self.data_dir / "cache"
