import Testing
import Wire

@testable import Client

@Suite struct BriefRenderingTests {
    private static let choices: [[Language]] = [[.chinese], [.english], [.chinese, .english]]

    // MARK: Text

    /// The characters of a line by the columns of a terminal; a character of the CJK blocks takes two.
    private static func places(_ line: Substring) -> [Character?] {
        line.flatMap { character -> [Character?] in
            let isWide =
                character.unicodeScalars.first.map { $0.value >= 0x2E80 && $0.value < 0xFFFF } ?? false
            return isWide ? [character, nil] : [character]
        }
    }

    /// The cells of each line of a table, as its rule of hyphens cuts them.
    private static func cells(_ lines: [Substring], _ rule: Substring) -> [[String]] {
        let ranges = rule.split(separator: "  ").map { column in
            let start = rule.distance(from: rule.startIndex, to: column.startIndex)
            return start..<start + column.count
        }
        return lines.map { line in
            let places = places(line)
            for gap in ranges.dropFirst().map({ $0.lowerBound - 2..<$0.lowerBound }) {
                #expect(places.dropFirst(gap.lowerBound).prefix(2).allSatisfy { $0 == " " }, "\(line)")
            }
            return ranges.map { range in
                String(places.dropFirst(range.lowerBound).prefix(range.count).compactMap { $0 })
                    .split(separator: " ").joined(separator: " ")
            }
        }
    }

    @Test(arguments: choices) func `Columns stand under each other in every language`(languages: [Language])
        throws
    {
        let text = BriefText(BriefPage(MadeUpBrief.brief, languages: languages)).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rules = lines.indices.filter { lines[$0].hasPrefix("---") }
        #expect(rules.count == 2)
        let end = try #require(
            lines[rules[0]...].firstIndex { $0.hasPrefix(languages[0] == .chinese ? "各表" : "Who") })
        let rows = Self.cells(
            Array(lines[(rules[0] + 1)..<(end - 1)]).filter { !$0.isEmpty }, lines[rules[0]])
        #expect(rows.count == 6)
        let points = languages[0] == .chinese ? "百分点" : " points"
        let unknown = languages[0] == .chinese ? "应报未知" : "expected unknown"
        #expect(
            Array(rows[1][1...]) == [
                "202512", "45.03%", "1901/4222", "+0.60" + points, "-3.35" + points, "", "",
                "54/56 + 3/" + unknown, "·▁▇·▄█ 40.00%–45.03%", "",
            ])
        #expect(rows[2][2] == "1610" && rows[2][6...8] == ["99", "0.00%", unknown])
        #expect(rows[2][9] == "▅▅▅" && rows[4][2] == "—" && !rows[4][10].isEmpty)
        for row in [rows[0], rows[3]] { #expect(row.dropFirst().allSatisfy { $0.isEmpty }) }
    }

    @Test func `The title has one line for each language`() {
        let lines = BriefText(BriefPage(MadeUpBrief.brief, languages: [.chinese, .english])).text.split(
            separator: "\n")
        #expect(lines[0] == "成都<市> 5101 2025年12月通报" && lines[1] == "成都<市> 5101 202512 brief")
        #expect(lines[2] == "注意 Attention: 单位<已>撤销 closed_now & <then>")
        #expect(lines[3] == "尚有2个单位未报齐，共3份。 2 units owe 3 reports, incomplete ones among them.")
        #expect(lines.last == "截至 As of journal:29 (2026-01-05T08:00:00+08:00)")
    }

    // MARK: Markdown

    @Test(arguments: choices) func `Every row of a Markdown table has the columns of its head`(
        languages: [Language]
    ) {
        let lines = BriefMarkdown(BriefPage(MadeUpBrief.brief, languages: languages)).text
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.filter { $0.hasPrefix("# ") }.count == 1)
        #expect(lines.filter { $0.hasPrefix("## ") }.count == 3)
        var counts: [Int] = []
        for (index, line) in lines.enumerated() where line.hasPrefix("|") {
            let bars = line.replacing("\\|", with: "").filter { $0 == "|" }.count
            if lines[index - 1].isEmpty { counts.append(bars) }
            #expect(bars == counts.last && line.hasSuffix(" |"), "\(line)")
        }
        #expect(counts == [12, 12, 8])
        #expect(lines.contains { $0.contains("\\<b\\>\\|") } == languages.contains(.chinese))
        #expect(lines.contains { $0.contains("a\\_b") } == languages.contains(.english))
    }

    @Test func `What must be known first stands above all figures, and nothing in it is taken for markup`()
        throws
    {
        let page = BriefPage(MadeUpBrief.brief, languages: [.english])
        let markdown = BriefMarkdown(page).text
        let warning = try #require(markdown.firstRange(of: "\n**closed\\_now & \\<then\\>**\n"))
        #expect(warning.upperBound < (try #require(markdown.firstRange(of: "2 units owe"))).lowerBound)
        let html = BriefHTML(page).text
        let paragraph = try #require(
            html.firstRange(of: "<p class=\"warning\">closed_now &amp; &lt;then&gt;</p>"))
        #expect(paragraph.upperBound < (try #require(html.firstRange(of: "<main>"))).lowerBound)
        #expect(html.contains("<small>40.00%–45.03%</small>"))
    }

    // MARK: HTML

    @Test(arguments: choices)
    func `Every element of the page is closed in its order, and it needs nothing else`(
        languages: [Language]
    ) {
        let html = BriefHTML(BriefPage(MadeUpBrief.brief, languages: languages)).text
        var open: [Substring] = []
        for tag in html.matches(of: #/<(?<end>/?)(?<name>[a-z0-9]+)( [A-Za-z-]+="[^"<>]*")*>/#) {
            let name = tag.output.name
            guard !["meta", "br"].contains(name) else { continue }
            if tag.output.end.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
        }
        #expect(open.isEmpty)
        // Nothing but those elements begins with <.
        let rest = html.replacing(#/</?[a-z0-9]+( [A-Za-z-]+="[^"<>]*")*>/#, with: "")
        #expect(!rest.replacing("<!DOCTYPE html>", with: "").contains("<"))
        for word in ["<script", "src=", "href=", "url(", "@import", "http:", "https:"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.matches(of: /<section>/).count == 3 && html.matches(of: #/<svg /#).count == 2)
        #expect(html.contains("成都&lt;市&gt;"))
        #expect(html.contains("A count &amp; &quot;more&quot;") == languages.contains(.english))
    }

    @Test func `A chart breaks where nothing was reported and marks the last value`() {
        // 96 wide and 24 high with a margin of 3: steps of 18, heights from 21 (40) to 3 (45).
        let svg = Sparkline([nil, 40, 45, nil, 42, 45]).svg(label: "x \"y\"")
        #expect(
            svg == "<svg viewBox=\"0 0 96 24\" role=\"img\" aria-label=\"x &quot;y&quot;\">"
                + "<polyline points=\"21.0,21.0 39.0,3.0\"></polyline>"
                + "<polyline points=\"75.0,13.8 93.0,3.0\"></polyline>"
                + "<circle cx=\"93.0\" cy=\"3.0\" r=\"2\"></circle></svg>")
        let alone = Sparkline([1, 2, nil, 3]).svg(label: "")
        #expect(alone.matches(of: /<circle/).count == 1 && alone.matches(of: /<polyline/).count == 1)
        #expect(Sparkline([5]).svg(label: "") == "" && Sparkline([nil, 5]).blocks == "")
        #expect(Sparkline([7, 7]).blocks == "▅▅" && Sparkline([0, 7, nil, 1]).blocks == "▁█·▂")
    }
}
