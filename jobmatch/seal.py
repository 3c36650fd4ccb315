"""Sealed columns: AES-GCM under keys that have numbers, and blind indexes that find a sealed value without opening it.

A sealed value is one byte of key number, twelve of nonce, then the ciphertext; the column's own name is bound into it,
so a value moved to another column does not open. New values use the newest key, old ones open with theirs.
"""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from jobmatch.settings import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class SealError(RuntimeError):
    """A value cannot be sealed or opened: the key is missing, wrong, or the value was tampered with."""


@dataclass(frozen=True)
class Keyring:
    """Keys by number (1 to 255); the highest number seals, and key 1 founds the blind indexes for good."""

    keys: dict[int, bytes]

    def seal(self, text: str, column: str) -> bytes:
        """The sealed bytes of a text, bound to `table.column`."""
        return self.seal_bytes(text.encode(), column)

    def open(self, sealed: bytes, column: str) -> str:
        """The text behind sealed bytes; raises SealError where key, column or content do not fit."""
        return self.open_bytes(sealed, column).decode()

    def seal_bytes(self, content: bytes, column: str) -> bytes:
        """The sealed form of bytes, bound to `table.column`."""
        number = max(self.keys)
        nonce = os.urandom(NONCE_BYTES)
        return bytes([number]) + nonce + AESGCM(self.keys[number]).encrypt(nonce, content, column.encode())

    def open_bytes(self, sealed: bytes, column: str) -> bytes:
        """The bytes behind sealed ones; raises SealError where key, column or content do not fit."""
        key = self.keys.get(sealed[0])
        if key is None:
            raise SealError(f"{column} was sealed with key {sealed[0]}, which is not in the key file")
        try:
            return AESGCM(key).decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], column.encode())
        except InvalidTag as error:
            raise SealError(f"{column} does not open: the key file belongs to another database") from error

    def blind(self, text: str, purpose: str) -> str:
        """A keyed fingerprint of a text, equal for equal texts and useless without the key."""
        return hmac.new(self.derived(f"blind {purpose}"), text.encode(), sha256).hexdigest()

    def derived(self, purpose: str) -> bytes:
        """A key of its own for one purpose; it stays the same for as long as key 1 does."""
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(self.keys[1])


def make_key_file(path: Path) -> None:
    """A key file with one new key, readable by its owner alone; an existing file is left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"1:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n")


def read_key_file(path: Path) -> Keyring:
    """The keys of a file with one `number:base64` a line; raises SealError where it is missing or misshapen."""
    try:
        lines = path.read_text(encoding="ascii").split()
    except FileNotFoundError as error:
        said = f"the key file {path} is missing: put it back from its copy; only a new database gets one by `init`"
        raise SealError(said) from error
    keys: dict[int, bytes] = {}
    for line in lines:
        number, _, key = line.partition(":")
        try:
            keys[int(number)] = base64.b64decode(key, validate=True)
        except ValueError as error:
            raise SealError(f"the key file {path} holds a line that is not number:key") from error
    if not all(1 <= number <= 255 and len(key) == KEY_BYTES for number, key in keys.items()):
        raise SealError(f"the key file {path} holds a key of the wrong number or length")
    if 1 not in keys:
        raise SealError(f"the key file {path} lacks key 1, on which the look-ups stand")
    return Keyring(keys)


_keyrings: dict[Path, Keyring] = {}


def keyring() -> Keyring:
    """The keys of this installation, read once."""
    path = settings().key_file
    if path not in _keyrings:
        _keyrings[path] = read_key_file(path)
    return _keyrings[path]


def blind_index(text: str | None, purpose: str) -> str | None:
    """The blind index of a text, or None for none."""
    return None if text is None else keyring().blind(text, purpose)


class Sealed(TypeDecorator[Any]):
    """A column whose JSON value (text, number, list) is stored sealed; `column` is its `table.column` name."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return keyring().seal(json.dumps(value, ensure_ascii=False, sort_keys=True), self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(keyring().open(bytes(value), self.column))


class SealedBytes(Sealed):
    """A column whose bytes (a file) are stored sealed."""

    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().seal_bytes(value, self.column)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().open_bytes(bytes(value), self.column)
