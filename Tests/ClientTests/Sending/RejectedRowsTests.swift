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
}
