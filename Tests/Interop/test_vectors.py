"""Every vector of the specification, read, written or refused as it says.

PROTO_SPEC names the specification's folder.
"""
import json
import os
import pathlib
import unittest

import grassroots_reports as reports
import grassroots_wire as wire

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = pathlib.Path(os.environ.get("PROTO_SPEC", HERE / "../../proto-spec")) / "vectors"
KINDS = {"integer": reports.INTEGER, "day": reports.DAY, "instant": reports.INSTANT}


def load(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


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
    def test_reports(self):
        for vector in load("report.json"):
            with self.subTest(vector["name"]):
                report = report_of(vector["report"]).check()
                self.assertEqual(report.canonical().hex(), vector["canonical"])
                self.assertEqual(reports.Report.from_canonical(bytes.fromhex(vector["canonical"])), report)

    def test_batches(self):
        for vector in load("batch.json"):
            with self.subTest(vector["name"]):
                number, read = reports.decode_batch(bytes.fromhex(vector["body"]))
                self.assertEqual(number, vector["number"])
                self.assertEqual([report.canonical().hex() for report in read], vector["reports"])
                again = reports.encode_batch(number, read)
                self.assertEqual(reports.decode_batch(again), (number, read))

    def test_batches_as_the_project_writes_them(self):
        """The specification permits other bodies; this encoder makes the same choices all the same."""
        for vector in load("batch.json"):
            with self.subTest(vector["name"]):
                number, read = reports.decode_batch(bytes.fromhex(vector["body"]))
                self.assertEqual(reports.encode_batch(number, read).hex(), vector["body"])

    def test_invalid_batches(self):
        for vector in load("batch-invalid.json"):
            with self.subTest(vector["name"]), self.assertRaises(wire.WireError) as caught:
                reports.decode_batch(bytes.fromhex(vector["body"]), report_limit=10)
            with self.subTest(vector["name"]):
                self.assertEqual(caught.exception.outcome.name, "MALFORMED")

    def test_frames(self):
        for vector in load("frame.json")["valid"]:
            for chunk_bytes in (1, 5, 1 << 20):
                with self.subTest(vector["name"], chunk_bytes=chunk_bytes):
                    data, plain = bytes.fromhex(vector["bytes"]), bytes.fromhex(vector["plain"])
                    frame = read_frame(data, chunk_bytes)
                    self.assertEqual(frame, wire.Frame(wire.Type(vector["type"]), plain, vector["compressed"]))
                    if not vector["compressed"]:  # how well something is compressed is everybody's own
                        self.assertEqual(wire.encode_frame(frame.type, plain), data)
                    again = wire.encode_frame(frame.type, plain, compress=vector["compressed"])
                    self.assertEqual(read_frame(again, 1 << 20).body, plain)

    def test_invalid_frames(self):
        for vector in load("frame.json")["invalid"]:
            for chunk_bytes in (1, 5, 1 << 20):
                with self.subTest(vector["name"], chunk_bytes=chunk_bytes):
                    with self.assertRaises(wire.WireError) as caught:
                        read_frame(bytes.fromhex(vector["bytes"]), chunk_bytes)
                    self.assertEqual(caught.exception.outcome.name, vector["outcome"])

    def test_every_batch_cut_short_is_refused(self):
        for vector in load("batch.json"):
            body = bytes.fromhex(vector["body"])
            for length in range(len(body)):
                with self.subTest(vector["name"], length=length), self.assertRaises(wire.WireError):
                    reports.decode_batch(body[:length])


if __name__ == "__main__":
    unittest.main()
