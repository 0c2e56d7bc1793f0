internal import Catalogue
internal import Wire

/// What the codes of a column are called, where it is no category of the catalogue.
enum CodeNames {
    /// By code.
    static func of(_ column: String) -> [String: Names] { all[column] ?? [:] }

    /// Codes with their names, where they say more, for whoever reads one language: `空白 (blank)`.
    static func shown(_ names: [String: Names], _ languages: [Language]) -> [String: String] {
        guard languages.count == 1 else { return [:] }
        var shown: [String: String] = [:]
        for (code, names) in names where names[languages[0]] != code {
            shown[code] = "\(names[languages[0]]) (\(code))"
        }
        return shown
    }

    private static let all: [String: [String: Names]] = [
        // Of blank spots, and of who has not reported.
        "state": [
            "blank": Names(chinese: "空白", english: "blank"),
            "covered": Names(chinese: "已覆盖", english: "covered"),
            "not_reported": Names(chinese: "未报", english: "not reported"),
            "missing": Names(chinese: "未报", english: "missing"),
            "partial": Names(chinese: "缺项", english: "partial"),
            "disagreeing": Names(chinese: "与事件不符", english: "disagreeing"),
        ],
        "standing": [
            "in force": Names(chinese: "现行", english: "in force"),
            "superseded": Names(chinese: "已被取代", english: "superseded"),
        ],
        "status": [
            "values": Names(chinese: "有数值", english: "values"),
            "retracted": Names(chinese: "已撤回", english: "retracted"),
        ],
        "problem": [
            "lost": Names(chinese: "未被采用", english: "lost"),
            "ahead": Names(chinese: "时钟超前", english: "ahead"),
            "late": Names(chinese: "到达过晚", english: "late"),
        ],
        "method": [
            "wilson": Names(chinese: "抽样区间", english: "wilson"),
            "bounds": Names(chinese: "全部询问", english: "bounds"),
            "counted": Names(chinese: "直接计数", english: "counted"),
            "none": Names(chinese: "无人回答", english: "none"),
        ],
    ]
}
