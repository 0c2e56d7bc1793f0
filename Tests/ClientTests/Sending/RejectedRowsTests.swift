import Catalogue
import Foundation
import Testing
import Wire

@testable import Client

@Suite struct RejectedRowsTests {
    @Test func `Rejected rows go out as they were, with the reason in front, and come back mended`() throws {
        let folder = NSTemporaryDirectory() + "rejected-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalogue = try Catalogue.shipped()
        let path = folder + "/march.rejected.csv"
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        let rows = RejectedRows(target: .folder(folder), catalogue: catalogue)
        let columns = ["data_set", "unit", "period", "EC_POP"]
        rows.expect(source: "x/march.csv.gz", columns: columns, startsAnew: true)
        #expect(!FileManager.default.fileExists(atPath: path))
        try rows.add(
            source: "x/march.csv.gz", line: 5, outcome: .outOfBounds, message: "EC_POP, \"so\"",
            .written(Array("population,\"11\",2020,-1".utf8)), by: .client)
        let report = Report(
            dataSet: 3, unit: try #require(UnitCode("110101")),
            key: .period(Period(type: .yearly, index: 50)),
            savedAtMilliseconds: 0, values: [ReportValue(element: 51, value: 12)])
        try rows.add(
            source: "x/march.csv.gz", line: 9, outcome: .outsideSubtree, message: "no", .report(report),
            by: .collector)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == "line,code,message,data_set,unit,period,EC_POP\n"
                + "5,OUT_OF_BOUNDS,\"EC_POP, \"\"so\"\"\",population,\"11\",2020,-1\n"
                + "9,OUTSIDE_SUBTREE,no,population,110101,2020,12\n")
        #expect(rows.countByClient == 1)
        #expect(rows.paths == [path])
    }

    @Test func `Rows of files with different columns stand under one header, each cell in its column`() throws
    {
        let folder = NSTemporaryDirectory() + "rejected-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/all.csv"
        let rows = RejectedRows(target: .file(path), catalogue: try Catalogue.shipped())
        let first = ["data_set", "unit", "period", "EC_POP"]
        let second = ["unit", "data_set", "period", "COV_TOTAL:park"]
        rows.expect(source: "a.csv", columns: first, startsAnew: true)
        rows.expect(source: "b.csv", columns: second, startsAnew: true)
        try rows.add(
            source: "b.csv", line: 2, outcome: .outOfBounds, message: "no",
            .written(Array("510104017001,\"cover\"\"age\",2020,-1".utf8)), by: .client)
        try rows.add(
            source: "a.csv", line: 3, outcome: .outOfBounds, message: "no",
            .written(Array("population,\"11,2\",2020,-1".utf8)), by: .client)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == """
                line,code,message,data_set,unit,period,EC_POP,COV_TOTAL:park
                2,OUT_OF_BOUNDS,no,"cover""age",510104017001,2020,,-1
                3,OUT_OF_BOUNDS,no,population,"11,2",2020,-1,

                """)
        rows.expect(source: "c.csv", columns: ["data_set", "CP_FILED"], startsAnew: false)
        try rows.add(
            source: "c.csv", line: 1, outcome: .malformed, message: "no", .written(Array("x,1".utf8)),
            by: .collector)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        let more = try String(contentsOfFile: folder + "/all-2.csv", encoding: .utf8)
        #expect(
            more == """
                line,code,message,data_set,unit,period,EC_POP,COV_TOTAL:park,CP_FILED
                1,MALFORMED,no,x,,,,,1

                """)
        #expect(rows.paths == [folder + "/all-2.csv", path])
    }

    @Test func `Later commands append under the header that fits, and leave what is not theirs`() throws {
        let folder = NSTemporaryDirectory() + "rejected-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/all.csv"
        // Somebody's own file, where the second one would be.
        try Data("unit,name\n".utf8).write(to: URL(fileURLWithPath: folder + "/all-2.csv"))
        for (columns, cells) in [
            (["data_set", "a"], "x,1"), (["data_set", "b"], "y,2"), (["a"], "3"), (["b"], "4"),
        ] {
            let rows = RejectedRows(target: .file(path), catalogue: try Catalogue.shipped())
            rows.expect(source: "s.csv", columns: columns, startsAnew: false)
            try rows.add(
                source: "s.csv", line: 2, outcome: .malformed, message: "no", .written(Array(cells.utf8)),
                by: .collector)
        }
        let files = try ["all", "all-2", "all-3"].map {
            try String(contentsOfFile: folder + "/\($0).csv", encoding: .utf8)
        }
        #expect(
            files == [
                "line,code,message,data_set,a\n2,MALFORMED,no,x,1\n2,MALFORMED,no,,3\n", "unit,name\n",
                "line,code,message,data_set,b\n2,MALFORMED,no,y,2\n2,MALFORMED,no,,4\n",
            ])
    }

    @Test func `A refused report whose row had no values stands with all of them, to be mended and sent`()
        throws
    {
        let folder = NSTemporaryDirectory() + "rejected-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let rows = RejectedRows(target: .folder(folder), catalogue: try Catalogue.shipped())
        rows.expect(source: "a.csv", columns: ["data_set", "unit", "period", "status"], startsAnew: true)
        let report = Report(
            dataSet: 3, unit: try #require(UnitCode("110101")),
            key: .period(Period(type: .yearly, index: 50)),
            savedAtMilliseconds: 0, values: [ReportValue(element: 51, value: 12)])
        try rows.add(
            source: "a.csv", line: 9, outcome: .outsideSubtree, message: "no", .report(report), by: .collector
        )
        let text = try String(contentsOfFile: folder + "/a.rejected.csv", encoding: .utf8)
        let cells = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let row = Dictionary(uniqueKeysWithValues: zip(cells[0], cells[1]))
        #expect(row["EC_POP"] == "12" && row["status"] == "" && row["unit"] == "110101", "\(text)")
    }
}
