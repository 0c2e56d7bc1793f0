import Foundation

/// The numbered requirements of the specification, and where tests name them.
package enum Requirements {
    /// A list entry or a line of a page that says MUST, with its number where it has one.
    package struct Sentence: Sendable {
        package let page: String
        package let text: String
        /// Of `- [F3] A version…`.
        package var number: String? { text.hasPrefix("- [") ? numbers(in: text.prefix(8)).first : nil }
        package var isBinding: Bool { text.contains("MUST") }
    }

    /// The lines of all pages, each list entry on one.
    package static func sentences() throws -> [Sentence] {
        try Specification.pages().flatMap { page in
            page.text.replacingOccurrences(of: "\n  ", with: " ").split(separator: "\n").map {
                Sentence(page: page.name, text: String($0))
            }
        }
    }

    /// The numbers in brackets in a text.
    package static func numbers(in text: some StringProtocol) -> [String] {
        text.split(separator: "[").dropFirst().compactMap { rest in
            let number = rest.prefix { $0 != "]" }
            let digits = number.dropFirst()
            guard number.count < rest.count, number.first?.isUppercase == true, !digits.isEmpty,
                digits.allSatisfy(\.isNumber)
            else { return nil }
            return String(number)
        }
    }

    /// For each number that a test or a vector names, where it stands: the names of tests in Swift, what tests in Python
    /// say of themselves, and the requirements that invalid vectors break.
    package static func named() throws -> [String: [String]] {
        var places: [String: [String]] = [:]
        for file in try files(ending: ".swift") {
            let text = try String(contentsOf: Specification.tests.appending(path: file), encoding: .utf8)
            let parts = text.split(separator: "`", omittingEmptySubsequences: false)
            for (before, name) in zip(parts, parts.dropFirst())
            where before.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("func") {
                for number in numbers(in: name) { places[number, default: []].append(file) }
            }
        }
        for file in try files(ending: ".py") where file.contains("/test_") {
            let text = try String(contentsOf: Specification.tests.appending(path: file), encoding: .utf8)
            for said in text.matches(of: #/def test_\w+\(self\):\n +"""(?<text>[^"]+)"""/#) {
                for number in numbers(in: said.output.text) { places[number, default: []].append(file) }
            }
        }
        for file in Vectors.files {
            for vector in try Vectors.invalid(file) {
                places[vector.breaks, default: []].append("vectors/invalid/\(file).json")
            }
        }
        return places
    }

    private static func files(ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: Specification.tests.path)
            .filter { $0.hasSuffix(ending) }.sorted()
    }
}
