"""Locations: which store a ledger's name means. No error repeats a name that may hold a password or a key."""

from __future__ import annotations

import re

from bilat.events.errors import BadInput
from bilat.events.values.recorders import is_utf8

POSTGRES = ("postgresql://", "postgres://")
"""How the URL of a server begins."""
URL = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
_SERVER = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
_LIKE_SERVER = re.compile(r"\s*(?:jdbc:)?postgres(?:ql)?\s*(?:\+\w*)?\s*:", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://|\s*(?:file|sqlite|jdbc):", re.IGNORECASE)
_CONNINFO = re.compile(
    r"(?:^|[\s;?&])(?:host|hostaddr|port|dbname|database|user|password|passwd|pwd|passfile|service|sslmode|sslcert|"
    r"sslkey|sslpassword|options|application_name|connect_timeout|target_session_attrs)\s*=",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"/*[^/\s]*:[^/\s]*@")
_PASSWORD = re.compile(r"(\w[\w+.-]*:/{1,2}[^\s:/@]*):[^\s@]*@")
_BEGINS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/+")
_KEY = "PRIVATE+KEY+"


def checked(location: str) -> str:
    """Return the location as the stores take it: a path, or a URL that begins with `postgresql://`.

    Raises BadInput for every other form of a connection, so that none becomes the name of a file.
    """
    refuse_unreadable(location)
    if found := _SERVER.match(location):
        return f"postgresql://{location[found.end() :]}"
    if location.startswith(("/", "./", "../")) and not _ACCOUNT.match(location):
        return location
    if _LIKE_SERVER.match(location):
        raise BadInput("this form of a server's URL is not known", f"write {URL}")
    if _SCHEME.match(location):
        raise BadInput("this kind of URL is not known", f"a ledger is a file, named by its path, or {URL}")
    if _CONNINFO.search(location):
        raise BadInput("a connection string of libpq is not taken", f"write {URL}; a file of that name: ./NAME")
    if _ACCOUNT.match(location):
        raise BadInput("this may be the account of a server", f"write {URL}; a file of that name: ./NAME")
    return location


def refuse_unreadable(location: str) -> None:
    """Raise BadInput for what can be no name: a key, words that are not UTF-8, control characters."""
    if _KEY in location:
        raise BadInput("this is a private key, not the name of a ledger", "keep it in a file, or make a new one")
    if not is_utf8(location):
        raise BadInput("the name of the ledger is not UTF-8", "rename the file, or reach it from its own folder")
    if any(letter < " " or letter == "\x7f" for letter in location):
        raise BadInput("the name of the ledger holds a control character", "rename the file")


def redact_location(location: str) -> str:
    """Return a name as it may be printed: a URL loses its password, also one of whose slashes a path dropped one."""
    begins = _BEGINS.match(location)
    if not begins:
        return location
    rest = location[begins.end() :]
    address = rest.partition("?")[0]
    account, at, host = address.rpartition("@")
    if not at and "@" in rest:  # it stands in the query, or the question mark in a password
        host = address.partition(":")[0]
    return f"{begins[0]}{account.partition(':')[0]}{at}{host}"


def without_passwords(text: str) -> str:
    """Return a message without the passwords of the URLs that it repeats, in whatever place they were typed."""
    return _PASSWORD.sub(r"\1@", text)
