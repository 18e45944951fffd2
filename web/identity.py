"""Who is asking: a guest's signed cookie. The browser can carry it but not make one up."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import structlog
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
    """The server's secret key, made at the first start and readable by its user alone.

    Raises :class:`ValueError` where the file is no key, :class:`OSError` where it cannot be used.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        _make_secret(file)
    data = file.read_bytes().strip()
    if not re.fullmatch(rb"[!-~]{32,}", data):
        raise ValueError(
            f"{file} holds {len(data)} bytes that are no key (32 or more printable ASCII characters); "
            "delete it and start again: guests then begin anew, their old calls are kept but not shown"
        )
    _close_to_others(file)
    return data.decode("ascii")


def _make_secret(file: Path) -> None:
    """Written aside and linked, so that a full disk or a second server never leaves half a key."""
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=file.name)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))
            stream.flush()
            os.fsync(stream.fileno())
        _put_in_place(Path(aside), file)
    finally:
        Path(aside).unlink(missing_ok=True)


def _put_in_place(aside: Path, file: Path) -> None:
    """Unless another server was faster: then its key is the one."""
    try:
        file.hardlink_to(aside)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        aside.replace(file)


def _close_to_others(file: Path) -> None:
    if os.name == "posix" and file.stat().st_mode & 0o077:
        structlog.get_logger().warning("the secret key was open to other users; closed it", file=str(file))
        file.chmod(0o600)


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
    """The name alone; what is no name with a port is left as it is, and then names nothing."""
    bare = re.sub(r":\d{1,5}$", "", host) if host.startswith("[") or host.count(":") == 1 else host
    return bare[1:-1] if bare.startswith("[") and bare.endswith("]") else bare
