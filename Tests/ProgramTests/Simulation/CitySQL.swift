import GRDB

/// The statistics of a simulated city worked out by SQL over an exported SQLite file. Nothing of ours computes here.
final class CitySQL {
    let blocks = CityForm.all.flatMap { form in form.parts.map { CityBlock(form, $0) } }
    let queue: DatabaseQueue
    /// Tables that there are.
    private var made: Set<String> = []

    /// - Parameter units: a file with the columns `code`, `opened`, `closed` and `reports`; nil: nobody knows of units.
    init(path: String, units: String?) throws {
        queue = try DatabaseQueue(path: path)
        let units = try units.map { try Table(file: $0).rows } ?? []
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            let columns = ["code", "opened", "closed", "reports"]
            try database.execute(
                sql: "CREATE TEMP TABLE registered (\(columns.joined(separator: ", ")), PRIMARY KEY (code))")
            for unit in units {
                try database.execute(
                    sql: "INSERT INTO registered VALUES (?, ?, ?, ?)",
                    arguments: StatementArguments(columns.map { unit[$0] }))
            }
            let reaches = CityForm.all.filter { !$0.isEvent }.map(\.reach)
            for statement in reaches + blocks.map(\.creation) + CityCases.creation {
                try database.execute(sql: statement)
            }
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
