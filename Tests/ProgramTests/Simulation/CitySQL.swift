import GRDB

/// The statistics of a simulated city worked out by SQL over an exported SQLite file. Nothing of ours computes here.
final class CitySQL {
    let blocks = CityForm.all.flatMap { form in form.parts.map { CityBlock(form, $0) } }
    let queue: DatabaseQueue
    /// Tables that there are.
    private var made: Set<String> = []

    /// - Parameter units: a file with the columns `code` and `closed`; nil: nobody knows of closings.
    init(path: String, units: String?) throws {
        queue = try DatabaseQueue(path: path)
        let closings = try units.map { try Table(file: $0).rows.filter { $0["closed"] != "" } } ?? []
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // The month since 1970 that a unit is no longer open in.
            try database.execute(sql: "CREATE TEMP TABLE closing (unit TEXT PRIMARY KEY, month INTEGER)")
            for row in closings {
                let date = (row["closed"] ?? "").split(separator: "-").compactMap { Int($0) }
                try database.execute(
                    sql: "INSERT INTO closing VALUES (?, ?)",
                    arguments: [row["code"], (date[0] - 1970) * 12 + date[1] - 1])
            }
            for block in blocks { try database.execute(sql: block.creation) }
        }
    }

    /// The table of a block that is added up to a level, by a category or over all options: what lies deeper is added up
    /// first.
    func table(_ block: CityBlock, level: Int, category: String?) throws -> String {
        let name = "\(block.name)_at_\(level)" + (category.map { "_by_\($0)" } ?? "")
        guard made.insert(name).inserted else { return name }
        let deeper = CityQuestion.levels.first { $0 > level }
        let source = try deeper.map { try table(block, level: $0, category: category) } ?? block.name
        let option =
            deeper != nil ? "o" : category == nil ? "NULL" : block.form.isEvent ? category ?? "" : "o"
        let sums = block.columns.map { "sum(\($0.name)) AS \($0.name)" }.joined(separator: ", ")
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE \(name) AS SELECT substr(u, 1, \(level)) AS u, n, \(option) AS o, \(sums)
                    FROM \(source) GROUP BY 1, 2, 3
                    """)
        }
        return name
    }

    /// What the answer to a question must be, to the letter.
    func answer(_ question: CityQuestion) throws -> String {
        var tables: [String: String] = [:]
        for asked in question.asked(of: blocks) {
            tables[asked.block.name] = try table(
                asked.block, level: question.level, category: question.category)
        }
        let sql = question.sql(blocks) { tables[$0.name] ?? "" }
        let lines = try queue.read { try String.fetchOne($0, sql: sql) }
        return question.header(blocks) + "\n" + (lines.map { $0 + "\n" } ?? "")
    }

    func count(_ sql: String) throws -> Int { try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 } }
}
