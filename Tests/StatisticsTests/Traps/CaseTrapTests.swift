import Catalogue
import Statistics
import Testing
import Wire

/// The rows of the table of traps that are about cases: deadlines, cohorts, backlog, deferral and days.
@Suite struct CaseTrapTests {
    private func `case`(
        _ store: inout ShippedStore, filed: String, due: String? = nil, closed: String? = nil,
        _ values: [String: Int64] = [:], type: String = "type=other"
    ) throws {
        var all: [String: Int64] = ["CP_FILED": 1, "CP_DUE": due == nil ? 0 : 1]
        all["CP_CLOSED"] = due != nil && closed != nil ? 1 : 0
        if let due, let closed { all["CP_CLOSED_ONTIME"] = closed <= due ? 1 : 0 }
        var dates: [String: String] = [:]
        dates["CP_DUE_AT"] = due
        dates["CP_CLOSED_AT"] = closed
        try store.event(
            "city-problem", "510104", filed, all.merging(values) { $1 }, options: [type], dates: dates)
    }

    @Test func `A case counts as due in the month of its deadline, once that day has ended`() throws {
        var store = try ShippedStore()
        try `case`(&store, filed: "20250110", due: "20250120", closed: "20250119")
        try `case`(&store, filed: "20250111", due: "20250125", closed: "20250126")
        // It has a deadline, on the day of asking and later: neither of them fell due yet.
        try `case`(&store, filed: "20250112", due: "20250210", closed: "20250113")
        try `case`(&store, filed: "20250113", due: "20250301", closed: "20250114")
        func rates(on day: String) throws -> [String] {
            let table = try store.ask(["CP_ONTIME_RATE"], by: ["month"], on: day)
            return table.figures(
                "month", "CP_ONTIME_RATE", "CP_ONTIME_RATE.numerator", "CP_ONTIME_RATE.denominator")
        }
        // Of all that have a deadline it would be 3 of 4 = 75 %.
        #expect(try rates(on: "20250210").prefix(1) == ["202501 50.0000 1 2"])
        #expect(try rates(on: "20250211").contains("202502 100.0000 1 1"))
        // By the month of filing it is another figure, and has another name (立案口径).
        let cohort = try store.ask(["CP_COHORT_ONTIME_RATE"], by: ["month"], on: "20250211")
        #expect(cohort.figures("month", "CP_COHORT_ONTIME_RATE") == ["202501 75.0000"])
        try store.close()
    }

    @Test func `Each element belongs to the month of the date that dates it`() throws {
        var store = try ShippedStore()
        // Due in January: one closed in January, one in February. Closed in January besides: three that were due later.
        try `case`(&store, filed: "20250102", due: "20250110", closed: "20250109")
        try `case`(&store, filed: "20250102", due: "20250111", closed: "20250203")
        for due in ["20250205", "20250206", "20250207"] {
            try `case`(&store, filed: "20250103", due: due, closed: "20250120")
        }
        // Closings of January over cases due in January would be 4 ÷ 2 = 200 %.
        let counts = try store.ask(["CP_ENDED", "CP_FELL_DUE"], by: ["month"])
        #expect(counts.figures("month", "CP_ENDED", "CP_FELL_DUE") == ["202501 4 2", "202502 1 3"])
        // As it was known at the end of January half was closed; the later closing counts where the case was due.
        let rate = try store.ask(["CP_CLOSE_RATE"], by: ["month"])
        #expect(rate.figures("month", "CP_CLOSE_RATE") == ["202501 100.0000", "202502 100.0000"])
        try store.close()
    }

    @Test func `A young cohort says how many of its deadlines have not passed`() throws {
        var store = try ShippedStore()
        try `case`(&store, filed: "20250601", due: "20250610", closed: "20250609")
        try `case`(&store, filed: "20250602", due: "20250620", closed: "20250619")
        try `case`(&store, filed: "20250625", due: "20250715")
        func cohort(on day: String) throws -> [String] {
            try store.ask(["CP_COHORT_CLOSE_RATE"], by: ["month"], on: day).figures(
                "CP_COHORT_CLOSE_RATE", "CP_COHORT_CLOSE_RATE.unsettled")
        }
        #expect(try cohort(on: "20250701") == ["66.6667 1"])
        #expect(try cohort(on: "20250716") == ["66.6667 0"])
        try store.close()
    }

    @Test func `Where a form has no deadlines the periods that are too young are named`() throws {
        var store = try ShippedStore()
        for day in ["20250110", "20250205"] {
            try store.event(
                "service-request", "510104", day, ["RQ_DISPATCHED": 1, "RQ_CLOSED": 0], dates: [:])
        }
        func young(on day: String, by: [String] = ["month"], period: String? = nil) throws -> [String] {
            try store.ask(["RQ_CLOSE_RATE"], by: by, period: period, on: day).notes.filter {
                $0.contains("may still change")
            }
        }
        // 30 days after 31 January are over with 2 March.
        let end = ": it settles 30 days after the end of a period"
        #expect(try young(on: "20250302") == ["RQ_CLOSE_RATE: may still change for 202501, 202502" + end])
        #expect(try young(on: "20250303") == ["RQ_CLOSE_RATE: may still change for 202502" + end])
        #expect(try young(on: "20250331") == [])
        #expect(
            try young(on: "20250330", by: [], period: "2025Q1")
                == ["RQ_CLOSE_RATE: may still change for 2025Q1" + end])
        #expect(try young(on: "20250303", by: [], period: "202501") == [])
        try store.close()
    }

    @Test func `The backlog is what was filed and has not ended, with a deadline or without`() throws {
        var store = try ShippedStore()
        try `case`(&store, filed: "20250110", due: "20250120", closed: "20250119")
        try `case`(&store, filed: "20250111", closed: "20250215")
        try `case`(&store, filed: "20250112", closed: "20250113")
        try `case`(&store, filed: "20250113", due: "20250120")
        try `case`(&store, filed: "20250114")
        // Filed less closed with a deadline would be 5 - 1 = 4 to the end.
        let table = try store.ask(["CP_OPEN", "CP_OVERDUE"], by: ["month"], period: "202501..202503")
        #expect(
            table.figures("month", "CP_OPEN", "CP_OVERDUE") == ["202501 3 1", "202502 2 1", "202503 2 1"])
        // A later range goes on from everything before it.
        #expect(try store.ask(["CP_OPEN"], period: "202503").figures("CP_OPEN") == ["2"])
        let share = try store.ask(["CP_OVERDUE_SHARE"], period: "202503")
        #expect(share.figures("CP_OVERDUE_SHARE") == ["50.0000"])
        try store.close()
    }

    @Test func `A deferred case leaves the denominator only while it is open`() throws {
        var store = try ShippedStore()
        for number in 0..<10 {
            let isClosed = number != 9
            try `case`(
                &store, filed: "20250102", due: "20250120", closed: isClosed ? "20250110" : nil,
                ["CP_DEFERRED": number >= 7 ? 1 : 0, "CP_EXTENDED": number == 0 ? 1 : 0])
        }
        // 9 closed over (10 due - 3 deferred) would be 129 %.
        let rates = try store.ask(
            ["CP_CLOSE_RATE", "CP_DEFER_RATE", "CP_EXTEND_RATE"], period: "202501")
        #expect(
            rates.figures("CP_CLOSE_RATE", "CP_CLOSE_RATE.numerator", "CP_CLOSE_RATE.denominator")
                == ["100.0000 9 9"])
        // What may flatter it is shown beside it.
        #expect(rates.figures("CP_DEFER_RATE", "CP_EXTEND_RATE") == ["10.0000 10.0000"])
        // 缓办 moves no deadline; the deferred case is not overdue.
        #expect(try store.ask(["CP_OVERDUE"], period: "202501").figures("CP_OVERDUE") == ["0"])
        // The two deferred that are closed contradict themselves, and are listed.
        let violations = try store.ask(["CP_DEFERRED_OPEN"], "violations")
        #expect(violations.rows.count == 2)
        try store.close()
    }

    @Test func `An extension moves the deadline, and the case is due in the month of the new one`() throws {
        var store = try ShippedStore()
        try `case`(&store, filed: "20250102", due: "20250220", closed: "20250219", ["CP_EXTENDED": 1])
        let table = try store.ask(["CP_FELL_DUE", "CP_EXTENDED"], by: ["month"])
        #expect(table.figures("month", "CP_FELL_DUE", "CP_EXTENDED") == ["202502 1 1"])
        try store.close()
    }

    @Test func `Rework counts cases that came back at least once, in the month of closing`() throws {
        var store = try ShippedStore()
        for number in 0..<30 {
            try `case`(
                &store, filed: "20250102", due: "20250120", closed: number < 20 ? "20250119" : "20250203",
                ["CP_REWORK": number.isMultiple(of: 3) ? 1 : 0])
        }
        let table = try store.ask(["CP_REWORK_RATE"], by: ["month"])
        #expect(
            table.figures("month", "CP_REWORK_RATE", "CP_REWORK_RATE.denominator") == [
                "202501 35.0000 20", "202502 30.0000 10",
            ])
        // A number of times, which would come to 40 ÷ 30 = 133 %, is refused on arrival.
        let twice = try store.happened("city-problem", "510104", "20250102", ["CP_FILED": 1, "CP_REWORK": 2])
        let refusals = Validator(store.catalogue).refusals(
            in: ReportGroup([twice]), firstIndex: 0, nowMilliseconds: TestClock.early, subtree: nil,
            peerCatalogueIsNewer: false)
        #expect(refusals.map(\.outcome) == [.outOfBounds])
        #expect(refusals.first?.message.contains("CP_REWORK") == true)
        try store.close()
    }

    @Test func `Beside every quantile stands how many have no value yet, and they count for the median`()
        throws
    {
        var store = try ShippedStore()
        for number in 0..<9 {
            let closed: [String: Int64] = number < 3 ? ["CP_MINUTES": Int64(number + 1) * 9_000] : [:]
            try `case`(&store, filed: "20250102", closed: number < 3 ? "20250110" : nil, closed)
        }
        try `case`(&store, filed: "20250103", type: "congestion")
        let table = try store.ask(["CP_MINUTES"], by: ["type"])
        // Of the closed alone the median is two weeks; more than half never closed. Nobody closed congestion at all.
        #expect(
            table.figures("type", "CP_MINUTES.n", "CP_MINUTES.open") == ["congestion 0 1", "other 3 6"])
        #expect(table.figures("CP_MINUTES.p50")[0] == "-")
        let bands = try store.ask(["CP_MINUTES"], "distribution", filters: ["type": "other"])
        #expect(
            bands.figures("band", "CP_MINUTES.within", "CP_MINUTES.within_share").contains(
                "≤ 10080 1 11.1111"))
        #expect(Set(bands.figures("CP_MINUTES.p50_all", "CP_MINUTES.open")) == ["- 6"])
        try store.close()
    }

    @Test func `Days and months are those of the catalogue's time zone`() throws {
        var store = try ShippedStore()
        // 2025-01-31T17:00Z is one o'clock on 1 February in Shanghai.
        var report = try store.happened("city-problem", "510104", "20250131", ["CP_FILED": 1])
        report.occurrence = .instant(try ShippedStore.day("20250131") * 86_400 + 17 * 3_600)
        try store.apply(report)
        #expect(try store.ask(["CP_FILED"], by: ["month"]).figures("month", "CP_FILED") == ["202502 1"])
        try store.close()
    }
}
