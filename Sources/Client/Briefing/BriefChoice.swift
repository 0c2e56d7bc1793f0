internal import Catalogue

/// What of an indicator one figure is about: all of it, or an option of each category that must not be added up.
struct BriefChoice {
    /// Codes of options by those of categories.
    var texts: [String: String] = [:]
    /// Behind the indicator's name.
    var suffix = Names("")

    static func suffix(_ names: Names) -> Names {
        Names(chinese: "·\(names.chinese)", english: ", \(names.english)")
    }
}

extension BriefPlan.Line {
    /// In the order of the catalogue.
    var choices: [BriefChoice] {
        categories.reduce([BriefChoice()]) { choices, category in
            choices.flatMap { choice in
                category.options.map { option in
                    var choice = choice
                    choice.texts[category.code] = option.code
                    choice.suffix = choice.suffix + BriefChoice.suffix(option.names)
                    return choice
                }
            }
        }
    }
}

extension BriefIndicator {
    /// Of its changes.
    var measure: Names {
        switch indicator.figure {
        case .count: Names("%")
        case .rate: indicator.factor == 100 ? BriefWords.points : Names("")
        case .spread: BriefWords.points
        }
    }
}
