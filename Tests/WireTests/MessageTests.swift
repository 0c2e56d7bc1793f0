import Testing
import Wire

/// Messages come back as they went, and what is cut short, repeated or unknown is told apart.
@Suite struct MessageTests {
    private static let journal = JournalID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    private static let mark = ChainMark(
        at: JournalPosition(journal: journal, position: 77), digest: [UInt8](repeating: 9, count: 32))
    private static let catalogue = CatalogueMark(version: 3, digest: [UInt8](repeating: 1, count: 32))

    @Test func `A hello comes back as it went`() throws {
        let hello = Hello(
            role: .follower, clientID: Array(0..<16), catalogue: Self.catalogue, credential: [4, 5],
            knownJournals: [Self.mark, Self.mark], software: "test 社区")
        #expect(try Hello(body: hello.body.span) == hello)
    }

    @Test func `A welcome comes back as it went, with and without a journal`() throws {
        let limits = Welcome.Limits(
            bodyBytes: 1, inflatedBytes: 2, reportsPerBatch: 3, unansweredBytes: 4, idleMilliseconds: 5)
        for journal in [nil, Welcome.Journal(id: Self.journal, oldestPosition: 1, headPosition: 0)] {
            let welcome = Welcome(
                catalogue: Self.catalogue, clockMilliseconds: -1, limits: limits, journal: journal,
                mismatched: journal == nil ? [] : [Self.journal])
            #expect(try Welcome(body: welcome.body.span) == welcome)
        }
    }

    @Test func `Acks of each sort come back as they went`() throws {
        let refusal = Refusal(index: 3, outcome: .outOfBounds, message: "CP_MINUTES is -1")
        let failure = Failure(outcome: .retryAfter, message: "disk full", waitMilliseconds: 1_000)
        for result: Ack.Result in [
            .taken(mark: Self.mark, refusals: []), .taken(mark: nil, refusals: [refusal]),
            .refused(failure),
        ] {
            let ack = Ack(batch: 12, result: result, clockMilliseconds: 1_700_000_000_000)
            #expect(try Ack(body: ack.body.span) == ack)
        }
    }

    @Test func `Follow, following, progress and goaway come back as they went`() throws {
        for mark in [nil, Self.mark] {
            let follow = Follow(name: "aggregator", mark: mark)
            #expect(try Follow(body: follow.body.span) == follow)
        }
        let following = Following(journal: Self.journal, nextPosition: 8, headPosition: 9, continues: false)
        #expect(try Following(body: following.body.span) == following)
        let progress = Progress(durablePosition: 5, backedUpPosition: 0)
        #expect(try Progress(body: progress.body.span) == progress)
        let goAway = GoAway(Failure(outcome: .draining, message: ""))
        #expect(try GoAway(body: goAway.body.span) == goAway)
    }

    @Test func `An entry and its content come back as they went`() throws {
        var deflater = Deflater()
        let plain = [UInt8](repeating: 7, count: 300)
        for batch in [Frame(.batch, plain), Frame(.batch, plain, deflater: &deflater)] {
            let content = EntryContent(
                position: 5, sender: Array(0..<16), receivedAtMilliseconds: 99, catalogueVersion: 1,
                refusals: [
                    Refusal(index: 0, outcome: .badPeriod, message: ""),
                    Refusal(index: 4, outcome: .outOfBounds, message: ""),
                ],
                batch: batch)
            #expect(try EntryContent(bytes: content.bytes.span) == content)
            let entry = Entry(content: content.bytes, digest: Self.mark.digest, headPosition: 6)
            #expect(try Entry(body: entry.body.span) == entry)
        }
    }

    @Test func `A question comes back as it went`() throws {
        let query = Query(
            items: ["CP_FILED", "EC_URBAN_RATE"], unit: "9901", by: ["unit:6", "month"],
            periods: .init(first: "201501", last: "201506"),
            filters: [.init(category: "type", option: "other")],
            atLeast: [Self.mark.at], waitMilliseconds: 60_000)
        #expect(try Query(body: query.body.span) == query)
        #expect(try Query(body: Query(items: ["A"]).body.span) == Query(items: ["A"]))
        #expect(throws: WireError.self) { try Query(body: Query(items: []).body.span) }
    }

    @Test func `An answer comes back from its parts as it went`() throws {
        let table = ResultTable(
            columns: [
                .init(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
                .init(name: "A", kind: .integer),
                .init(name: "R", kind: .decimal(scale: 4, isPercent: true)),
            ],
            rows: (0..<10).map {
                [.text("51\($0)"), .number(Int64($0) - 5), $0 == 3 ? .none : .number(.max)]
            },
            asOf: [.init(position: Self.mark.at, headPosition: 80, heardAtMilliseconds: 5)],
            answeredAtMilliseconds: 123, cellsRead: 40, ledgerRowsRead: 0, notes: ["a note"])
        var read: ResultTable?
        var ended = false
        for part in ResultPart.parts(of: table, rowsPerPart: 4) {
            switch try ResultPart(body: part.body.span) {
            case .head(let head): read = head
            case .rows(let rows): read?.rows += rows
            case .end: ended = true
            case .failure: Issue.record("no failure was sent")
            }
        }
        #expect(read == table && ended)
    }

    @Test func `A request for an export comes back as it went, and a key needs one form and a unit`() throws {
        let exports = [
            Export(), Export(dataSets: ["a", "b"], periods: .init(first: "2020", last: "2021")),
            Export(
                dataSets: ["a"], unit: "51", key: .period("202503"), withRevisions: true,
                atLeast: [Self.mark.at],
                waitMilliseconds: 9),
            Export(dataSets: ["a"], unit: "51", key: .event(EventID(high: 1, low: .max))),
        ]
        for export in exports { #expect(try Export(body: export.body.span) == export) }
        for wrong in [
            Export(unit: "51", key: .period("2025")), Export(dataSets: ["a"], key: .period("2025")),
            Export(dataSets: ["a", "b"], unit: "51", key: .period("2025")),
        ] {
            #expect(throws: WireError.self) { try Export(body: wrong.body.span) }
        }
    }

    @Test func `The pieces of an export come back as they went`() throws {
        let origin = ReportsPart.Origin(
            receivedAtMilliseconds: -5, sender: Array(0..<16), isInForce: false)
        let report = Report(
            dataSet: 1, unit: try #require(UnitCode("51")), key: .event(EventID(high: 1, low: 2)),
            savedAtMilliseconds: 3, status: .retracted)
        let batch = Batch(number: 1, groups: [report].groups)
        let parts: [ReportsPart] = [
            .head(
                .init(
                    asOf: [.init(position: Self.mark.at, headPosition: 80, heardAtMilliseconds: 5)],
                    answeredAtMilliseconds: 7, notes: ["a note"], expectedCount: 3)),
            .reports(.init(batch: batch, origins: [origin])), .end(reportCount: 1),
            .failure(Failure(outcome: .badQuery, message: "no")),
        ]
        for part in parts { #expect(try ReportsPart(body: part.body.span, reportLimit: 1) == part) }
        let short = ReportsPart.reports(.init(batch: batch, origins: []))
        #expect(throws: WireError.self) { try ReportsPart(body: short.body.span, reportLimit: 1) }
    }

    @Test func `A catalogue's file comes back as it went`() throws {
        let file = CatalogueFile(mark: Self.catalogue, bytes: Array("version: 3".utf8))
        #expect(try CatalogueFile(body: file.body.span) == file)
    }

    @Test func `A status report comes back as it went`() throws {
        let report = StatusReport(items: [
            .init("service", .text("collector")), .init("journal_bytes", .number(-3)),
        ])
        #expect(try StatusReport(body: report.body.span) == report)
    }

    @Test func `An unknown field is skipped unless it is critical, and then named [F11]`() throws {
        var fields = FieldWriter()
        fields.varint(1, 5)
        fields.varint(2, 6)
        fields.text(40, "from the future")
        #expect(try Progress(body: fields.bytes.span) == Progress(durablePosition: 5, backedUpPosition: 6))
        fields.field(41, critical: true, [])
        #expect(throws: WireError.unknownCriticalField(number: 41)) { try Progress(body: fields.bytes.span) }
    }

    @Test func `A missing, a repeated and an unordered field are refused [F10] [F12]`() {
        var missing = FieldWriter()
        missing.varint(1, 5)
        #expect(throws: WireError.missingField(what: "backed-up position", number: 2)) {
            try Progress(body: missing.bytes.span)
        }
        var repeated = missing
        repeated.varint(1, 5)
        #expect(throws: WireError.repeatedField(number: 1)) { try Progress(body: repeated.bytes.span) }
        var unordered = FieldWriter()
        unordered.varint(2, 5)
        unordered.varint(1, 5)
        #expect(throws: WireError.unordered(what: "field numbers")) {
            try Progress(body: unordered.bytes.span)
        }
    }
}
