"""Report CSV, and as much of a catalogue as it takes to turn a row into a report.

The catalogue is read line by line, relying on the regular layout of the file: this is no YAML reader, and what it does
not recognise it passes over. It does not repeat the collector's judgement: bounds, units and categories that do not fit
are sent and refused there.
"""
import csv
import datetime
import decimal
import gzip
import hashlib
import os
import pathlib
import re
import uuid
import zoneinfo
from dataclasses import dataclass, field

from grassroots_reports import DAY, EVENT, INSTANT, INTEGER, PERIOD_TYPES, RETURN, Report, Value
from grassroots_wire import Outcome

EPOCH = datetime.date(1970, 1, 1)
PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "half-yearly": "half-year",
           "yearly": "year"}


class RowError(Exception):
    """A row that is no report; with the outcome that a collector would give it, where there is one."""

    def __init__(self, outcome, message):
        super().__init__(message)
        self.code = outcome.name if outcome else "BAD_ROW"


@dataclass
class Element:
    """An element as far as a row needs it."""
    id: int
    kind: str = ""
    scale: int = 0


@dataclass
class DataSet:
    """A form with its elements by code."""
    id: int
    form: int = RETURN
    period: str = ""
    elements: dict = field(default_factory=dict)


class Catalogue:
    """Ids by code. Options are looked up by category and code."""

    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        self.digest, self.version, self.time_zone = hashlib.sha256(data).digest(), 0, zoneinfo.ZoneInfo("UTC")
        self.options, self.data_sets = {}, {}
        section = None
        for line in data.decode().splitlines():
            if match := re.match(r"(\w+):(.*)", line):
                section = match[1]
                if section == "version":
                    self.version = int(match[2])
                elif section == "time_zone":
                    self.time_zone = zoneinfo.ZoneInfo(match[2].strip())
            elif section == "categories":
                self._category_line(line)
            elif section == "data_sets":
                self._data_set_line(line)

    def _category_line(self, line):
        if match := re.match(r"  - code: (\w+)", line):
            self._category = match[1]
        elif match := re.match(r" +- { id: (\d+), code: ([\w-]+),", line):
            self.options[self._category, match[2]] = int(match[1])

    def _data_set_line(self, line):
        if match := re.match(r"  - id: (\d+)", line):
            self._data_set = self._thing = DataSet(int(match[1]))
        elif match := re.match(r"      - id: (\d+)", line):
            self._thing = Element(int(match[1]))
        elif match := re.match(r"(?:    |        )(code|form|period|kind|scale): ([\w-]+)$", line):
            name, value = match.groups()
            if name == "code":
                inside = isinstance(self._thing, Element)
                (self._data_set.elements if inside else self.data_sets)[value] = self._thing
            else:
                numbers = {"event": EVENT, "return": RETURN}
                setattr(self._thing, name, int(value) if name == "scale" else numbers.get(value, value))

    def categories(self):
        return {category for category, _ in self.options}


def period_number(type_name, text):
    """The number of a period: index × 8 + type [3.1]."""
    patterns = {"day": r"(\d{4})(\d\d)(\d\d)", "week": r"(\d{4})W(\d\d)", "month": r"(\d{4})(\d\d)",
                "quarter": r"(\d{4})Q([1-4])", "half-year": r"(\d{4})S([12])", "year": r"(\d{4})"}
    match = re.fullmatch(patterns[type_name], text)
    try:
        if not match:
            raise ValueError("another form is expected")
        year, *rest = map(int, match.groups())
        if not 1970 <= year <= 2199:
            raise ValueError("years 1970 to 2199 exist")
        if type_name == "day":
            index = (datetime.date(year, *rest) - EPOCH).days
        elif type_name == "week":
            index = ((datetime.date.fromisocalendar(year, rest[0], 1) - EPOCH).days + 3) // 7
        elif type_name == "month" and not 1 <= rest[0] <= 12:
            raise ValueError("no such month")
        else:
            a_year = {"month": 12, "quarter": 4, "half-year": 2, "year": 1}[type_name]
            index = (year - 1970) * a_year + (rest[0] - 1 if rest else 0)
    except ValueError as error:
        raise RowError(Outcome.BAD_PERIOD, f"{text} is no {type_name}: {error}") from None
    return index * 8 + PERIOD_TYPES.index(type_name)


def event_id(data_set_code, text):
    """The 16 bytes of an event's id: a UUID's own, else hashed with the data set's code [3.4]."""
    if re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", text):
        return uuid.UUID(text).bytes
    return hashlib.sha256(data_set_code.encode() + b"\0" + text.encode()).digest()[:16]


def moment(text, time_zone, what):
    """The kind and the number of a date or a date-time; where it names no offset, in the zone given."""
    try:
        if len(text) == 10:
            return DAY, (datetime.date.fromisoformat(text) - EPOCH).days
        time = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise RowError(None, f"{what}: {error}") from None
    return INSTANT, int((time if time.tzinfo else time.replace(tzinfo=time_zone)).timestamp())


def integer(text, scale, what):
    """A decimal in the element's unit as a whole number of its smallest unit."""
    try:
        number = decimal.Decimal(text).scaleb(scale)
        if number != number.to_integral_value() or not -(1 << 63) <= number < 1 << 63:
            raise ValueError
    except (decimal.InvalidOperation, ValueError):
        raise RowError(None, f"{what}: {text} is no number with at most {scale} decimals") from None
    return int(number)


class ReportRows:
    """The reports of a file, one for each row, or the error of the row."""

    def __init__(self, path, catalogue):
        self.path, self.catalogue, self.repetitions = path, catalogue, {}

    def __iter__(self):
        """Gives (line number, report or RowError)."""
        opened = gzip.open if str(self.path).endswith(".gz") else open
        with opened(self.path, "rt", encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            for row in rows:
                try:
                    if None in row or None in row.values():
                        raise RowError(None, "more or fewer columns than the first line names")
                    yield rows.line_num, self.report({name: text for name, text in row.items() if text})
                except RowError as error:
                    yield rows.line_num, error

    def report(self, row):
        code = row.pop("data_set", "")
        data_set = self.catalogue.data_sets.get(code)
        if not data_set:
            raise RowError(Outcome.UNKNOWN_DATA_SET, f"no data set {code} in the catalogue")
        unit, period, id_text, status = (row.pop(name, "") for name in ("unit", "period", "id", "status"))
        if not 1 <= len(unit.encode()) <= 16:
            raise RowError(Outcome.BAD_UNIT_CODE, f"unit {unit}: 1 to 16 bytes are expected")
        if status not in ("", "retracted"):
            raise RowError(None, f"status {status} needs the last stocks, which this client does not keep")
        occurrence_kind = occurrence = 0
        if data_set.form == EVENT:
            if not id_text:
                raise RowError(None, "an event needs an id")
            key = event_id(code, id_text)
            if period:
                occurrence_kind, occurrence = moment(period, self.catalogue.time_zone, "period")
            elif not status:
                raise RowError(Outcome.BAD_OCCURRENCE, "an event needs a time at which it happened")
        else:
            key = period_number(PERIODS[data_set.period], period)
        saved_at_ms = self.saved_at_ms(row.pop("saved_at", ""), (code, unit, key))
        options, values = ((), ()) if status else self.cells(data_set, row)
        return Report(data_set.id, data_set.form, unit.encode(), key, saved_at_ms, bool(status), occurrence_kind,
                      occurrence, options, values)

    def saved_at_ms(self, text, key):
        if not text:
            repetition = self.repetitions[key] = self.repetitions.get(key, -1) + 1
            return int(os.stat(self.path).st_mtime * 1000) + repetition
        try:
            time = datetime.datetime.fromisoformat(text)
        except ValueError as error:
            raise RowError(None, f"saved_at: {error}") from None
        time = time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)
        since = time - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return since // datetime.timedelta(milliseconds=1)

    def cells(self, data_set, row):
        """The options and the values of a row, each in its order [R5]."""
        options, values, categories = [], [], self.catalogue.categories()
        for column, text in row.items():
            name, *option_codes = column.split(":")
            if name in categories and data_set.form == EVENT:
                options.append(self.option(text, {name}))
                continue
            element = data_set.elements.get(name)
            if not element:
                raise RowError(Outcome.UNKNOWN_ELEMENT, f"column {column}: no such element in this form")
            kind, value = (moment(text, self.catalogue.time_zone, column) if element.kind == "date"
                           else (INTEGER, integer(text, element.scale, column)))
            cell_options = tuple(sorted(self.option(code, categories) for code in option_codes))
            values.append(Value(element.id, cell_options, kind, value))
        return tuple(sorted(options)), tuple(sorted(values, key=lambda v: (v.element, v.options)))

    def option(self, code, categories):
        for category in categories:
            if (category, code) in self.catalogue.options:
                return self.catalogue.options[category, code]
        raise RowError(Outcome.UNKNOWN_OPTION, f"no option {code} in {', '.join(sorted(categories))}")
