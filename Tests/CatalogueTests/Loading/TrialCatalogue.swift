@testable import Catalogue

/// A small catalogue that uses every form of the language.
enum TrialCatalogue {
    static func load(_ text: String = text) throws -> Catalogue {
        try Catalogue(yaml: Array(text.utf8), file: "trial.yaml")
    }

    static let text = """
        version: 7
        name: { zh: 试验, en: Trial }
        time_zone: America/New_York
        levels:
          - { length: 2, code: province, name: { zh: 省, en: Province } }
          - { length: 4, code: city, name: { zh: 市, en: City } }
          - { length: 6, code: district, name: { zh: 区县, en: District } }
        categories:
          - code: urgency
            name: { zh: 急慢, en: Urgency }
            options:
              - { id: 1, code: acute, name: { zh: 急症, en: Acute } }
              - { id: 2, code: chronic, name: { zh: 慢性病, en: Chronic } }
          - code: reason
            name: { zh: 原因, en: Reason }
            total: false
            options:
              - { id: 3, code: means, name: { zh: 手段, en: Means } }
              - { id: 4, code: other, name: { zh: 其他, en: Other } }
        data_sets:
          - id: 1
            code: case
            name: { zh: 案件, en: Cases }
            form: event
            categories: [urgency]
            reported_by: { lengths: [4, 6] }
            required: [FILED]
            case: { closed: CLOSED_AT, due: DUE_AT, deferred: PUT_OFF }
            elements:
              - \(element(1, "FILED", "kind: flow, bounds: [0, 1]"))
              - \(element(2, "DUE_AT", "kind: date, bounds: [946684800, 4102444800]"))
              - \(element(3, "CLOSED_AT", "kind: date, bounds: [946684800, 4102444800]"))
              - \(element(4, "FELL_DUE", "kind: derived, rule: present(DUE_AT) and ended(DUE_AT), dated_by: DUE_AT"))
              - \(element(5, "OPEN_LATE", "kind: derived, rule: 'absent(CLOSED_AT) and ended(DUE_AT)'"))
              - \(element(6, "MINUTES", "kind: distribution, bounds: [0, 5256000]"))
              - \(element(7, "PUT_OFF", "kind: flow, bounds: [0, 1]"))
              - \(element(8, "PATIENCE", "kind: flow, bounds: [0, 1]", unit: "hours"))
          - id: 2
            code: economy
            name: { zh: 经济, en: Economy }
            form: return
            period: yearly
            due_days: 120
            due_from: start
            look_back: 1
            scope: subtree
            reported_by: { lengths: [6], units: [4419, "0202"] }
            elements:
              - \(element(11, "INCOME", "kind: rate, weight: PEOPLE, bounds: [0, 400000]"))
              - \(element(12, "PEOPLE", "kind: stock, bounds: [0, 20000000]"))
              - \(element(13, "GOAL", "kind: target, bounds: [0, 1000]"))
              - \(element(14, "ACTIVE", "kind: distinct, bounds: [0, 1000], sensitive: true"))
          - id: 3
            code: monthly-work
            name: { zh: 月报, en: Monthly work }
            form: return
            period: monthly
            due_days: 5
            reported_by: { lengths: [4, 6] }
            elements:
              - \(element(21, "HOURS", "kind: flow, bounds: [-50, 1000], scale: 1"))
              - \(element(22, "TO_DATE", "kind: cumulative, bounds: [0, 1000]"))
              - \(element(23, "WEAK", "kind: stock, bounds: [0, 1000], categories: [reason, urgency]"))
        subjects:
          - { code: cases, name: { zh: 案件, en: Cases } }
          - { code: weakness, name: { zh: 薄弱, en: Weakness } }
        indicators:
          - code: LATE_RATE
            name: { zh: 逾期率, en: Late }
            subject: cases
            numerator: "OPEN_LATE{urgency=acute} - FELL_DUE{urgency=acute}"
            denominator: FILED
            factor: 100
            note: { zh: 说明, en: A note }
          - code: WEAK_MEANS
            name: { zh: 手段, en: Means }
            subject: weakness
            numerator: "-WEAK{reason=means, urgency=acute} + WEAK{reason=other,urgency=chronic}"
        rules:
          - code: CLOSED_LATER
            name: { zh: 先后, en: Order }
            data_set: case
            left: CLOSED_AT
            operator: ">="
            right: occurred
            missing: skip_if_any
          - code: FEW_MEANS
            name: { zh: 少, en: Few }
            data_set: monthly-work
            left: "WEAK{reason=means} + 2 - 3"
            operator: "<="
            right: "12 - WEAK{reason=other}"
            missing: skip_if_all
            note: { zh: 因, en: Why }

        """

    private static func element(_ id: Int, _ code: String, _ rest: String, unit: String = "cases") -> String {
        "{ id: \(id), code: \(code), name: { zh: 数, en: Count }, definition: { zh: 数, en: Count }, "
            + "source: ours, unit: \(unit), \(rest) }"
    }
}
