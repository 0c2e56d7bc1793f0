import Foundation
import Testing

@testable import Catalogue

/// Each case spoils the trial catalogue in one place; the error must name the line where `# HERE` stands.
@Suite struct CatalogueErrorTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        /// What the message must say.
        let message: String
        var testDescription: String { message }

        init(_ old: String, _ new: String, _ message: String) {
            self.old = old
            self.new = new
            self.message = message
        }
    }

    func check(_ spoilt: Case) throws {
        let range = try #require(TrialCatalogue.text.range(of: spoilt.old), "not in the trial catalogue")
        var text = TrialCatalogue.text
        text.replaceSubrange(range, with: spoilt.new)
        // The remark is put at the end of the line that it was written in.
        var lines = text.components(separatedBy: "\n")
        let line = try #require(lines.firstIndex { $0.contains("# HERE") })
        lines[line] = lines[line].replacingOccurrences(of: "# HERE", with: "") + " # HERE"
        let error = #expect(throws: CatalogueError.self) {
            try TrialCatalogue.load(lines.joined(separator: "\n"))
        }
        #expect(error?.line == line + 1)
        #expect(error?.message.contains(spoilt.message) == true, "\(error?.message ?? "")")
        #expect(error?.description.hasPrefix("trial.yaml:\(line + 1): ") == true)
    }

    @Test(arguments: [
        Case(
            "version: 7", "version: seven # HERE",
            "version: 'seven', expected a whole number of 1 to 4294967295"),
        Case("version: 7", "version: 0 # HERE", "version: 0, expected"),
        Case("version: 7", "version: [7] # HERE", "version: a list, expected a whole number"),
        Case("version: 7\nname", "name# HERE", "the key 'version' is missing"),
        Case("version: 7", "version: 7 # HERE\nversion: 8", "the key version stands twice"),
        Case(
            "version: 7", "version: 7\nlanguage: zh # HERE",
            "the key 'language' is not known here, permitted are"),
        Case("en: Trial", "en: \"\" # HERE", "name.en: is empty, expected text"),
        Case(
            "time_zone: America/New_York", "time_zone: Mars/Olympus # HERE", "'Mars/Olympus' is no time zone"),
        Case("time_zone: America/New_York\nlevels:", "time_zone: {a\nlevels: # HERE", "not readable as YAML"),
        Case(
            "length: 4, code: city", "length: 2, code: city # HERE", "levels[1].length: 2 after 2, expected"),
        Case(
            "length: 6, code: d", "length: 17, code: d # HERE",
            "levels[2].length: 17, expected a whole number of 1 to 16"),
        Case("code: city", "code: province # HERE", "the level's code province is taken already (line 5)"),
        Case(
            "categories:",
            "units_of_measure:\n  - { unit: cases, name: { zh: 件, en: cases } }\n"
                + "  - { unit: cases, name: { zh: 件, en: cases } } # HERE\ncategories:",
            "the unit cases is taken already"),
        Case("code: urgency", "code: Urgency # HERE", "'Urgency' is no code here, expected a small letter"),
        Case(
            "code: urgency", "code: quarter # HERE", "categories[0].code: 'quarter' has a meaning of its own"),
        Case("id: 2, code: chronic", "id: 1, code: chronic # HERE", "the option's id 1 is taken already"),
        Case("id: 4, code: other", "id: 1, code: other # HERE", "the option's id 1 is taken already"),
        Case(
            "id: 2, code: chronic", "id: 0, code: chronic # HERE",
            "options[1].id: 0, expected a whole number of 1 to"),
        Case("code: chronic", "code: acute # HERE", "the option's code acute is taken already"),
        Case("total: false", "total: no # HERE", "'no', expected true or false"),
    ])
    func `The head and the categories`(spoilt: Case) throws { try check(spoilt) }

    @Test(arguments: [
        Case(
            "  - id: 2\n    code: economy", "  - id: 1 # HERE\n    code: economy",
            "the data set's id 1 is taken already"),
        Case("code: economy", "code: case # HERE", "the data set's code case is taken already"),
        Case("code: monthly-work", "code: monthly_work # HERE", "'monthly_work' is no code here"),
        Case("form: event", "form: happening # HERE", "'happening', expected one of return, event"),
        Case(
            "form: event", "form: event\n    period: monthly # HERE",
            "is not permitted: an event has no period"),
        Case(
            "categories: [urgency]", "categories: [haste] # HERE",
            "there is no category haste, expected one of urgency, reason"),
        Case("categories: [urgency]", "categories: [urgency, urgency] # HERE", "a category stands twice"),
        Case("period: monthly", "period: fortnightly # HERE", "'fortnightly', expected one of daily, weekly"),
        Case("scope: subtree", "scope: all # HERE", "'all', expected one of own, subtree"),
        Case(
            "{ lengths: [4, 6] }", "{ lengths: [4, 5] } # HERE",
            "no level has the code length 5, expected a level's: 2, 4, 6"),
        Case("{ lengths: [4, 6] }", "{ } # HERE", "nobody reports it"),
        Case("lengths: [6], units", "lengths: [4, 6], units # HERE", "exactly one unit on each path reports"),
        Case("[4419, \"0202\"]", "[4419, 551] # HERE", "the unit 551 has no level's code length"),
        Case("[4419, \"0202\"]", "[4419, 441901] # HERE", "the unit 441901 lies below 4419"),
        Case("[4419, \"0202\"]", "[4419, 44-9] # HERE", "'44-9' is no unit's code"),
        Case("required: [FILED]", "required: [HOURS] # HERE", "HOURS is no element that is sent in case"),
        Case(
            "required: [FILED]", "required: [FELL_DUE] # HERE", "FELL_DUE is no element that is sent in case"),
    ])
    func `Forms`(spoilt: Case) throws { try check(spoilt) }

    @Test(arguments: [
        Case("id: 2, code: DUE_AT", "id: 1, code: DUE_AT # HERE", "the element's id 1 is taken already"),
        Case(
            "code: PEOPLE", "code: FILED # HERE", "the code of an element or indicator FILED is taken already"
        ),
        Case(
            "code: LATE_RATE", "code: FILED # HERE",
            "the code of an element or indicator FILED is taken already"),
        Case("code: HOURS", "code: hours # HERE", "'hours' is no code here, expected a capital letter"),
        Case("kind: flow, bounds: [0, 1]", "kind: flow # HERE", "the key 'bounds' is missing"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: sum, bounds: [0, 1] # HERE",
            "'sum', expected one of flow, stock"),
        Case("kind: flow, bounds: [0, 1]", "kind: stock, bounds: [0, 1] # HERE", "does not fit an event"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, bounds: [1, 0] # HERE",
            "[1, 0], expected [LEAST, GREATEST]"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, bounds: [0] # HERE", "[0], expected [LEAST, GREATEST]"),
        Case("kind: flow, bounds: [0, 1]", "kind: flow, bounds: 1 # HERE", "bounds: text, expected a list"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, bounds: [0, 1.5] # HERE",
            "bounds[1]: '1.5', expected a whole number"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, weight: FILED, bounds: [0, 1] # HERE",
            "only a rate has a weight"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, dated_by: MINUTES, bounds: [0, 1] # HERE",
            "MINUTES is no date of case"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, categories: [urgency], bounds: [0, 1] # HERE",
            "an event's options are its data set's"),
        Case(
            "bounds: [0, 5256000]", "bounds: [0, 2147483648] # HERE",
            "a sum of 2^32 events must fit 63 bits, expected at most 2147483647"),
        Case(
            "bounds: [-50, 1000]", "bounds: [-8796093022208, 0] # HERE",
            "a sum of 2^20 returns must fit 63 bits, expected at most 8796093022207"),
        Case(
            "weight: PEOPLE, bounds: [0, 400000]", "weight: PEOPLE, bounds: [0, 439805] # HERE",
            "its bounds times those of PEOPLE are too wide"),
        Case(
            "weight: PEOPLE, bounds: [0, 400000]", "weight: PEOPLE, bounds: [0, 9223372036854775807] # HERE",
            "too wide"),
        Case("weight: PEOPLE, ", "# HERE ", "the key 'weight' is missing"),
        Case("weight: PEOPLE", "weight: HOURS # HERE", "HOURS cannot weigh INCOME"),
        Case("kind: target", "kind: date # HERE", "dates are too close"),
        Case("kind: distinct", "kind: distribution # HERE", "does not fit a return"),
        Case("kind: cumulative", "kind: target # HERE", "a target is of a year"),
        Case("scale: 1", "scale: 10 # HERE", "scale: 10, expected a whole number of 0 to 9"),
        Case("[reason, urgency]", "[reason, hurry] # HERE", "there is no category hurry"),
        Case("rule: present(DUE_AT) and ended(DUE_AT)", "bounds: [0, 1] # HERE", "the key 'rule' is missing"),
        Case(
            "ended(DUE_AT), dated_by", "ended(FILED), dated_by # HERE",
            "FILED is no date that is sent in case"),
        Case(
            "present(DUE_AT)", "positive(DUE_AT) # HERE", "DUE_AT is no number that is sent in case"),
        Case("present(DUE_AT)", "zero(CLOSED_AT) # HERE", "CLOSED_AT is no number that is sent in case"),
        Case("present(DUE_AT)", "present(HOURS) # HERE", "HOURS is no element that is sent in case"),
        Case("present(DUE_AT)", "present DUE_AT # HERE", "'DUE_AT' where '(' is expected"),
        Case("present(DUE_AT) and", "given(DUE_AT) and # HERE", "'given' where one of present(…), absent(…)"),
        Case(
            "'absent(CLOSED_AT) and ended(DUE_AT)'", "'not_after(CLOSED_AT)' # HERE",
            "')' where ',' is expected"),
        Case("and ended(DUE_AT)'", "or ended(DUE_AT)' # HERE", "'or' where nothing more is expected"),
        Case("rule: 'absent", "bounds: [0, 1], rule: 'absent # HERE", "it is worked out from others"),
    ])
    func `Elements`(spoilt: Case) throws { try check(spoilt) }

    @Test(arguments: [
        Case("denominator: FILED", "denominator: CASES # HERE", "there is no element CASES"),
        Case("denominator: FILED", "denominator: MINUTES # HERE", "MINUTES cannot stand in a sum"),
        Case("denominator: FILED", "denominator: DUE_AT # HERE", "DUE_AT cannot stand in a sum"),
        Case("denominator: FILED", "denominator: INCOME # HERE", "INCOME cannot stand in a sum"),
        Case(
            "denominator: FILED", "denominator: FILED + # HERE", "the end where an element's code is expected"
        ),
        Case(
            "denominator: FILED", "denominator: FILED FILED # HERE", "'FILED' where nothing more is expected"),
        Case(
            "denominator: FILED", "denominator: \"FILED{haste=acute}\" # HERE", "there is no category haste"),
        Case(
            "denominator: FILED", "denominator: \"FILED{urgency=slow}\" # HERE",
            "urgency has no option slow, expected one of acute, chronic"),
        Case(
            "denominator: FILED", "denominator: \"FILED{reason=means}\" # HERE",
            "FILED is not told apart by reason"),
        Case(
            "denominator: FILED", "denominator: \"FILED{urgency=acute} + HOURS\" # HERE",
            "HOURS is not told apart by urgency"),
        Case(
            "denominator: FILED", "denominator: \"FILED{urgency=acute,urgency=acute}\" # HERE",
            "the category urgency stands twice"),
        Case("denominator: FILED", "denominator: \"FILED{urgency}\" # HERE", "'}' where '=' is expected"),
        Case("factor: 100", "factor: 0 # HERE", "factor: 0, expected"),
        Case(
            "subject: weakness", "subject: strength # HERE",
            "there is no subject strength, expected one of cases, weakness"),
        Case(
            "- code: WEAK_MEANS\n    name: { zh: 手段, en: Means }\n    subject: weakness",
            "- code: WEAK_MEANS # HERE\n    name: { zh: 手段, en: Means }",
            "WEAK_MEANS has no subject, expected one of cases, weakness"),
        Case(
            "code: weakness, name",
            "code: cases, name: { zh: 薄弱, en: Weakness } } # HERE\n  - { code: other, name",
            "the subject's code cases is taken already"),
        Case(
            "name: { zh: 薄弱, en: Weakness } }",
            "name: { zh: 薄弱, en: Weakness }, breakdowns: [{ of: NOTHING, by: reason }] } # HERE",
            "there is no element NOTHING"),
        Case(
            "name: { zh: 薄弱, en: Weakness } }",
            "name: { zh: 薄弱, en: Weakness }, breakdowns: [{ of: WEAK, by: colour }] } # HERE",
            "there is no category colour"),
        Case(
            "name: { zh: 薄弱, en: Weakness } }",
            "name: { zh: 薄弱, en: Weakness }, breakdowns: [{ of: LATE_RATE, by: reason }] } # HERE",
            "is not told apart by reason"),
        Case(
            "name: { zh: 薄弱, en: Weakness } }",
            "name: { zh: 薄弱, en: Weakness }, breakdowns: [{ of: WEAK, by: reason, most: 0 }] } # HERE",
            "most: 0, expected"),
        Case("en: A note", "de: Notiz # HERE", "the key 'de' is not known here, permitted are zh, en"),
        Case(
            "denominator: FILED", "denominator: FILED + PATIENCE # HERE",
            "FILED is in cases and PATIENCE in hours, expected one unit in a sum"),
        Case(
            "denominator: FILED", "denominator: ytd(FILED) + FELL_DUE # HERE",
            "some of it is since January and some is not, expected ytd(…) of all or of none"),
        Case(
            "factor: 100", "factor: 100\n    survey: { frame: FILED, asked: HOURS } # HERE",
            "HOURS is of the form monthly-work, expected one of the rate's own form"),
        Case(
            "factor: 100", "factor: 1000\n    survey: { frame: FILED, asked: FILED } # HERE",
            "given in per cent, expected the factor 100"),
        Case(
            "factor: 100", "factor: 100\n    survey: { frame: FILED, asked: DUE_AT } # HERE",
            "DUE_AT counts nobody, expected a flow or a stock"),
    ])
    func `Indicators`(spoilt: Case) throws { try check(spoilt) }

    @Test func `What is no catalogue at all`() throws {
        func message(_ bytes: [UInt8]) -> String? {
            #expect(throws: CatalogueError.self) { try Catalogue(yaml: bytes, file: "f") }?.description
        }
        #expect(message([]) == "f: the file is empty, expected a catalogue in YAML")
        #expect(
            message(Array("# only a remark\n".utf8)) == "f: the file is empty, expected a catalogue in YAML")
        #expect(
            message(Array("a: b\nc: \u{7}\n".utf8))?.hasPrefix(
                "f:2: not readable as YAML: control characters") == true)
        #expect(message(Array("a: 1\n".utf8) + [0xFF, 0xFE])?.hasPrefix("f:2: not UTF-8") == true)
        #expect(
            message(Array("just words".utf8))
                == "f:1: text, expected the keys version, name, time_zone, levels, "
                + "categories, data_sets, indicators")
        #expect(message(Array("a: 1\n---\nb: 2\n".utf8))?.hasPrefix("f:2: not readable as YAML") == true)
        #expect(message([0x1F, 0x8B, 0x08, 0x00])?.hasPrefix("f:1: not UTF-8") == true)
    }

    @Test func `A file that cannot be read is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let absent = folder.appending(path: "absent.yaml").path
        for (path, message) in [
            (absent, "cannot be read, expected a cat"), (folder.path, "is a folder, exp"),
        ] {
            let error = #expect(throws: CatalogueError.self) { try Catalogue.load(path: path) }
            #expect(
                error?.description.hasPrefix("\(path): \(message)") == true, "\(error?.description ?? "")")
        }
        let file = folder.appending(path: "trial.yaml")
        try Data(TrialCatalogue.text.utf8).write(to: file)
        #expect(try Catalogue.load(path: file.path).version == 7)
        #expect(try Catalogue.load(path: nil).dataSet("coverage") != nil)
        #expect(throws: CatalogueError.self) { try Catalogue.load(path: "/dev/zero") }
    }
}
