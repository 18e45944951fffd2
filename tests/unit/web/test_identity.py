"""Who is asking."""

import stat
from pathlib import Path

import pytest

from web.identity import COOKIE, Identity, is_loopback, load_secret

IDENTITY = Identity("s" * 64)


def test_a_new_guest_is_known_again() -> None:
    cookies = {COOKIE: IDENTITY.new_guest()}
    owner = IDENTITY.owner(cookies)
    assert owner is not None
    assert owner.startswith("guest:")
    assert owner == IDENTITY.owner(cookies)


def test_two_guests_are_different_owners() -> None:
    assert IDENTITY.owner({COOKIE: IDENTITY.new_guest()}) != IDENTITY.owner({COOKIE: IDENTITY.new_guest()})


@pytest.mark.parametrize("value", ["", "guest:1", "eyJ4IjoxfQ.AAAA", "a.b.c", "\x00", "你好"])
def test_a_made_up_cookie_is_nobody(value: str) -> None:
    assert IDENTITY.owner({COOKIE: value}) is None


def test_a_cookie_signed_with_another_key_is_nobody() -> None:
    assert IDENTITY.owner({COOKIE: Identity("t" * 64).new_guest()}) is None


def test_a_notice_does_not_serve_as_a_cookie() -> None:
    assert IDENTITY.owner({COOKIE: IDENTITY.sign_notice("ok", "guest")}) is None


def test_a_notice_survives_the_address_and_a_forged_one_does_not() -> None:
    signed = IDENTITY.sign_notice("ok", "已加入《规定》")
    assert IDENTITY.read_notice(signed) == ("ok", "已加入《规定》")
    assert IDENTITY.read_notice(signed[:-2] + "xx") is None
    assert IDENTITY.read_notice("") is None


def test_the_secret_is_made_once_and_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret.key"
    secret = load_secret(file)
    assert load_secret(file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_secret_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.write_text("abc")
    with pytest.raises(ValueError, match=r"secret\.key holds 3 bytes that are no key"):
        load_secret(file)


@pytest.mark.parametrize("data", [b"", "密钥".encode() * 20, b"\x00" * 64])
def test_what_is_no_key_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "secret.key"
    file.write_bytes(data)
    with pytest.raises(ValueError, match="delete it and start again"):
        load_secret(file)
    assert file.read_bytes() == data


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    secret = load_secret(file)
    file.chmod(0o644)
    assert load_secret(file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:7860", "localhost:80", "[::1]:7860", "::1", "LOCALHOST"]
)
def test_this_machine_is_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "0.0.0.0",
        "10.0.0.1:7860",
        "example.com",
        "127.0.0.1.evil.com",
        "localhost.evil",
        "127.0.0.1:80@evil.com",
        "[::1]evil.com",
    ],
)
def test_every_other_name_is_not(host: str) -> None:
    assert not is_loopback(host)
