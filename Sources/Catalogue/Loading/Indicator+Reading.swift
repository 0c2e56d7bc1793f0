import Wire

extension Indicator {
    /// - Parameter levels: codes of levels with their lengths.
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["code", "name"], optional: Self.optionalKeys)
        code = try fields("code").code(.element)
        names = try fields("name").names()
        subject = try fields.optional("subject")?.code(.option)
        figure = try Figure(fields)
        factor = try fields.optional("factor")?.integer(in: 1...1_000_000) ?? 1
        note = try fields.optional("note")?.names()
        minimumDenominator = try fields.optional("minimum_denominator")?.integer(in: 1...1_000_000_000)
        lowestLevel =
            try fields.optional("lowest_level").map { (value) throws(CatalogueError) in
                Int(try value.integer(in: 1...Int64(UnitCode.maximumLength)))
            }
        unranked = try fields.optional("unranked")?.names()
        maturity = try fields.optional("matures").map(Maturity.init)
        survey = try fields.optional("survey").map(Survey.init)
        benchmarks = try fields.optional("benchmarks")?.list(Benchmark.init) ?? []
    }

    private static let optionalKeys = [
        "subject", "numerator", "denominator", "spread", "factor", "note", "minimum_denominator",
        "lowest_level",
        "unranked", "matures", "survey", "benchmarks",
    ]
}

extension Indicator.Figure {
    fileprivate init(_ fields: YAMLFields) throws(CatalogueError) {
        if let value = fields.optional("spread") {
            try fields.refuse(
                ["numerator", "denominator", "factor", "minimum_denominator", "survey", "matures"],
                "a spread is of another indicator, which says that")
            let spread = try value.fields(["of", "by"])
            self = .spread(of: try spread("of").code(.element), by: try spread("by").code(.option))
            return
        }
        let numerator = try Expression(
            fields.demand("numerator", "an indicator has a numerator, or is the spread of another"))
        if let denominator = fields.optional("denominator") {
            self = .rate(numerator, over: try Expression(denominator))
        } else {
            try fields.refuse(["minimum_denominator", "survey"], "only a rate has one")
            self = .count(numerator)
        }
    }
}

extension Indicator.Maturity {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields([], optional: ["days", "zero"])
        switch (fields.optional("days"), fields.optional("zero")) {
        case (let days?, nil): self = .days(try days.integer(in: 1...3_660))
        case (nil, let sum?): self = .zero(try Expression(sum))
        default: throw value.refused("expected either days or zero (a sum that comes to 0)")
        }
    }
}

extension Indicator.Survey {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["frame", "asked"])
        frame = try fields("frame").code(.element)
        asked = try fields("asked").code(.element)
    }
}

extension Indicator.Benchmark {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["name", "period", "value", "source"])
        names = try fields("name").names()
        let text = try fields("period").text()
        guard let period = Period(text: text) else {
            throw fields("period").refused("'\(text)' is no period, expected one such as 2020 or 202003")
        }
        self.period = period
        self.value = try fields("value").text()
        let digits = self.value.split(separator: ".", omittingEmptySubsequences: false)
        guard digits.count <= 2,
            digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else {
            throw fields("value").refused("'\(self.value)' is no number, expected digits such as 63.89")
        }
        source = try fields("source").text()
    }
}
