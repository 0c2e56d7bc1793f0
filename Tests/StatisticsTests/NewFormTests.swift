import Catalogue
import Statistics
import Testing
import Wire

/// A form and indicators that nobody knew of when this was built: the catalogue's text is all that changes.
@Suite struct NewFormTests {
    private static let form = """
          - id: 900
            code: volunteers
            name: { zh: 志愿服务, en: Volunteers }
            form: return
            period: quarterly
            due_days: 10
            look_back: 1
            reported_by: { lengths: [9, 12] }
            required: [VO_REGISTERED]
            elements:
              - id: 900
                code: VO_REGISTERED
                name: { zh: 注册志愿者数, en: Registered volunteers }
                definition: { zh: 期末注册人数。, en: Registered at the end of the quarter. }
                source: ours
                kind: stock
                unit: persons
                bounds: [0, 100000]
                categories: [area]
              - id: 901
                code: VO_HOURS
                name: { zh: 服务时长, en: Hours of service }
                definition: { zh: 本季服务时长。, en: Hours in the quarter. }
                source: ours
                kind: flow
                unit: hours
                scale: 1
                bounds: [0, 10000000]
              - id: 902
                code: VO_SESSIONS
                name: { zh: 服务场次, en: Sessions }
                definition: { zh: 本季场次。, en: Sessions in the quarter. }
                source: ours
                kind: flow
                unit: meetings
                bounds: [0, 10000]

        """

    private static let indicators = """
          - code: VO_RURAL_SHARE
            name: { zh: 农村志愿者占比, en: Rural share }
            subject: urban_rural
            numerator: "VO_REGISTERED{area=rural}"
            denominator: VO_REGISTERED
            factor: 100
          - code: VO_SERVING_RATE
            name: { zh: 开展服务单位占比, en: Units that served }
            subject: collaborative
            numerator: units(VO_HOURS > 0)
            denominator: units(reported(VO_REGISTERED))
            factor: 100
          - code: VO_SESSION_SHARE
            name: { zh: 志愿服务场次占比, en: Sessions of all meetings }
            subject: collaborative
            numerator: VO_SESSIONS
            denominator: VO_SESSIONS + LK_MEETINGS
            factor: 100

        """

    private func catalogue() throws -> Catalogue {
        let shipped = try Catalogue.shipped()
        let text = String(decoding: shipped.source, as: UTF8.self)
            .replacing("\nversion: \(shipped.version)\n", with: "\nversion: \(shipped.version + 1)\n")
            .replacing("\nsubjects:\n", with: "\n\(Self.form)\nsubjects:\n")
            .replacing("\nrules:\n", with: "\n\(Self.indicators)\nrules:\n")
        return try Catalogue(yaml: Array(text.utf8), file: "new.yaml")
    }

    @Test func `An edit of the catalogue alone adds a form and indicators that can be sent and asked`() throws
    {
        let catalogue = try catalogue()
        #expect(catalogue.version == (try Catalogue.shipped().version) + 1)
        var store = try ShippedStore(catalogue: catalogue)
        for (unit, urban, rural, hours) in [
            ("510104017", 30, 10, 125), ("510104018", 10, 30, 0), ("510105001", 20, 0, 60),
        ] {
            var report = try store.filled(
                "volunteers", unit, "2025Q1",
                [
                    "VO_REGISTERED:urban": Int64(urban), "VO_REGISTERED:rural": Int64(rural),
                    "VO_HOURS": Int64(hours),
                ])
            // 2025-04-01.
            report.savedAtMilliseconds = 1_743_465_600_000
            let refusals = Validator(catalogue).refusals(
                in: ReportGroup([report]), firstIndex: 0, nowMilliseconds: report.savedAtMilliseconds,
                subtree: nil,
                peerCatalogueIsNewer: false)
            #expect(refusals.isEmpty)
            try store.apply(report)
        }
        let table = try store.ask(
            ["VO_RURAL_SHARE", "VO_SERVING_RATE", "VO_HOURS"], by: ["unit:6"], period: "2025Q1")
        #expect(
            table.figures("unit", "VO_RURAL_SHARE", "VO_SERVING_RATE", "VO_HOURS") == [
                "510104 50.0000 50.0000 12.5", "510105 0.0000 100.0000 6.0",
            ])
        // Every sort of answer has it too: the stock stands for one more quarter.
        let trend = try store.ask(["VO_REGISTERED"], "trend", by: ["quarter"], period: "2025Q1..2025Q3")
        #expect(
            trend.figures("quarter", "VO_REGISTERED", "VO_REGISTERED.change") == [
                "2025Q1 100 -", "2025Q2 100 0.0000",
            ])
        let ranking = try store.ask(["VO_RURAL_SHARE"], "ranking", by: ["unit:9"], period: "2025Q1")
        #expect(
            ranking.figures("rank", "unit") == ["1 510104018", "2 510104017", "3 510105001"])
        let actual = try store.ask(["volunteers"], "completeness", period: "2025Q1")
        #expect(actual.figures("data_set", "actual") == ["volunteers 3"])
        try store.close()
    }

    @Test func `What stands above and below the line of two forms counts once in each`() throws {
        var store = try ShippedStore(catalogue: catalogue())
        try store.report("volunteers", "510104017", "2025Q1", ["VO_SESSIONS": 3])
        try store.report("linkage", "510104017", "2025Q1", ["LK_MEETINGS": 1])
        // No meetings are known of it.
        try store.report("volunteers", "510104018", "2025Q1", ["VO_SESSIONS": 96])
        let table = try store.ask(["VO_SESSION_SHARE"], period: "2025Q1")
        #expect(
            table.figures(
                "VO_SESSION_SHARE", "VO_SESSION_SHARE.numerator", "VO_SESSION_SHARE.denominator")
                == ["75.0000 3 4"])
        try store.close()
    }

    @Test func `A store goes on with the edited catalogue, and what it counted stays`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let shipped = try ShippedStore()
        let before = try shipped.filled("linkage", "510104017", "2025Q1", ["LK_MEETINGS": 7])
        try shipped.close()
        var batches = BatchSource(seed: 1)
        let old = try StatisticsStore(
            folder: folder.path, catalogue: .shipped(), nowMilliseconds: TestClock.early)
        try old.apply([batches.batch([before].groups)], nowMilliseconds: TestClock.early)
        try old.close()
        let catalogue = try catalogue()
        let named = try ShippedStore(catalogue: catalogue)
        let after = try named.filled("volunteers", "510104017", "2025Q1", ["VO_HOURS": 15])
        try named.close()
        let new = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, nowMilliseconds: TestClock.early)
        try new.apply([batches.batch([after].groups)], nowMilliseconds: TestClock.early)
        let table = try new.answer(
            Query(items: ["LK_MEETINGS", "VO_HOURS"], by: ["quarter"]), subtree: nil,
            nowMilliseconds: ScannedStore.now)
        #expect(table.figures("quarter", "LK_MEETINGS", "VO_HOURS") == ["2025Q1 7 1.5"])
        try new.close()
    }
}
