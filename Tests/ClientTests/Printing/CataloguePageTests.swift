import Catalogue
import Testing

@testable import Client

@Suite struct CataloguePageTests {
    private static func page() throws -> (html: String, catalogue: Catalogue) {
        let catalogue = try Catalogue.shipped()
        return (CataloguePage(catalogue).html, catalogue)
    }

    @Test func `It has every form, element, indicator and option in both languages`() throws {
        let (html, catalogue) = try Self.page()
        let codes =
            catalogue.dataSets.map(\.code) + catalogue.elements.map(\.code) + catalogue.indicators.map(\.code)
        for code in codes { #expect(html.contains("id=\"\(code)\""), "\(code)") }
        for rule in catalogue.rules { #expect(html.contains("id=\"rule-\(rule.code)\""), "\(rule.code)") }
        #expect(html.contains("COV_SINGLE + COV_JOINT + COV_WORKONLY &lt;= COV_TOTAL"))
        let names =
            catalogue.dataSets.map(\.names) + catalogue.elements.flatMap { [$0.names, $0.definition] }
            + catalogue.indicators.map(\.names) + catalogue.rules.map(\.names)
            + catalogue.categories.flatMap { $0.options.map(\.names) }
            + catalogue.subjects.filter { subject in
                catalogue.indicators.contains { $0.subject == subject.code }
            }
            .map(\.names)
        for name in names {
            #expect(html.contains(HTML.text(name.chinese)), "\(name)")
            #expect(html.contains(HTML.text(name.english)), "\(name)")
        }
    }

    @Test func `A formula leads to the elements that it is made of`() throws {
        let (html, catalogue) = try Self.page()
        #expect(
            html.contains(
                "(<a href=\"#COV_SINGLE\">COV_SINGLE</a> + <a href=\"#COV_JOINT\">COV_JOINT</a>) ÷ "
                    + "(<a href=\"#COV_TOTAL\">COV_TOTAL</a>) × 100"))
        let targets = html.matches(of: /href="#(?<id>[^"]+)"/).map { String($0.output.id) }
        #expect(Set(targets).isSubset(of: catalogue.elements.map(\.code) + catalogue.indicators.map(\.code)))
        #expect(targets.count > 80)
    }

    @Test func `It needs nothing else, and every element is closed in its order`() throws {
        let (html, _) = try Self.page()
        #expect(html.matches(of: /(?:src|href)="(?!#)/).isEmpty && !html.contains("<script"))
        var open: [Substring] = []
        for tag in html.matches(of: /<(?<end>\/?)(?<name>[a-z0-9]+)[^>]*>/) {
            let name = tag.output.name
            guard !["meta", "br"].contains(name) else { continue }
            if tag.output.end.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
        }
        #expect(open.isEmpty)
    }

    @Test func `What stands in a catalogue is text, never markup`() {
        #expect(HTML.text("<b>\"a\" & b</b>") == "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;")
    }
}
