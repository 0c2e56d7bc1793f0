internal import ArgumentParser
internal import Catalogue

/// What a shell offers where a code is expected: those of the catalogue that is compiled in.
enum Completions {
    static let dataSets = CompletionKind.custom { _, _, _ in shipped { $0.dataSets.map(\.code) } }

    static let answersAndItems = CompletionKind.custom { _, _, _ in
        QueryAnswer.allCases.map(\.rawValue)
            + shipped { $0.indicators.map(\.code) + $0.elements.map(\.code) + $0.dataSets.map(\.code) }
    }

    static let dimensions = CompletionKind.custom { _, _, _ in
        shipped { catalogue in
            catalogue.levels.map { "unit:\($0.code)" } + periods
                + catalogue.categories.map(\.code)
        }
    }

    /// What an aggregator takes for periods of each length.
    static let periods = ["day", "week", "month", "quarter", "half", "year"]

    static let options = CompletionKind.custom { _, _, _ in
        shipped { catalogue in
            catalogue.categories.flatMap { category in category.options.map { "\(category.code)=\($0.code)" }
            }
        }
    }

    private static func shipped(_ codes: (Catalogue) -> [String]) -> [String] {
        (try? Catalogue.shipped()).map(codes) ?? []
    }
}
