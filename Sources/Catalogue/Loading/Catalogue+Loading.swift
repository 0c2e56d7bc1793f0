import Crypto
import Foundation

extension Catalogue {
    /// - Parameter file: its name, for errors.
    package init(yaml: [UInt8], file: String) throws(CatalogueError) {
        let draft = try Draft(YAMLText.root(yaml, file: file))
        try draft.checkCodesAndIDs()
        self.init(
            version: draft.version, digest: Array(SHA256.hash(data: yaml)), source: yaml, names: draft.names,
            timeZone: draft.timeZone, levels: draft.levels.map(\.part),
            categories: draft.categories.map(\.part),
            dataSets: draft.dataSets.map(\.part), elements: draft.elements.map(\.part),
            unitsOfMeasure: draft.unitsOfMeasure.map(\.part), subjects: draft.subjects.map(\.part),
            indicators: draft.indicators.map(\.part),
            rules: draft.rules.map(\.part))
        try draft.checkLevels()
        try draft.checkUnitsOfMeasure()
        for dataSet in draft.dataSets { try dataSet.check(in: self) }
        for element in draft.elements { try element.check(in: self) }
        for subject in draft.subjects { try subject.check(in: self) }
        for indicator in draft.indicators { try indicator.check(in: self) }
        for rule in draft.rules { try rule.check(in: self) }
    }

    /// The catalogue of a file; of none, the one that is compiled in.
    package static func load(path: String?) throws(CatalogueError) -> Catalogue {
        guard let path else { return try shipped() }
        let url = URL(fileURLWithPath: path)
        guard !url.isFolder else {
            throw CatalogueError(file: path, line: nil, message: "is a folder, expected a catalogue in YAML")
        }
        let bytes = try bytes(ofFile: path)
        guard bytes.count <= maximumFileBytes else {
            throw CatalogueError(
                file: path, line: nil,
                message: "longer than \(maximumFileBytes) bytes, expected a catalogue in YAML")
        }
        return try Catalogue(yaml: bytes, file: path)
    }

    /// Its bytes, or one more than are permitted.
    private static func bytes(ofFile path: String) throws(CatalogueError) -> [UInt8] {
        // errno says more than Foundation's texts.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            return Array(try file.read(upToCount: maximumFileBytes + 1) ?? Data())
        } catch {
            throw unreadable(path, errno)
        }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> CatalogueError {
        CatalogueError(
            file: path, line: nil,
            message: "cannot be read, expected a catalogue in YAML: \(unsafe String(cString: strerror(code)))"
        )
    }

    /// What a frame of the protocol holds. No catalogue comes near it; a wrong path may name something endless.
    private static let maximumFileBytes = 8 << 20 - 1_024
}

extension URL {
    fileprivate var isFolder: Bool { (try? resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false }
}
