"""Reports, their canonical bytes, and batches of them: chapters 3 and 4 of the Grassroots protocol."""
import itertools
from dataclasses import dataclass

from grassroots_wire import Cursor, Outcome, WireError, malformed, varint, wrapped, zigzag

RETURN, EVENT = 0, 1
INTEGER, DAY, INSTANT = 0, 1, 2  # kinds of values; an occurrence has 0 for none, and the same 1 and 2
PERIOD_TYPES = ("day", "week", "month", "quarter", "half-year", "year")


# ---- Reports --------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Value:
    """One cell of a form."""
    element: int
    options: tuple
    kind: int
    value: int


@dataclass(frozen=True)
class Report:
    """One form as it was saved. The key of a return is its period's number, that of an event 16 bytes."""
    data_set: int
    form: int
    unit: bytes
    key: int | bytes
    saved_at_ms: int
    retracted: bool = False
    occurrence_kind: int = 0
    occurrence: int = 0
    options: tuple = ()
    values: tuple = ()

    def check(self):
        """What can be judged without a catalogue: [R3]–[R5], lengths and numbers."""
        if self.form not in (RETURN, EVENT) or not 1 <= len(self.unit) <= 16 or 0 in self.unit:
            raise malformed(f"form {self.form}, unit {self.unit}")  # [R11]
        check_ids((self.data_set, *self.options))
        if self.form == RETURN and not (0 <= self.key < 1 << 32 and self.key & 7 < len(PERIOD_TYPES)):
            raise malformed(f"period {self.key}")
        check_cells((value.element, value.options, value.kind) for value in self.values)
        check_ascending(self.options)
        if self.retracted and (self.options or self.values):
            raise malformed("a retraction with options or values")
        if self.occurrence_kind > 2 or self.form == RETURN and (self.occurrence_kind or self.options):
            raise malformed("a return with an occurrence or options, or an unknown kind")
        if self.form == EVENT and not self.retracted and not self.occurrence_kind:
            raise malformed("an event without an occurrence")
        return self

    def canonical(self):
        """The bytes by which two reports of the same time are ordered [4.1]."""
        return b"".join((
            varint(self.data_set), bytes((self.form,)), varint(len(self.unit)), self.unit,
            self.key if self.form == EVENT else varint(self.key),
            (self.saved_at_ms % (1 << 64)).to_bytes(8, "big"), bytes((self.retracted, self.occurrence_kind)),
            zigzag(self.occurrence) if self.occurrence_kind else b"", counted(self.options), varint(len(self.values)),
            *(varint(v.element) + counted(v.options) + bytes((v.kind,)) + zigzag(v.value) for v in self.values)))

    @classmethod
    def from_canonical(cls, data):
        at = Cursor(data)
        data_set, form = at.varint(), at.u8()
        unit = at.take(at.varint())
        key = at.take(16) if form == EVENT else at.varint()
        saved_at_ms = int.from_bytes(at.take(8), "big", signed=True)
        status, kind = at.u8(), at.u8()
        if status > 1:
            raise malformed(f"status {status}")
        occurrence, options = at.zigzag() if kind else 0, at.varints()
        values = tuple(Value(at.varint(), at.varints(), at.u8(), at.zigzag()) for _ in range(at.count()))
        at.end()
        return cls(data_set, form, unit, key, saved_at_ms, bool(status), kind, occurrence, options, values).check()


def counted(numbers):
    return varint(len(numbers)) + b"".join(map(varint, numbers))


def check_ascending(members):
    members = list(members)
    if any(a >= b for a, b in itertools.pairwise(members)):
        raise malformed("members that do not ascend")


def check_ids(ids):
    if any(number >> 32 for number in ids):
        raise malformed("an id beyond 32 bits")  # [R10]


def check_cells(cells):
    """Elements with their options ascend strictly, and so do the options of each; kinds are known [R5], [B2]."""
    cells = list(cells)
    check_ascending((element, options) for element, options, _ in cells)
    for element, options, kind in cells:
        check_ids((element, *options))
        check_ascending(options)
        if kind > INSTANT:
            raise malformed(f"a value of kind {kind}")


# ---- Batches --------------------------------------------------------------------------------------------------------

def encode_batch(number, reports):
    """The body of a batch. Neighbours of the same form share a group, so indices are those of the list [B1]."""
    groups = [list(group) for _, group in itertools.groupby(reports, lambda r: (r.data_set, r.form))]
    return varint(number) + varint(len(groups)) + b"".join(map(_encode_group, groups))


def decode_batch(body, report_limit=10_000):
    """The number and the reports of a body; parsed strictly and without a catalogue [B1]–[B6]."""
    at, reports = Cursor(body), []
    number = at.varint()
    if number == 0:
        raise malformed("a batch with number 0")
    for _ in range(at.count(least=1)):
        reports += _decode_group(at, report_limit - len(reports))
    at.end()
    return number, reports


def _shape(report):
    head = report.retracted | report.occurrence_kind << 1
    return head, tuple((value.element, value.options, value.kind) for value in report.values)


def _encode_group(reports):
    first = reports[0]
    units = sorted({report.unit for report in reports})
    out = bytearray(varint(first.data_set) + bytes((first.form,)) + varint(len(reports)) + varint(len(units)))
    before = b""
    for unit in units:
        shared = next((i for i, (a, b) in enumerate(zip(before, unit)) if a != b), min(len(before), len(unit)))
        out += varint(shared) + varint(len(unit) - shared) + unit[shared:]
        before = unit
    out += _column(units, [report.unit for report in reports])
    keys = [report.key for report in reports]
    out += _encode_ids(keys) if first.form == EVENT else _deltas(keys)
    out += _deltas([report.saved_at_ms for report in reports])
    by_shape = {}
    for report in reports:
        by_shape.setdefault(_shape(report), []).append(report)
    out += varint(len(by_shape))
    for head, slots in by_shape:
        out += bytes((head,)) + varint(len(slots))
        out += b"".join(varint(element) + counted(options) + bytes((kind,)) for element, options, kind in slots)
    out += _column(list(by_shape), [_shape(report) for report in reports])
    if first.form == EVENT:
        lists = list(dict.fromkeys(report.options for report in reports))
        out += varint(len(lists)) + b"".join(map(counted, lists)) + _column(lists, [r.options for r in reports])
        last = [0, 0, 0]
        for report in (r for r in reports if r.occurrence_kind):
            out += zigzag(wrapped(report.occurrence - last[report.occurrence_kind]))
            last[report.occurrence_kind] = report.occurrence
    for (_, slots), members in by_shape.items():
        for index, (_, _, kind) in enumerate(slots):
            column = [report.values[index].value for report in members]
            out += b"".join(map(zigzag, column)) if kind == INTEGER else _deltas(column)
    return bytes(out)


def _decode_group(at, report_limit):
    data_set, form, count = at.varint(), at.u8(), at.count(least=1)
    if form not in (RETURN, EVENT):
        raise malformed(f"form {form}")
    if count > report_limit:
        raise WireError(Outcome.TOO_LARGE, f"{count} reports where {report_limit} more are permitted")  # [B4]
    units = [b""]
    for _ in range(at.count(least=1)):
        shared, more = at.varint(), at.varint()
        if shared > len(units[-1]) or not 1 <= shared + more <= 16:
            raise malformed(f"a unit of {shared} + {more} bytes")
        units.append(units[-1][:shared] + at.take(more))
    del units[0]
    check_ascending(units)
    report_units = _read_column(at, units, count)
    keys = _decode_ids(at, count) if form == EVENT else _read_deltas(at, count)
    saved_at_ms = _read_deltas(at, count)
    shapes = []
    for _ in range(at.count(least=1)):
        head = at.u8()
        slots = [(at.varint(), at.varints(), at.u8()) for _ in range(at.count())]
        check_cells(slots)
        if head > 7:
            raise malformed(f"a shape of {head:02x}")
        shapes.append((head & 1, head >> 1, slots, []))
    report_shapes = _read_column(at, shapes, count)
    options, occurrences = [()] * count, [0] * count
    if form == EVENT:
        lists = [at.varints() for _ in range(at.count(least=1))]
        options, last = _read_column(at, lists, count), [0, 0, 0, 0]
        for index, (_, kind, _, _) in enumerate(report_shapes):
            if kind:
                occurrences[index] = last[kind] = wrapped(last[kind] + at.zigzag())
    values = [[] for _ in range(count)]
    for index, (_, _, _, members) in enumerate(report_shapes):
        members.append(values[index])
    for _, _, slots, members in shapes:
        for element, cell_options, kind in slots:
            column = [at.zigzag() for _ in members] if kind == INTEGER else _read_deltas(at, len(members))
            for cells, value in zip(members, column):
                cells.append(Value(element, cell_options, kind, value))
    return [Report(data_set, form, report_units[i], keys[i], saved_at_ms[i], bool(report_shapes[i][0]),
                   report_shapes[i][1], occurrences[i], options[i], tuple(values[i])).check() for i in range(count)]


def _column(members, wanted):
    if len(members) == 1:
        return b""
    index = {member: i for i, member in enumerate(members)}
    return b"".join(varint(index[member]) for member in wanted)


def _read_column(at, members, count):
    indices = [0] * count if len(members) == 1 else [at.varint() for _ in range(count)]
    if max(indices) >= len(members):
        raise malformed(f"an index beyond a list of {len(members)}")  # [B3]
    return [members[index] for index in indices]


def _deltas(numbers):
    return b"".join(zigzag(wrapped(b - a)) for a, b in itertools.pairwise((0, *numbers)))


def _read_deltas(at, count):
    return list(itertools.accumulate((at.zigzag() for _ in range(count)), lambda a, b: wrapped(a + b), initial=0))[1:]


def _encode_ids(ids):
    """Runs of ids that share their first eight bytes, and runs of others as they are."""
    runs = []
    for _, same in itertools.groupby(ids, lambda id_: id_[:8]):
        same = list(same)
        if len(same) == 1 and runs and not runs[-1][0]:
            runs[-1][1].extend(same)
        else:
            runs.append((len(same) > 1, same))
    out = bytearray()
    for counting, run in runs:
        out += varint(len(run) << 1 | counting)
        out += run[0] if counting else b"".join(run)
        for before, id_ in itertools.pairwise(run) if counting else ():
            out += zigzag(wrapped(int.from_bytes(id_[8:], "big") - int.from_bytes(before[8:], "big") - 1))
    return bytes(out)


def _decode_ids(at, count):
    ids = []
    while len(ids) < count:
        head = at.varint()
        length = head >> 1
        if not 1 <= length <= count - len(ids):
            raise malformed(f"a run of {length} ids where {count - len(ids)} are missing")
        if head & 1 == 0:
            ids += [at.take(16) for _ in range(length)]
            continue
        prefix, last = at.take(8), int.from_bytes(at.take(8), "big")
        for position in range(length):
            last = (last + 1 + at.zigzag()) % (1 << 64) if position else last
            ids.append(prefix + last.to_bytes(8, "big"))
    return ids
