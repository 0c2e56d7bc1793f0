/// The first message of every connection, from whoever opened it.
public struct Hello: Equatable, Sendable {
    public enum Role: UInt64, Sendable {
        /// Sends batches.
        case sender = 0
        /// Follows the journal.
        case follower = 1
        /// Asks questions.
        case `operator` = 2
    }

    public var versions: ClosedRange<UInt64>
    public var role: Role
    /// What proves who it is; empty without.
    public var credential: [UInt8]
    /// 16 bytes made with the spool: a label for lists, never used for safety.
    public var clientID: [UInt8]
    public var catalogue: CatalogueMark
    /// For each journal that the client keeps acknowledgements from, the highest.
    public var knownJournals: [ChainMark]
    /// Name and version of the program.
    public var software: String
    /// What it wants messages in, the first one first; empty: in English.
    public var languages: [Language]

    public init(
        role: Role, clientID: [UInt8], catalogue: CatalogueMark, credential: [UInt8] = [],
        knownJournals: [ChainMark] = [], software: String = "", languages: [Language] = [],
        versions: ClosedRange<UInt64> = 1...1
    ) {
        self.versions = versions
        self.role = role
        self.credential = credential
        self.clientID = clientID
        self.catalogue = catalogue
        self.knownJournals = knownJournals
        self.software = software
        self.languages = languages
    }

    /// What messages for it are made in: never empty.
    public var messageLanguages: [Language] { languages.isEmpty ? [.english] : languages }
}

/// Which catalogue somebody has: the same version with another digest is another catalogue.
public struct CatalogueMark: Hashable, Sendable {
    public var version: UInt64
    /// SHA-256 of the file's bytes; 32 bytes.
    public var digest: [UInt8]

    public init(version: UInt64, digest: [UInt8]) {
        self.version = version
        self.digest = digest
    }
}

extension Hello {
    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, versions.lowerBound)
        fields.varint(2, versions.upperBound)
        fields.varint(3, role.rawValue)
        if !credential.isEmpty { fields.field(4, credential) }
        fields.field(5, clientID)
        fields.varint(6, catalogue.version)
        fields.field(7, catalogue.digest)
        for mark in knownJournals { fields.chainMark(8, mark) }
        fields.text(9, unlessEmpty: software)
        for language in languages { fields.text(10, language.rawValue) }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...10, repeated: [8, 10])
        let lowest = try fields.required(try fields.varint(1), 1, "lowest version")
        let highest = try fields.required(try fields.varint(2), 2, "highest version")
        guard lowest <= highest else {
            throw .badValue(what: "highest version", value: Int64(truncatingIfNeeded: highest))
        }
        let roleNumber = try fields.required(try fields.varint(3), 3, "role")
        guard let role = Role(rawValue: roleNumber) else {
            throw .badValue(what: "role", value: Int64(truncatingIfNeeded: roleNumber))
        }
        let clientID = try fields.bytes(5, count: 16, "client id length")
        self.init(
            role: role, clientID: try fields.required(clientID, 5, "client id"),
            catalogue: try CatalogueMark(fields, version: 6, digest: 7), credential: fields.bytes(4) ?? [],
            software: try fields.text(9), languages: Self.known(try fields.texts(10)),
            versions: lowest...highest)
        for bytes in fields.all(8) { knownJournals.append(try ChainMark(fields: bytes)) }
    }
}

extension Hello {
    /// Each once; what is not known here is skipped.
    private static func known(_ codes: [String]) -> [Language] {
        codes.reduce(into: []) { languages, code in
            if let language = Language(rawValue: code), !languages.contains(language) {
                languages.append(language)
            }
        }
    }
}

extension CatalogueMark {
    init(_ fields: FieldReader, version: UInt64, digest: UInt64) throws(WireError) {
        let bytes = try fields.bytes(digest, count: ChainMark.digestBytes, "catalogue digest length")
        self.init(
            version: try fields.required(try fields.varint(version), version, "catalogue version"),
            digest: try fields.required(bytes, digest, "catalogue digest"))
    }
}
