"""Every vector of the specification, read, written or refused as it says.

PROTO_SPEC names the specification's folder.
"""
import hashlib
import json
import os
import pathlib
import unittest

import grassroots_reports as reports
import grassroots_wire as wire

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = pathlib.Path(os.environ.get("PROTO_SPEC", HERE / "../../proto-spec")) / "vectors"
KINDS = {"integer": reports.INTEGER, "day": reports.DAY, "instant": reports.INSTANT}


MESSAGES = {type_.name.lower(): table for type_, table in wire.MESSAGES.items()}
# The content stays bytes in the client, which its digest covers.
MESSAGES["entry"] = {**MESSAGES["entry"], 1: ("content", wire.CONTENT, True, False)}
# What can be judged by a table alone; other requirements belong to one message, and to whoever acts on it.
JUDGED_BY_TABLES = ("T1", "T2", "T3", "F10", "F11", "F12", "F13")


def load(kind, name):
    return json.loads((VECTORS / kind / f"{name}.json").read_text(encoding="utf-8"))


def by_numbers(table, values):
    """The fields of a message as vectors give them: by number, bytes in hexadecimal, what is absent left out."""
    def meaning(kind, value):
        return by_numbers(kind, value) if isinstance(kind, dict) else (
            value.hex() if isinstance(value, bytes) else value)
    return {str(number): [meaning(kind, member) for member in values[name]] if repeated else meaning(kind, values[name])
            for number, (name, kind, _, repeated) in table.items() if values[name] not in (None, [])}


def by_names(table, fields):
    """The other way round."""
    def value(kind, meaning):
        if isinstance(kind, dict):
            return by_names(kind, meaning)
        return bytes.fromhex(meaning) if kind in ("bytes", "bytes16", "digest") else meaning
    return {table[int(number)][0]: [value(table[int(number)][1], member) for member in meaning]
            if table[int(number)][3] else value(table[int(number)][1], meaning) for number, meaning in fields.items()}


def report_of(fields):
    """The report that a vector describes."""
    occurrence = fields.get("occurrence")
    period = fields.get("period")
    return reports.Report(
        fields["data_set"], reports.EVENT if "id" in fields else reports.RETURN, fields["unit"].encode(),
        bytes.fromhex(fields["id"]) if "id" in fields
        else period["index"] * 8 + reports.PERIOD_TYPES.index(period["type"]),
        fields["saved_at_ms"], fields.get("status") == "retracted", KINDS[occurrence["kind"]] if occurrence else 0,
        occurrence["value"] if occurrence else 0, tuple(fields.get("options", ())),
        tuple(reports.Value(v["element"], tuple(v.get("options", ())), KINDS[v["kind"]], v["value"])
              for v in fields.get("values", ())))


def read_frame(data, chunk_bytes):
    """The only frame of some bytes, fed in pieces."""
    reader = wire.FrameReader(1 << 20, 1 << 20)
    frame = None
    for start in range(0, len(data), chunk_bytes):
        reader.feed(data[start:start + chunk_bytes])
        frame = frame or reader.next()
    return frame


class Vectors(unittest.TestCase):
    def test_messages(self):
        for message, table in MESSAGES.items():
            for vector in load("valid", message):
                if message == "catalogue" and not vector["bytes"]:
                    continue  # a request
                with self.subTest(message, vector=vector["name"]):
                    values = wire.decode_fields(table, bytes.fromhex(vector["bytes"]))
                    fields = vector.get("fields", {})
                    self.assertEqual(by_numbers(table, values), fields)
                    again = wire.encode_fields(table, by_names(table, fields))
                    self.assertEqual(wire.decode_fields(table, again), values)

    def test_invalid_messages(self):
        for message, table in MESSAGES.items():
            for vector in load("invalid", message):
                if vector["breaks"] not in JUDGED_BY_TABLES:
                    continue
                if vector["name"].startswith(("a text", "a cell", "reports")):
                    continue  # inside of what is bytes to a table
                with self.subTest(message, vector=vector["name"]), self.assertRaises(wire.WireError) as caught:
                    wire.decode_fields(table, bytes.fromhex(vector["bytes"]))
                with self.subTest(message, vector=vector["name"]):
                    self.assertEqual(caught.exception.outcome.name, vector["outcome"])

    def test_cells(self):
        rows = next(v for v in load("valid", "result") if v["name"] == "three rows of three columns")["fields"]
        columns = [wire.decode_cells(bytes.fromhex(cells), rows["2"]) for cells in rows["3"]]
        self.assertEqual(columns, [["5101", "5102", "社区"], [-5, None, 2**63 - 1], [-2**63, 0, None]])

    def test_catalogue_digests(self):
        """The digest is the SHA-256 of the file [C1]."""
        for vector in load("valid", "catalogue"):
            if fields := vector.get("fields"):
                self.assertEqual(hashlib.sha256(bytes.fromhex(fields["3"])).hexdigest(), fields["2"])

    def test_chained_digests(self):
        """An entry's digest follows from the one before it and its content [M5]."""
        table = wire.MESSAGES[wire.Type.ENTRY]
        bodies = [bytes.fromhex(v["bytes"]) for v in load("valid", "entry") if "written" not in v]
        entries = [wire.decode_fields(table, body) for body in bodies]
        before = bytes(32)
        for entry in entries:
            self.assertEqual(hashlib.sha256(before + entry["content"]).digest(), entry["digest"])
            before = entry["digest"]

    def test_reports(self):
        for vector in load("valid", "canonical-bytes"):
            with self.subTest(vector["name"]):
                report = report_of(vector["report"]).check()
                self.assertEqual(report.canonical().hex(), vector["bytes"])
                self.assertEqual(reports.Report.from_canonical(bytes.fromhex(vector["bytes"])), report)

    def test_batches(self):
        for vector in load("valid", "batch"):
            with self.subTest(vector["name"]):
                number, read = reports.decode_batch(bytes.fromhex(vector["bytes"]))
                self.assertEqual(number, vector["number"])
                self.assertEqual([report.canonical().hex() for report in read], vector["reports"])
                again = reports.encode_batch(number, read)
                self.assertEqual(reports.decode_batch(again), (number, read))

    def test_batches_as_the_project_writes_them(self):
        """The specification permits other bodies; this encoder makes the same choices all the same."""
        for vector in load("valid", "batch"):
            with self.subTest(vector["name"]):
                number, read = reports.decode_batch(bytes.fromhex(vector["bytes"]))
                self.assertEqual(reports.encode_batch(number, read).hex(), vector["bytes"])

    def test_invalid_batches(self):
        for vector in load("invalid", "batch"):
            with self.subTest(vector["name"]), self.assertRaises(wire.WireError) as caught:
                reports.decode_batch(bytes.fromhex(vector["bytes"]), report_limit=10)
            with self.subTest(vector["name"]):
                self.assertEqual(caught.exception.outcome.name, vector["outcome"])

    def test_frames(self):
        for vector in load("valid", "frame"):
            for chunk_bytes in (1, 5, 1 << 20):
                with self.subTest(vector["name"], chunk_bytes=chunk_bytes):
                    data, plain = bytes.fromhex(vector["bytes"]), bytes.fromhex(vector["plain"])
                    frame = read_frame(data, chunk_bytes)
                    self.assertEqual(frame, wire.Frame(wire.Type(vector["type"]), plain, vector["compressed"]))
                    if not vector["compressed"]:  # how well something is compressed is everybody's own
                        self.assertEqual(wire.encode_frame(frame.type, plain), data)
                    again = wire.encode_frame(frame.type, plain, compress=vector["compressed"])
                    self.assertEqual(read_frame(again, 1 << 20).body, plain)

    def test_invalid_reports(self):
        for vector in load("invalid", "canonical-bytes"):
            with self.subTest(vector["name"]), self.assertRaises(wire.WireError):
                reports.Report.from_canonical(bytes.fromhex(vector["bytes"]))

    def test_invalid_frames(self):
        for vector in load("invalid", "frame"):
            for chunk_bytes in (1, 5, 1 << 20):
                with self.subTest(vector["name"], chunk_bytes=chunk_bytes):
                    with self.assertRaises(wire.WireError) as caught:
                        read_frame(bytes.fromhex(vector["bytes"]), chunk_bytes)
                    self.assertEqual(caught.exception.outcome.name, vector["outcome"])

    def test_every_batch_cut_short_is_refused(self):
        for vector in load("valid", "batch"):
            body = bytes.fromhex(vector["bytes"])
            for length in range(len(body)):
                with self.subTest(vector["name"], length=length), self.assertRaises(wire.WireError):
                    reports.decode_batch(body[:length])


if __name__ == "__main__":
    unittest.main()
