import Specification
import Testing
import Wire

/// Every message against a model that reads the specification's tables: what they forbid is refused, and nothing else.
@Suite struct MutationTests {
    /// Beside their tables these have parts that the model does not judge: [M7] to [M9], [M11].
    private static let messages = Vectors.messages.filter {
        !["ping", "pong", "result", "reports"].contains($0)
    }

    @Test(arguments: messages)
    func `What the tables forbid is refused, and nothing else`(message: String) throws {
        let model = try FieldModel()
        var accepted = 0
        var refused = 0
        for vector in try Vectors.valid(message) where vector.fields != nil {
            for mutation in Mutations(model).all(of: Array(hex: vector.bytes), as: message) {
                // An empty catalogue message is a request.
                if message == "catalogue", mutation.bytes.isEmpty { continue }
                let isRead = (try? VectorTests.rewritten(message, mutation.bytes)) != nil
                let isRight = model.accepts(mutation.bytes, as: message)
                if isRead != isRight {
                    Issue.record(
                        "\(vector.name), \(mutation): read \(isRead), right \(isRight): \(mutation.bytes.hex)"
                    )
                }
                if isRead { accepted += 1 } else { refused += 1 }
            }
        }
        #expect(accepted > 10 && refused > 50, "\(message): \(accepted) accepted, \(refused) refused")
    }

    @Test(arguments: ["result", "reports"])
    func `Answers with one thing wrong are refused or read, and what is read is written as the same`(
        message: String
    ) throws {
        let mutations = Mutations(try FieldModel())
        for vector in try Vectors.valid(message) {
            for mutation in mutations.all(of: Array(hex: vector.bytes), as: message) {
                guard let written = try? VectorTests.rewritten(message, mutation.bytes), !written.isEmpty
                else { continue }
                let again = try? VectorTests.rewritten(message, written)
                #expect(again == written, "\(vector.name), \(mutation)")
            }
        }
    }

    @Test func `Batches with one thing wrong are refused or read, and what is read is written as the same`()
        throws
    {
        for vector in try Vectors.valid("batch") {
            for mutation in Mutations.ofBytes(Array(hex: vector.bytes)) {
                guard let batch = try? Batch(body: mutation.bytes.span, reportLimit: 100) else { continue }
                let body = batch.body
                let again = try Batch(body: body.span, reportLimit: 100)
                #expect(again == batch, "\(vector.name), \(mutation)")
                #expect(batch.reportCount <= 100)
            }
        }
    }
}
