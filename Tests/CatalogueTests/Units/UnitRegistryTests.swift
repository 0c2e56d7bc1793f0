import CSV
import Seeds
import Testing
import Wire

@testable import Catalogue

/// Which units a file registers, and what a wrong file is told.
@Suite struct UnitRegistryTests {
    private let catalogue: Catalogue
    private var levels: [Catalogue.Level] { catalogue.levels }

    init() throws { catalogue = try Catalogue.shipped() }

    private func registry(_ bytes: [UInt8]) throws(CSVError) -> UnitRegistry {
        var rest = bytes
        do throws(UnitsFileError) {
            return try UnitRegistry(file: "units.csv", catalogue: catalogue) {
                defer { rest = [] }
                return rest
            }
        } catch {
            throw error.faults[0]
        }
    }

    private func registry(_ text: String) throws(CSVError) -> UnitRegistry { try registry(Array(text.utf8)) }

    private func code(_ text: String) throws -> UnitCode { try #require(UnitCode(text)) }

    @Test func `Names are found by code, whatever the order of rows and columns`() throws {
        let units = try registry(
            "level,name,code\n4,\"东城街道, 新\",441900003\n2,东莞市,4419\n1,广东省,44\n2,Köln,4401\n")
        #expect(units.count == 4)
        #expect(units.name(of: try code("4419")) == "东莞市")
        #expect(units.name(of: try code("441900003")) == "东城街道, 新")
        #expect(units.name(of: try code("44")) == "广东省")
        #expect(units.name(of: try code("4401")) == "Köln")
        for absent in ["43", "45", "4418", "441900", "4419000030", "1", "Z"] {
            #expect(units.name(of: try code(absent)) == nil)
        }
    }

    @Test func `The parent is the nearest registered unit above, also where a level is missing`() throws {
        let units = try registry(
            "code,name\n44,广东省\n4401,广州市\n440103,荔湾区\n4419,东莞市\n441900003,东城街道\n")
        for (child, parent) in [
            ("440103", "4401"), ("440103001", "440103"), ("440103001002", "440103"), ("441900003", "4419"),
            ("441900003001", "441900003"), ("441900009", "4419"), ("4420", "44"),
        ] {
            #expect(units.parent(of: try code(child)) == (try code(parent)), "\(child)")
        }
        #expect(units.parent(of: try code("44")) == nil)
        #expect(units.parent(of: try code("450101")) == nil)
    }

    @Test func `Any set of units answers like a dictionary`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let characters = Array("012AZ")
        func randomCode() -> String {
            let length = levels.randomElement(using: &random)?.length ?? 2
            return String((0..<length).map { _ in characters.randomElement(using: &random) ?? "0" })
        }
        var names: [String: String] = [:]
        for number in 0..<3_000 { names[randomCode()] = "单位\(number)" }
        let rows = names.shuffled(using: &random).map { "\($0.key),\($0.value)\n" }
        let units = try registry("code,name\n" + rows.joined())
        #expect(units.count == names.count)
        for text in names.keys.sorted() + (0..<3_000).map({ _ in randomCode() }) {
            #expect(units.name(of: try code(text)) == names[text], "\(text), seed \(seed)")
        }
    }

    @Test(arguments: [
        ("", nil, "is empty, expected the columns code and name"),
        ("code,level\n11,1\n", 1, "the header lacks name"),
        ("a;b\n", 1, "the header lacks code and name"),
        ("code,name\n", nil, "holds no unit"),
        ("code,name\n11,北京市\n1101\n", 3, "1 cells, expected 2"),
        ("code,name\n11,北京,市\n", 2, "3 cells, expected 2"),
        ("code,name\n11,北京市\n\n12,\n", 4, "unit 12 has no name"),
        ("code,name\n11,北京市\n11A1b1,东\n", 3, "code `11A1b1`: expected 0-9 and A-Z, 2, 4, 6, 9, 12, 16"),
        ("code,name\n110,北京市\n", 2, "code `110`: expected"),
        ("code,name\n,北京市\n", 2, "code ``: expected"),
        ("code,name\n12345678901234567,长\n", 2, "code `12345678901234567`: expected"),
        ("code,name\n12,天津市\n11,北京市\n13,河北省\n12,天津\n", 5, "unit 12 stands in line 2 already"),
        ("code,name\n11,北京市\n11,北京市\n", 3, "unit 11 stands in line 2 already"),
        ("code,name\n11,\"北\n京\"\n", 2, "control character"),
        ("code,name\n11,\"北\"京\n", 2, "not RFC 4180"),
    ])
    func `A wrong row is refused with its line and what was expected`(text: String, line: Int?, said: String)
    {
        let error = #expect(throws: CSVError.self) { try registry(text) }
        #expect(error?.line == line)
        #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
    }

    @Test func `Names that are not UTF-8 or too long are refused`() {
        let broken = #expect(throws: CSVError.self) {
            try registry(Array("code,name\n11,".utf8) + [0xB1, 0xB1, 0xBE, 0xA9, 0x0A])
        }
        #expect(broken?.line == 2 && broken?.message.contains("is not UTF-8") == true)
        let long = String(repeating: "长", count: 85)
        #expect(throws: Never.self) { try registry("code,name\n11,\(long)\n") }
        let longer = #expect(throws: CSVError.self) { try registry("code,name\n11,\(long)x\n") }
        #expect(longer?.line == 2 && longer?.message.contains("256 bytes long") == true)
    }

    private func faults(_ text: String) -> UnitsFileError? {
        var rest = Array(text.utf8)
        return #expect(throws: UnitsFileError.self) {
            try UnitRegistry(file: "units.csv", catalogue: catalogue) { () throws(CSVError) in
                defer { rest = [] }
                return rest
            }
        }
    }

    @Test func `All wrong rows are said at once, each with its line`() {
        let error = faults(
            "code,name,opened,closed\n51,省,,\n5102,,,\n5103,丙,2025-13-01,\n5104,丁\n5101,甲,,\n52x,乙,,\n")
        #expect(error?.count == 4 && error?.faults.map(\.line) == [3, 4, 5, 7])
        let lines = (error?.description ?? "").split(separator: "\n")
        #expect(lines.count == 4 && lines[0].hasPrefix("units.csv:3: unit 5102 has no name"), "\(lines)")
        #expect(lines.last?.hasPrefix("units.csv:7: code `52x`") == true, "\(lines)")
        // Codes that stand twice, and whom rows name, at the same time; of whom a wrong row is about nothing is known.
        let all = faults(
            "code,name,reported_by,successors\n53,丙,54,\n51,甲,52,\n52,乙,,55@2025-01-01\n51,甲,,\n5x,丁,,\n54,,,\n"
        )
        #expect(all?.faults.map(\.line) == [4, 5, 6, 7], "\(all as Any)")
        let twice = faults("code,name,successors\n52,乙,\n51,甲,52@2025-01-01 52@2025-01-01\n")
        #expect(twice?.faults.first?.message.contains("names 52@2025-01-01 twice") == true, "\(twice as Any)")
    }

    @Test func `Of many wrong rows the first twenty are said, and how many follow`() {
        let rows = (0..<25).map { "\(10 + $0),\n" }.joined()
        let error = faults("code,name\n" + rows)
        #expect(error?.count == 25 && error?.faults.map(\.line) == Array(2...21))
        #expect(
            error?.description.hasSuffix("units.csv: 5 more rows are wrong: mend these first") == true,
            "\(error as Any)")
    }

    @Test func `A file that cannot be read is named`() throws {
        let absent = #expect(throws: UnitsFileError.self) {
            try UnitRegistry.load(path: "/no/such/units.csv", catalogue: catalogue)
        }
        #expect(absent?.description.hasPrefix("/no/such/units.csv: cannot be read") == true)
        let folder = #expect(throws: UnitsFileError.self) {
            try UnitRegistry.load(path: "/", catalogue: catalogue)
        }
        #expect(folder?.description == "/: is a folder, expected a CSV file (.csv or .csv.gz)")
    }
}
