import Specification
import Testing
import Wire

/// What holds for the specification's text itself.
@Suite struct SpecificationTests {
    @Test func `Every MUST has a number, and no number stands for two requirements`() throws {
        var pages: [String: String] = [:]
        for sentence in try Requirements.sentences() {
            if let number = sentence.number {
                #expect(pages[number] == nil, "\(sentence.page): [\(number)] was given before")
                pages[number] = sentence.page
            } else if sentence.isBinding {
                // The sentence that explains the words is no requirement.
                #expect(sentence.text.contains("RFC 2119"), "\(sentence.page): \(sentence.text)")
            }
        }
        #expect(pages.count > 70)
    }

    @Test func `Every number that a sentence, a test or a vector refers to is defined`() throws {
        let sentences = try Requirements.sentences()
        let defined = Set(sentences.compactMap(\.number))
        for sentence in sentences {
            for number in Requirements.numbers(in: sentence.text) where !defined.contains(number) {
                Issue.record("\(sentence.page) refers to [\(number)]")
            }
        }
        for (number, places) in try Requirements.named() where !defined.contains(number) {
            Issue.record("[\(number)] is named by \(places) and is no requirement")
        }
    }

    @Test func `Every MUST is named by a test that checks it, or by a vector that breaks it`() throws {
        let named = try Requirements.named()
        for sentence in try Requirements.sentences() where sentence.isBinding {
            guard let number = sentence.number, named[number] == nil else { continue }
            Issue.record("\(sentence.page): no test names [\(number)]")
        }
    }

    @Test func `The codes and names of errors are those of the table, and so is which may be tried again`()
        throws
    {
        var codes: [UInt16] = []
        for line in try Specification.page("5-errors.md").split(separator: "\n") {
            let cells = Specification.cells(of: line)
            guard cells.count == 8, let code = UInt16(cells[0]) else { continue }
            codes.append(code)
            let outcome = Outcome(rawValue: code)
            #expect(outcome.description == cells[1])
            #expect(outcome.text([.english]) == cells[1])
            #expect(outcome.text([.chinese]) == "\(cells[2]) \(cells[1])")
            #expect(outcome.isRetryable == (cells[4] == "retry"), "\(code)")
        }
        #expect(codes.count == 28 && codes == codes.sorted())
        for code in 0...UInt16.max where !codes.contains(code) {
            #expect(Outcome(rawValue: code).description == "CODE_\(code)")
        }
    }

    @Test func `An error code that nobody knows is judged by its number [O1]`() {
        let judged = [0, 14, 99, 100, 107, .max].map { Outcome(rawValue: $0).isRetryable }
        #expect(judged == [false, false, false, true, true, true])
    }

    @Test func `The types of frames are those of the table, and so is which may be compressed [F9]`() throws {
        let types = try Specification.frameTypes()
        #expect(types.count == FrameType.allCases.count)
        for type in FrameType.allCases { #expect(types[type.rawValue] == "\(type)".lowercased()) }
        for line in try Specification.page("2-messages.md").split(separator: "\n") {
            let cells = Specification.cells(of: line)
            guard cells.count == 5, let type = UInt8(cells[0]).flatMap(FrameType.init) else { continue }
            #expect(type.mayBeCompressed == (cells[4] == "perhaps"), "\(type)")
        }
    }
}
