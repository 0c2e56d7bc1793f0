extension WireError {
    /// What whoever receives such bytes answers.
    public var outcome: Outcome {
        switch self {
        case .notGrassroots: .notGrassroots
        case .unsupportedVersion: .unsupportedVersion
        case .tooLarge: .tooLarge
        case .truncated, .overlong, .badText, .trailing, .badChecksum, .badCompression, .badValue, .unordered,
            .missingField, .unknownCriticalField, .repeatedField:
            .malformed
        }
    }
}
