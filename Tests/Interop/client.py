"""A client of Grassroots: sends report CSV to a collector and asks an aggregator."""
import argparse
import csv
import os
import select
import socket
import sys
import time

import grassroots_wire as wire
from grassroots_reports import encode_batch
from grassroots_wire import Outcome, Type
from report_csv import Catalogue, ReportRows, RowError

SENDER, OPERATOR = 0, 2
REPORTS_PER_BATCH = 2000
BATCHES_IN_FLIGHT = 8
ATTEMPTS = 5
CONNECT_TIMEOUT_S = 10


class NoCatalogue:
    """What an operator without a catalogue says in its hello; no catalogue has version 0."""
    version, digest = 0, bytes(32)


class Refused(Exception):
    """A failure that the other side sent."""

    def __init__(self, code, message, wait_ms=None):
        super().__init__(f"{wire.outcome_name(code)}: {message or ''}")
        self.code, self.wait_ms = code, wait_ms


class Connection:
    """A connection after its greeting. It reads while it writes [A11] and answers pings by itself [A19]."""

    def __init__(self, address, role, catalogue, client):
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host.strip("[]"), int(port)), CONNECT_TIMEOUT_S)
        self.socket.setblocking(False)
        self.reader, self.outgoing, self.idle_ms = wire.FrameReader(), bytearray(), 60_000
        self.last_sent_s = time.monotonic()
        self.send(wire.encode_message(
            Type.HELLO, lowest_version=wire.VERSION, highest_version=wire.VERSION, role=role, client=client,
            catalogue_version=catalogue.version, catalogue_digest=catalogue.digest, program="interop client 1"))
        self.welcome = wire.decode_message(self.receive(Type.WELCOME))
        self.limits = self.welcome["limits"]
        self.idle_ms = self.limits["idle_ms"]
        self.reader.body_limit_bytes = self.reader.inflated_limit_bytes = wire.ANSWER_LIMIT_BYTES

    def send(self, data):
        self.outgoing += data

    def receive(self, *expected):
        """The next frame that is none of pings and pongs. Writes what is to be written meanwhile."""
        while True:
            while (frame := self.reader.next()) is None:
                self._move()
            if frame.type == Type.PING:
                self.send(wire.encode_frame(Type.PONG, frame.body))
            elif frame.type == Type.GOAWAY:
                fields = wire.decode_message(frame)
                raise Refused(fields["code"], fields["message"], fields["wait_ms"])
            elif frame.type in expected:
                return frame
            elif frame.type != Type.PONG:
                raise wire.WireError(Outcome.UNEXPECTED_MESSAGE, f"a {frame.type.name}")

    def _move(self):
        """Reads and writes whatever can be; a ping keeps a silent connection alive."""
        wait_s = self.idle_ms / 3000
        readable, writable, _ = select.select([self.socket], [self.socket] if self.outgoing else [], [], wait_s)
        if readable:
            data = self.socket.recv(1 << 16)
            if not data:
                raise ConnectionError("closed by the other side")
            self.reader.feed(data)
        if writable:
            sent_bytes = self.socket.send(self.outgoing[:1 << 16])
            del self.outgoing[:sent_bytes]
            self.last_sent_s = time.monotonic()
        elif time.monotonic() - self.last_sent_s > wait_s and not self.outgoing:
            self.send(wire.encode_frame(Type.PING, b"still here"))

    def close(self):
        self.socket.close()


class Sender:
    """Sends the rows of a file in batches, several in flight; batches without an answer go again [A8]."""

    def __init__(self, address, catalogue):
        self.address, self.catalogue, self.client = address, catalogue, os.urandom(16)
        self.accepted, self.rejected, self.mark = 0, 0, None
        self.waiting = []  # lists of (line, report) to be sent before any further rows

    def run(self, path):
        rows = iter(ReportRows(path, self.catalogue))
        failures = 0
        while failures < ATTEMPTS:
            unanswered = {}
            answered = self.accepted + self.rejected
            try:
                connection = Connection(self.address, SENDER, self.catalogue, self.client)
                try:
                    self._session(connection, rows, unanswered)
                finally:
                    connection.close()
                return True
            except (OSError, Refused) as error:
                if isinstance(error, Refused) and error.code < 100:
                    raise
                self.waiting = [*unanswered.values(), *self.waiting]
                failures = 1 if self.accepted + self.rejected > answered else failures + 1
                print(f"{error}; {len(self.waiting)} batches go again", file=sys.stderr)
                time.sleep((getattr(error, "wait_ms", None) or 1000 * 2 ** (failures - 1)) / 1000)
        return False

    def _session(self, connection, rows, unanswered):
        """Everything that is left, over one connection."""
        number = 0
        while True:
            batch = self._next_batch(rows, connection.limits) if len(unanswered) < BATCHES_IN_FLIGHT else None
            if batch:
                number += 1
                unanswered[number] = batch
                body = encode_batch(number, [report for _, report in batch])
                connection.send(wire.encode_frame(Type.BATCH, body, compress=True))
            elif unanswered:
                self._take_ack(wire.decode_message(connection.receive(Type.ACK)), unanswered)
            else:
                return

    def _next_batch(self, rows, limits):
        """The next (line, report)s within the limits, or nothing once all are sent."""
        if self.waiting:
            batch = self.waiting.pop(0)
        else:
            batch = []
            while len(batch) < min(REPORTS_PER_BATCH, limits["reports_per_batch"]):
                line, report = next(rows, (None, None))
                if line is None:
                    break
                if isinstance(report, RowError):
                    self._refuse(line, report.code, report)
                else:
                    batch.append((line, report))
        while len(batch) > 1 and len(encode_batch(1, [r for _, r in batch])) > min(
                limits["body_bytes"], limits["inflated_bytes"]) - 10:
            half = len(batch) // 2
            self.waiting.insert(0, batch[half:])
            batch = batch[:half]
        return batch

    def _take_ack(self, ack, unanswered):
        if ack["number"] not in unanswered:
            raise wire.malformed(f"an ack of batch {ack['number']}, which is not waited for")
        batch = unanswered.pop(ack["number"])
        if ack["code"] is not None:
            unanswered[ack["number"]] = batch
            raise Refused(ack["code"], ack["message"], ack["wait_ms"])
        for refusal in ack["refusals"]:
            line, _ = batch[refusal["index"]]
            self._refuse(line, wire.outcome_name(refusal["code"]), refusal["message"] or "")
        self.accepted += len(batch) - len(ack["refusals"])
        self.mark = ack["mark"] or self.mark

    def _refuse(self, line, code, message):
        self.rejected += 1
        print(f"line {line}: {code}: {message}", file=sys.stderr)


def send(arguments):
    sender = Sender(arguments.collector, Catalogue(arguments.catalogue))
    try:
        complete = sender.run(arguments.file)
    finally:
        mark = sender.mark
        position = f"{mark['journal'].hex()}:{mark['position']}" if mark else "none"
        print(f"accepted {sender.accepted}, rejected {sender.rejected}, position {position}")
    return 0 if complete and not sender.rejected else 1


def position_of(text):
    journal, _, position = text.partition(":")
    return {"journal": bytes.fromhex(journal), "position": int(position)}


def query(arguments):
    first, _, last = (arguments.period or "").partition("..")
    fields = {
        "items": arguments.items, "unit": arguments.unit, "dimensions": arguments.by,
        "first_period": first or None, "last_period": (last or first) or None,
        "filters": [dict(zip(("category", "option"), pair.split("=", 1))) for pair in arguments.where],
        "at_least": [position_of(text) for text in arguments.at_least],
        "wait_ms": arguments.wait_ms if arguments.at_least else None}
    catalogue = Catalogue(arguments.catalogue) if arguments.catalogue else NoCatalogue
    connection = Connection(arguments.aggregator, OPERATOR, catalogue, os.urandom(16))
    out, columns = csv.writer(sys.stdout, lineterminator="\n"), None
    try:
        connection.send(wire.encode_message(Type.QUERY, **fields))
        while True:
            part = wire.decode_message(connection.receive(Type.RESULT))
            if part["code"] is not None:
                raise Refused(part["code"], part["message"], part["wait_ms"])
            if part["columns"]:
                columns = part["columns"]
                out.writerow(column["name"] for column in columns)
                for at in part["as_of"]:
                    print(f"as of {at['at']['journal'].hex()}:{at['at']['position']}", file=sys.stderr)
                for note in part["notes"]:
                    print(note, file=sys.stderr)
            if part["rows"]:
                if columns is None or len(part["cells"]) != len(columns):
                    raise wire.malformed(f"{len(part['cells'])} columns in a part")
                cells = [wire.decode_cells(data, part["rows"]) for data in part["cells"]]
                for row in zip(*cells):
                    out.writerow(shown(cell, column["scale"]) for cell, column in zip(row, columns))
            if part["end"]:
                return 0
    finally:
        connection.close()


def shown(cell, scale):
    """A cell as text: nothing where it is undefined, a decimal where its column has a scale."""
    if cell is None or isinstance(cell, str) or not scale:
        return "" if cell is None else cell
    return f"{'-' if cell < 0 else ''}{abs(cell) // 10 ** scale}.{abs(cell) % 10 ** scale:0{scale}}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    sending = commands.add_parser("send", help="send a file of report CSV")
    sending.add_argument("file")
    sending.add_argument("--collector", required=True, metavar="HOST:PORT")
    sending.set_defaults(run=send)
    asking = commands.add_parser("query", help="ask, and print the answer as CSV")
    asking.add_argument("items", nargs="+", metavar="ITEM")
    asking.add_argument("--aggregator", required=True, metavar="HOST:PORT")
    asking.add_argument("--unit")
    asking.add_argument("--by", action="append", default=[], metavar="DIMENSION")
    asking.add_argument("--period", metavar="FIRST..LAST")
    asking.add_argument("--where", action="append", default=[], metavar="CATEGORY=OPTION")
    asking.add_argument("--at-least", action="append", default=[], metavar="JOURNAL:POSITION")
    asking.add_argument("--wait-ms", type=int, default=60_000, help="how long to wait for the positions")
    asking.set_defaults(run=query)
    sending.add_argument("--catalogue", required=True, metavar="FILE")
    asking.add_argument("--catalogue", metavar="FILE", help="to be refused where the aggregator's differs")
    arguments = parser.parse_args()
    try:
        return arguments.run(arguments)
    except (OSError, Refused, wire.WireError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
