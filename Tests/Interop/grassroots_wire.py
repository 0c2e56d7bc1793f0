"""The Grassroots protocol, version 1, written from its specification alone.

Integers, frames and messages; reports and batches are in grassroots_reports. Bytes in, values out, and the other way
round: no sockets, no catalogue. Everything that breaks the specification is raised as a WireError, which carries the
outcome by name. Numbers in brackets are the specification's requirements.
"""
import enum
import zlib
from dataclasses import dataclass

VERSION = 1
MAGIC = b"GRS1"
HEADER_BYTES = 24
PING_LIMIT_BYTES = 64
GREETING_LIMIT_BYTES = 4096
ANSWER_LIMIT_BYTES = 64 << 20  # what services send, whatever the welcome says of what they take [L3]

Type = enum.IntEnum("Type", "HELLO WELCOME BATCH ACK FOLLOW FOLLOWING ENTRY PROGRESS QUERY RESULT STATUS PING PONG "
                            "GOAWAY EXPORT REPORTS CATALOGUE")
COMPRESSIBLE = (Type.BATCH, Type.QUERY, Type.RESULT, Type.STATUS, Type.EXPORT, Type.REPORTS, Type.CATALOGUE)


class Outcome(enum.IntEnum):
    """The codes of chapter 5."""
    UNKNOWN_DATA_SET, UNKNOWN_ELEMENT, UNKNOWN_OPTION, ELEMENT_NOT_IN_DATA_SET, OPTIONS_NOT_PERMITTED = range(1, 6)
    OUT_OF_BOUNDS, WRONG_VALUE_KIND, BAD_UNIT_CODE, UNIT_DOES_NOT_REPORT, OUTSIDE_SUBTREE = range(6, 11)
    BAD_PERIOD, WRONG_FORM, BAD_OCCURRENCE = range(11, 14)
    MALFORMED, TOO_LARGE, UNSUPPORTED_VERSION, CATALOGUE_CONFLICT, UNEXPECTED_MESSAGE = range(40, 45)
    NOT_PERMITTED, BAD_QUERY, NOT_GRASSROOTS = range(45, 48)
    CLOCK_AHEAD, CATALOGUE_BEHIND, RETRY_AFTER, DRAINING, TOO_MANY_CONNECTIONS = range(100, 105)
    TIMED_OUT, NOT_YET_REACHED = range(105, 107)


class WireError(Exception):
    """Bytes or values that the specification does not permit."""

    def __init__(self, outcome, message):
        super().__init__(f"{outcome.name}: {message}")
        self.outcome, self.message = outcome, message


def malformed(message):
    return WireError(Outcome.MALFORMED, message)


def outcome_name(code):
    """The name of a code, or the number of one that is not known [O1]."""
    return Outcome(code).name if code in Outcome._value2member_map_ else f"outcome {code}"


# ---- Integers -------------------------------------------------------------------------------------------------------

def varint(number):
    """An unsigned integer of up to 64 bits in its shortest form [T1]."""
    if not 0 <= number < 1 << 64:
        raise malformed(f"{number} does not fit an unsigned integer of 64 bits")
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def zigzag(number):
    """A signed integer of 64 bits as a varint."""
    return varint(number * 2 if number >= 0 else -number * 2 - 1)


def wrapped(number):
    """The number as a signed integer of 64 bits, wrapping."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


class Cursor:
    """Reads values one behind the other and refuses to read past the end."""

    def __init__(self, data):
        self.data, self.at = bytes(data), 0

    def left_bytes(self):
        return len(self.data) - self.at

    def take(self, count):
        if count > self.left_bytes():
            raise malformed(f"{count} bytes wanted at {self.at}, {self.left_bytes()} left")
        self.at += count
        return self.data[self.at - count:self.at]

    def u8(self):
        return self.take(1)[0]

    def varint(self):
        number = 0
        for shift in range(0, 70, 7):
            byte = self.u8()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                if number >= 1 << 64 or (byte == 0 and shift > 0):
                    raise malformed(f"the varint before {self.at} is overlong or beyond 64 bits")
                return number
        raise malformed(f"the varint before {self.at} is beyond 64 bits")

    def zigzag(self):
        number = self.varint()
        return number >> 1 if number & 1 == 0 else -(number >> 1) - 1

    def count(self, least=0):
        """A count of things of which each takes at least one byte [B5]."""
        number = self.varint()
        if not least <= number <= self.left_bytes():
            raise malformed(f"a count of {number} at {self.at}, with {self.left_bytes()} bytes left")
        return number

    def varints(self):
        return tuple(self.varint() for _ in range(self.count()))

    def end(self):
        if self.left_bytes():
            raise malformed(f"{self.left_bytes()} bytes left over")  # [T3]


# ---- Frames ---------------------------------------------------------------------------------------------------------

@dataclass
class Frame:
    """A frame as it was received: its type, its body inflated, and whether the body travelled compressed."""
    type: Type
    body: bytes
    compressed: bool = False


def encode_frame(type_, body=b"", compress=False, level=6):
    """The bytes of a frame; compressed only where that is permitted and makes the body smaller."""
    packed = zlib.compress(body, level) if compress and type_ in COMPRESSIBLE else body
    flags, packed = (1, packed) if len(packed) < len(body) else (0, body)
    head = MAGIC + bytes((VERSION, type_)) + b"".join(
        n.to_bytes(size, "big") for n, size in ((flags, 2), (len(packed), 4), (len(body), 4), (zlib.crc32(packed), 4)))
    return head + zlib.crc32(head).to_bytes(4, "big") + packed


def inflate(packed, inflated_bytes):
    """Exactly one zlib stream of exactly the length declared [F8]."""
    stream = zlib.decompressobj()
    try:
        body = stream.decompress(packed, inflated_bytes + 1)  # one more, to see what does not end
    except zlib.error as error:
        raise malformed(f"no zlib stream: {error}") from None
    if len(body) != inflated_bytes or not stream.eof or stream.unused_data:
        raise malformed("a zlib stream that does not end where it should")
    return body


class FrameReader:
    """Takes bytes as they come and gives whole frames; the limits may be raised between two frames."""

    def __init__(self, body_limit_bytes=GREETING_LIMIT_BYTES, inflated_limit_bytes=GREETING_LIMIT_BYTES):
        self.body_limit_bytes, self.inflated_limit_bytes = body_limit_bytes, inflated_limit_bytes
        self.kept = bytearray()

    def feed(self, data):
        self.kept += data

    def next(self):
        """The next frame, or None as long as bytes are missing."""
        kept = self.kept
        if not MAGIC.startswith(kept[:4]):
            raise WireError(Outcome.NOT_GRASSROOTS, f"the frame begins with {kept[:4].hex()}")  # [F1]
        if len(kept) < HEADER_BYTES:
            return None
        type_, flags, body_bytes, inflated_bytes, checksum = self._judge(bytes(kept[:HEADER_BYTES]))
        if len(kept) < HEADER_BYTES + body_bytes:
            return None
        body = bytes(kept[HEADER_BYTES:HEADER_BYTES + body_bytes])
        del kept[:HEADER_BYTES + body_bytes]
        if zlib.crc32(body) != checksum:
            raise malformed("the body's checksum does not match")  # [F7]
        return Frame(type_, inflate(body, inflated_bytes) if flags else body, bool(flags))

    def _judge(self, header):
        """A whole header, before a byte of its body is looked at [F2]–[F6], [F9]."""
        flags, body_bytes, inflated_bytes, checksum, own_checksum = (
            int.from_bytes(header[a:b], "big") for a, b in ((6, 8), (8, 12), (12, 16), (16, 20), (20, 24)))
        if zlib.crc32(header[:20]) != own_checksum:
            raise malformed("the header's checksum does not match")
        if header[4] != VERSION:
            raise WireError(Outcome.UNSUPPORTED_VERSION, f"version {header[4]}")
        if header[5] not in Type._value2member_map_ or flags > 1:
            raise malformed(f"type {header[5]} with flags {flags}")
        type_ = Type(header[5])
        limit_bytes = PING_LIMIT_BYTES if type_ in (Type.PING, Type.PONG) else self.body_limit_bytes
        if body_bytes > limit_bytes or inflated_bytes > self.inflated_limit_bytes:
            raise WireError(Outcome.TOO_LARGE, f"a body of {body_bytes} bytes, inflated {inflated_bytes}")
        if flags and type_ not in COMPRESSIBLE or not flags and body_bytes != inflated_bytes:
            raise malformed(f"{type_.name} with flags {flags}, {body_bytes} and {inflated_bytes} bytes")
        return type_, flags, body_bytes, inflated_bytes, checksum


# ---- Messages -------------------------------------------------------------------------------------------------------

SCALARS = {  # how a payload is read and written
    "varint": (Cursor.varint, varint),
    "zigzag": (Cursor.zigzag, zigzag),
    "text": (lambda at: _text(at.take(at.left_bytes())), lambda text: text.encode()),
    "bytes": (lambda at: at.take(at.left_bytes()), bytes),
    "bytes16": (lambda at: at.take(16), bytes),
    "digest": (lambda at: at.take(32), bytes),
}


def _text(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise malformed("text that is not UTF-8") from None  # [T2]


def _table(rows):
    """A table of chapter 2, from rows of `number name kind mark`, with mark r, n, rn or none; kinds may be tables."""
    table = {}
    for row in rows:
        number, name, kind, mark = (*row, "")[:4]
        table[number] = (name, kind, "r" in mark, "n" in mark)
    return table


def _failure(number, mark=""):
    return (number, "code", "varint", mark), (number + 1, "message", "text"), (number + 2, "wait_ms", "varint")


MARK = _table([(1, "journal", "bytes16", "r"), (2, "position", "varint", "r"), (3, "digest", "digest", "r")])
POSITION = _table([(1, "journal", "bytes16", "r"), (2, "position", "varint", "r")])
LIMITS = _table((n, name, "varint", "r") for n, name in enumerate(
    ("body_bytes", "inflated_bytes", "reports_per_batch", "unanswered_bytes", "idle_ms"), 1))
JOURNAL = _table([(1, "id", "bytes16", "r"), (2, "oldest", "varint", "r"), (3, "head", "varint", "r")])
REFUSAL = _table([(1, "index", "varint", "r"), (2, "code", "varint", "r"), (3, "message", "text")])
JUDGEMENT = _table([(1, "index", "varint", "r"), (2, "code", "varint", "r")])
FILTER = _table([(1, "category", "text", "r"), (2, "option", "text", "r")])
COLUMN = _table([(1, "name", "text", "r"), (2, "kind", "varint", "r"), (3, "scale", "varint"), (4, "chinese", "text"),
                 (5, "english", "text")])
AS_OF = _table([(1, "at", POSITION, "r"), (2, "head", "varint"), (3, "heard_at_ms", "zigzag")])
CONTENT = _table([(1, "position", "varint", "r"), (2, "client", "bytes16", "r"), (3, "received_at_ms", "zigzag", "r"),
                  (4, "catalogue_version", "varint", "r"), (5, "refusals", JUDGEMENT, "n"),
                  (6, "inflated_bytes", "varint"), (7, "body", "bytes", "r")])
FACT = _table([(1, "name", "text", "r"), (2, "text", "text"), (3, "number", "zigzag")])

MESSAGES = {
    Type.HELLO: _table([
        (1, "lowest_version", "varint", "r"), (2, "highest_version", "varint", "r"), (3, "role", "varint", "r"),
        (4, "credential", "bytes"), (5, "client", "bytes16", "r"), (6, "catalogue_version", "varint", "r"),
        (7, "catalogue_digest", "digest", "r"), (8, "marks", MARK, "n"), (9, "program", "text"),
        (10, "languages", "text", "n")]),
    Type.WELCOME: _table([
        (1, "version", "varint", "r"), (2, "catalogue_version", "varint", "r"), (3, "catalogue_digest", "digest", "r"),
        (4, "clock_ms", "zigzag", "r"), (5, "limits", LIMITS, "r"), (6, "journal", JOURNAL),
        (7, "mismatched", "bytes16", "n"), (8, "program", "text")]),
    Type.ACK: _table([
        (1, "number", "varint", "r"), (2, "clock_ms", "zigzag", "r"), *_failure(3), (6, "mark", MARK),
        (7, "refusals", REFUSAL, "n")]),
    Type.FOLLOW: _table([(1, "name", "text", "r"), (2, "mark", MARK)]),
    Type.FOLLOWING: _table([
        (1, "journal", "bytes16", "r"), (2, "position", "varint", "r"), (3, "head", "varint", "r"),
        (4, "continues", "varint", "r")]),
    Type.ENTRY: _table([  # the content stays bytes, which its digest covers; read it with decode_fields(CONTENT, …)
        (1, "content", "bytes", "r"), (2, "digest", "digest", "r"), (3, "head", "varint", "r")]),
    Type.PROGRESS: _table([(1, "synced", "varint", "r"), (2, "backed_up", "varint", "r")]),
    Type.QUERY: _table([
        (1, "items", "text", "rn"), (2, "unit", "text"), (3, "dimensions", "text", "n"), (4, "first_period", "text"),
        (5, "last_period", "text"), (6, "filters", FILTER, "n"), (7, "at_least", POSITION, "n"),
        (8, "wait_ms", "varint")]),
    Type.RESULT: _table([
        (1, "columns", COLUMN, "n"), (2, "rows", "varint"), (3, "cells", "bytes", "n"), (4, "as_of", AS_OF, "n"),
        (5, "answered_at_ms", "zigzag"), (6, "rollup_cells", "varint"), (7, "ledger_rows", "varint"),
        (8, "notes", "text", "n"), (9, "end", "varint"), *_failure(10)]),
    Type.STATUS: _table([(1, "facts", FACT, "n")]),
    Type.GOAWAY: _table(_failure(1, "r")),
    Type.EXPORT: _table([
        (1, "data_sets", "text", "n"), (2, "unit", "text"), (3, "first_period", "text"), (4, "last_period", "text"),
        (5, "period", "text"), (6, "event", "bytes16"), (7, "revisions", "varint"), (8, "at_least", POSITION, "n"),
        (9, "wait_ms", "varint")]),
    Type.REPORTS: _table([
        (1, "reports", "bytes"), (2, "origins", "bytes"), (3, "as_of", AS_OF, "n"), (4, "answered_at_ms", "zigzag"),
        (5, "notes", "text", "n"), (6, "end", "varint"), *_failure(7)]),
    Type.CATALOGUE: _table([(1, "version", "varint", "r"), (2, "digest", "digest", "r"), (3, "file", "bytes", "r")]),
}


def encode_fields(table, values):
    """The bytes of fields from a dictionary by name; None and empty lists are left out."""
    out = bytearray()
    for number, (name, kind, required, repeated) in table.items():
        given = values.get(name)
        members = (given or []) if repeated else [] if given is None else [given]
        if required and not members:
            raise malformed(f"{name} is required")
        for member in members:
            payload = encode_fields(kind, member) if isinstance(kind, dict) else SCALARS[kind][1](member)
            out += varint(number << 1) + varint(len(payload)) + payload
    return bytes(out)


def decode_fields(table, data):
    """A dictionary by name, with lists for repeated fields; absent fields are None or empty [F10]–[F12]."""
    values = {name: [] if repeated else None for name, _, _, repeated in table.values()}
    at, last = Cursor(data), 0
    while at.left_bytes():
        tag = at.varint()
        number, payload = tag >> 1, Cursor(at.take(at.varint()))
        if number not in table:
            if tag & 1:
                raise malformed(f"field {number} is critical and not known")
            continue
        name, kind, _, repeated = table[number]
        if number < last or number == last and not repeated:
            raise malformed(f"field {number} ({name}) stands twice or behind a higher one")
        last = number
        value = decode_fields(kind, payload.data) if isinstance(kind, dict) else SCALARS[kind][0](payload)
        if not isinstance(kind, dict):
            payload.end()
        values[name] = [*values[name], value] if repeated else value
    for name, _, required, _ in table.values():
        if required and values[name] in (None, []):
            raise malformed(f"{name} is required")
    return values


def encode_message(type_, compress=False, **values):
    """The frame of a message with fields."""
    return encode_frame(type_, encode_fields(MESSAGES[type_], values), compress)


def decode_message(frame):
    """The fields of a frame's message."""
    return decode_fields(MESSAGES[frame.type], frame.body)


def decode_cells(data, rows):
    """A column of a result's part: None, an integer or text for each row."""
    at, cells = Cursor(data), []
    for _ in range(rows):
        kind = at.u8()
        if kind > 2:
            raise malformed(f"a cell of kind {kind}")
        cells.append(None if kind == 0 else at.zigzag() if kind == 1 else _text(at.take(at.varint())))
    at.end()
    return cells
