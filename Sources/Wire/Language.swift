/// A language that people read. Raw values stand in the bytes.
public enum Language: String, CaseIterable, Sendable {
    case chinese = "zh"
    case english = "en"
}
