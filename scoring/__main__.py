"""``python -m scoring``."""

from scoring.cli import app

if __name__ == "__main__":
    app()
