/// The catalogue in force at a service, as the file that it was read from. An empty body asks for it.
public struct CatalogueFile: Equatable, Sendable {
    /// The version in the file and the SHA-256 of its bytes.
    public var mark: CatalogueMark
    /// The file as it is.
    public var bytes: [UInt8]

    public init(mark: CatalogueMark, bytes: [UInt8]) {
        self.mark = mark
        self.bytes = bytes
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, mark.version)
        fields.field(2, mark.digest)
        fields.field(3, bytes)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...3)
        self.init(
            mark: try CatalogueMark(fields, version: 1, digest: 2),
            bytes: try fields.required(fields.bytes(3), 3, "catalogue file"))
    }
}
