internal import Catalogue

/// A small chart of values in the order of time, from the least to the greatest of them.
struct Sparkline {
    private let values: [Double?]
    private let least: Double
    private let greatest: Double

    init(_ values: [Double?]) {
        self.values = values
        least = values.compactMap { $0 }.min() ?? 0
        greatest = values.compactMap { $0 }.max() ?? 0
    }

    /// Between 0 and 1; the middle where all values are the same.
    private func height(_ value: Double) -> Double {
        greatest > least ? (value - least) / (greatest - least) : 0.5
    }

    /// A character for each value, a dot where there is none; empty where there are not two to compare.
    var blocks: String {
        guard values.compactMap({ $0 }).count > 1 else { return "" }
        let steps = Array("▁▂▃▄▅▆▇█")
        return String(
            values.map { value -> Character in
                guard let value else { return "·" }
                return steps[Int((height(value) * Double(steps.count - 1)).rounded())]
            })
    }

    // MARK: SVG

    private static let width = 96.0
    private static let drawnHeight = 24.0
    private static let margin = 3.0

    /// A line that is broken where there is no value, and a dot on the last one; empty where there are not two to compare.
    ///
    /// - Parameter label: what it shows, for those who cannot see it.
    func svg(label: String) -> String {
        guard values.compactMap({ $0 }).count > 1 else { return "" }
        let points = values.enumerated().map { index, value in value.map { point(index, $0) } }
        var runs: [[(x: String, y: String)]] = [[]]
        for point in points {
            if let point { runs[runs.count - 1].append(point) } else { runs.append([]) }
        }
        let lines = runs.filter { $0.count > 1 }.map { run in
            HTML.element(
                "polyline", ["points": run.map { "\($0.x),\($0.y)" }.joined(separator: " ")], "")
        }
        // A value between two that are missing has no line; the last one is always marked.
        let alone = runs.filter { $0.count == 1 }.flatMap { $0 }
        let last = runs[runs.count - 1].count > 1 ? runs[runs.count - 1].suffix(1) : []
        let dots = (alone + last).map { point in
            HTML.element("circle", ["cx": point.x, "cy": point.y, "r": "2"], "")
        }
        return HTML.element(
            "svg",
            [
                "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.drawnHeight))", "role": "img",
                "aria-label": label,
            ], (lines + dots).joined())
    }

    private func point(_ index: Int, _ value: Double) -> (x: String, y: String) {
        let step = (Self.width - 2 * Self.margin) / Double(max(1, values.count - 1))
        let y = Self.margin + (1 - height(value)) * (Self.drawnHeight - 2 * Self.margin)
        return (Self.text(Self.margin + Double(index) * step), Self.text(y))
    }

    private static func text(_ number: Double) -> String {
        DecimalText.text(Int64((number * 10).rounded()), scale: 1)
    }
}
