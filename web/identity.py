"""Who is asking: a guest's signed cookie. The browser can carry it but not make one up."""

import os
import secrets
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

COOKIE: Final = "guest"
COOKIE_SECONDS: Final = 365 * 24 * 3600
NOTICE_SECONDS: Final = 60
_GUEST = "guest:"


class Identity:
    """Makes and reads signed values with one secret key."""

    def __init__(self, secret: str) -> None:
        self._guests = URLSafeSerializer(secret, salt="guest")
        self._notices = URLSafeTimedSerializer(secret, salt="notice")

    def new_guest(self) -> str:
        """A cookie value for somebody never seen before."""
        return self._guests.dumps(secrets.token_hex(16))

    def owner(self, cookies: Mapping[str, str]) -> str | None:
        """The owner's id (``guest:...``), or ``None`` for no cookie or one that was not signed here."""
        try:
            guest = self._guests.loads(cookies.get(COOKIE, ""))
        except BadSignature:
            return None
        return f"{_GUEST}{guest}" if isinstance(guest, str) else None

    def sign_notice(self, tone: str, text: str) -> str:
        """A message for the next page, safe to pass through its address."""
        return self._notices.dumps([tone, text])

    def read_notice(self, value: str) -> tuple[str, str] | None:
        """Tone and text, or ``None`` where it is forged or old."""
        try:
            tone, text = self._notices.loads(value, max_age=NOTICE_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        return str(tone), str(text)


def load_secret(file: Path) -> str:
    """The server's secret key, made at the first start and readable by its user alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing(file)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        secret = secrets.token_hex(32)
        stream.write(secret)
    return secret


def _existing(file: Path) -> str:
    secret = file.read_text(encoding="ascii").strip()
    if len(secret) < 32:
        raise ValueError(
            f"{file} holds {len(secret)} characters, too few for a key; delete it and start again"
        )
    return secret


def is_loopback(host: str) -> bool:
    """Whether ``host`` (with or without a port) names this machine itself."""
    name = _without_port(host.strip().lower())
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host if host.count(":") > 1 else host.partition(":")[0]
