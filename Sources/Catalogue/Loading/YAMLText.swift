import Yams

/// The text of a YAML file, taken apart. Scalars stay text: what is a number is said by whoever reads it.
enum YAMLText {
    static func root(_ bytes: [UInt8], file: String) throws(CatalogueError) -> YAMLValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CatalogueError(
                file: file, line: lineOfBadText(bytes), message: "not UTF-8, which YAML must be here")
        }
        let node: Node?
        do {
            node = try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch let error as YamlError {
            throw refusal(error, text, file)
        } catch {
            throw CatalogueError(file: file, line: nil, message: "not readable as YAML: \(error)")
        }
        guard let node else {
            throw CatalogueError(
                file: file, line: nil, message: "the file is empty, expected a catalogue in YAML")
        }
        return YAMLValue(node: node, path: "", file: file)
    }

    private static func lineOfBadText(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }

    private static func refusal(_ error: YamlError, _ text: String, _ file: String) -> CatalogueError {
        let (line, problem): (Int?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, problem)
            case .reader(let problem, let offset, _, _):
                (offset.map { text.prefix($0).count { $0.isNewline } + 1 }, problem)
            case .duplicatedKeysInMapping(let keys, let context):
                (context.mark.line, "the key \(keys.joined(separator: ", ")) stands twice, expected once")
            default:
                (nil, "\(error)")
            }
        return CatalogueError(file: file, line: line, message: "not readable as YAML: \(problem)")
    }
}
