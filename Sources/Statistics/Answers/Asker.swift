import Catalogue
import Wire

/// Whoever asks a store on a day: reads what answers are made of.
struct Asker {
    let store: StatisticsStore
    /// The prefix of the asker's credential; nil: everything.
    let subtree: UnitCode?
    /// Days since 1970.
    let today: Int64
    let languages: [Language]

    func question(_ query: Query, isYearToDate: Bool = false) throws(QueryError) -> Question {
        try Question(
            query, subtree: subtree, store.catalogue, store.columns, isRegistered: store.units != nil,
            isYearToDate: isYearToDate)
    }

    /// - Parameter grids: takes what was read, for notes and costs.
    func grid(_ query: Query, _ grids: inout [Grid]) throws(QueryError) -> Grid {
        try grid(question(query), &grids)
    }

    func grid(_ question: Question, _ grids: inout [Grid]) throws(QueryError) -> Grid {
        try read([question], &grids)[0]
    }

    /// Several questions as of the same moment.
    private func read(_ questions: [Question], _ grids: inout [Grid]) throws(QueryError) -> [Grid] {
        let classes = store.units.map { UnitClasses($0, store.catalogue) }
        let classed = classes.flatMap { classes in
            store.catalogue.levels.last.map { ClassedReporters(classes: classes, lowestLevel: $0) }
        }
        let completeness = CompletenessReader(store.expectations, store.agreements, today: today)
        let readings = try store.read(on: today) { state throws(QueryError) in
            var readings: [(Readout, CellsCompleteness)] = []
            for question in questions {
                var readout = try Readout(question, state, classes: classes, today: today)
                readout.take(try ReportCounter(question, store.catalogue, completeness, state))
                readings.append(
                    (readout, try CellsCompleteness(question, readout, completeness, classed, state)))
            }
            return readings
        }
        let read = zip(questions, readings).map {
            Grid($0, $1.0, $1.1, store.catalogue, today: today)
        }
        grids += read
        return read
    }

    func trend(_ query: Query, _ grids: inout [Grid]) throws(QueryError) -> AnswerTable {
        let asked = try TrendQuestion(query, question(query))
        // What cannot be added up since January has no such column filled.
        var toDate = asked.toDate
        toDate.items = query.items.filter { code in
            var one = asked.toDate
            one.items = [code]
            return (try? question(one, isYearToDate: true)) != nil
        }
        var questions = [try question(asked.plain)]
        if !toDate.items.isEmpty { questions.append(try question(toDate, isYearToDate: true)) }
        let read = try read(questions, &grids)
        return try Trend(read[0], toDate: read[read.count - 1], range: asked.range, type: asked.type).table()
    }

    func interval(_ query: Query, _ grids: inout [Grid]) throws(QueryError) -> AnswerTable {
        let question = try question(query)
        var table = AnswerTable(
            columns: Interval.columns(question.dimensions), rows: [], notes: [Interval.note],
            showsFigures: false)
        var intervals: [Interval] = []
        var questions: [Question] = []
        for code in query.items {
            let interval = try Interval(code, query, question, store.catalogue)
            intervals.append(interval)
            questions.append(try self.question(interval.rates))
            if let frames = interval.frames { questions.append(try self.question(frames)) }
        }
        var read = try read(questions, &grids)[...]
        for interval in intervals {
            let rates = read.removeFirst()
            let reading = interval.read(rates, interval.frames == nil ? nil : read.removeFirst())
            table.rows += reading.rows.map { interval.row($0, $1, languages) }
            table.notes += interval.notes(reading)
            if query.isExplained { table.explanation += interval.explanation(reading) }
        }
        return table
    }

    func blankSpots(_ query: Query, _ grids: inout [Grid]) throws(QueryError) -> AnswerTable {
        let grid = try grid(BlankSpots.query(query, store.catalogue), &grids)
        let spots = try BlankSpots(grid)
        let day = spots.period.days.upperBound
        let below = grid.question.unit
        let reported = store.read(on: today) { state in
            state.reporters(of: spots.dataSet.id, spots.period.index, below: below)
        }
        guard let units = store.units else {
            var table = try spots.table(reported: reported, expected: [])
            table.notes.append(StatisticsStore.unknown)
            return table
        }
        let expected = units.places(below: below).compactMap { units.code(at: $0) }.filter { unit in
            units.time(of: unit, on: day)?.obliges(unit, to: spots.dataSet) ?? false
        }
        return try spots.table(reported: reported, expected: expected)
    }
}

extension FoldState {
    /// Units that have a report of a form for a base period.
    fileprivate borrowing func reporters(of dataSet: UInt32, _ period: UInt32, below unit: UnitCode?) -> Set<
        UnitCode
    > {
        guard let top = unit.map({ units.number(of: $0) }) ?? UnitTree.root else { return [] }
        var found: Set<UnitCode> = []
        units.walk(from: top, to: UnitCode.maximumLength) { number, _ in
            let key = RollupKey(dataSet: dataSet, unit: number, side: .own, period: period, group: .reports)
            if let code = units.code(number), rollups[key]?[.total]?.sum ?? 0 > 0 { found.insert(code) }
        }
        return found
    }
}
