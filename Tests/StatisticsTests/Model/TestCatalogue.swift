import Catalogue

/// A small catalogue with one event form, a monthly and a yearly return, and every kind of element.
enum TestCatalogue {
    static func load(
        monthlyLookBack: Int = 2, withComment: String = "", newElement: Bool = false
    ) throws -> Catalogue {
        try Catalogue(yaml: Array(text(monthlyLookBack, withComment, newElement).utf8), file: "test.yaml")
    }

    private static func element(_ id: Int, _ code: String, _ rest: String) -> String {
        """
              - id: \(id)
                code: \(code)
                name: { zh: \(code), en: \(code) }
                definition: { zh: \(code), en: \(code) }
                source: ours
                unit: cases
                \(rest.split(separator: ";").joined(separator: "\n        "))

        """
    }

    private static func text(_ lookBack: Int, _ comment: String, _ hasNewElement: Bool) -> String {
        """
        # \(comment)
        version: 1
        name: { zh: 试, en: Test }
        time_zone: Asia/Shanghai
        levels:
          - { length: 2, code: province, name: { zh: 省, en: Province } }
          - { length: 4, code: city, name: { zh: 市, en: City } }
          - { length: 6, code: district, name: { zh: 区, en: District } }
          - { length: 9, code: street, name: { zh: 街, en: Street } }
        categories:
          - code: type
            name: { zh: 类, en: Type }
            options:
              - { id: 1, code: water, name: { zh: 水, en: Water } }
              - { id: 2, code: air, name: { zh: 气, en: Air } }
          - code: urgency
            name: { zh: 急, en: Urgency }
            options:
              - { id: 3, code: acute, name: { zh: 急, en: Acute } }
              - { id: 4, code: chronic, name: { zh: 慢, en: Chronic } }
          - code: reason
            name: { zh: 因, en: Reason }
            total: false
            options:
              - { id: 5, code: old, name: { zh: 老, en: Old } }
              - { id: 6, code: poor, name: { zh: 贫, en: Poor } }
        data_sets:
          - id: 1
            code: cases
            name: { zh: 案, en: Cases }
            form: event
            categories: [type, urgency]
            reported_by: { lengths: [2, 4, 6, 9] }
            required: [FILED]
            case: { closed: CLOSED_AT, due: DUE_AT, deferred: DEFERRED }
            elements:

        """
            + element(1, "FILED", "kind: flow;bounds: [0, 1000]")
            + element(2, "DUE_AT", "kind: date;bounds: [0, 4102444800]")
            + element(3, "CLOSED_AT", "kind: date;bounds: [0, 4102444800]")
            + element(
                4, "FELL_DUE", "kind: derived;rule: present(DUE_AT) and ended(DUE_AT);dated_by: DUE_AT")
            + element(
                5, "ON_TIME",
                "kind: derived;rule: ended(DUE_AT) and not_after(CLOSED_AT, DUE_AT);dated_by: DUE_AT")
            + element(6, "OPEN", "kind: derived;rule: absent(CLOSED_AT)")
            + element(7, "MINUTES", "kind: distribution;bounds: [0, 5000000]")
            + element(8, "COST", "kind: flow;bounds: [-100000, 100000];scale: 2;dated_by: CLOSED_AT")
            + element(30, "DEFERRED", "kind: flow;bounds: [0, 1]")
            + (hasNewElement ? element(9, "NEWER", "kind: flow;bounds: [0, 100]") : "")
                + """
                  - id: 2
                    code: monthly
                    name: { zh: 月, en: Monthly }
                    form: return
                    period: monthly
                    due_days: 5
                    look_back: \(lookBack)
                    reported_by: { lengths: [4, 6, 9] }
                    required: [STAFF]
                    elements:

                """
            + element(11, "STAFF", "kind: stock;bounds: [0, 10000];categories: [type]")
            + element(12, "FOUND", "kind: flow;bounds: [0, 10000];categories: [type]")
            + element(13, "VISITORS", "kind: distinct;bounds: [0, 10000]")
            + element(15, "YEAR_TO_DATE", "kind: cumulative;bounds: [0, 10000]")
            + element(16, "WEAK", "kind: flow;bounds: [0, 10000];categories: [reason]")
                + """
                  - id: 3
                    code: yearly
                    name: { zh: 年, en: Yearly }
                    form: return
                    period: yearly
                    due_days: 100
                    look_back: 1
                    reported_by: { lengths: [6] }
                    required: [POP]
                    elements:

                """
            + element(21, "POP", "kind: stock;bounds: [0, 20000000]")
            + element(22, "URBAN", "kind: stock;bounds: [0, 20000000]")
            + element(23, "PLANNED", "kind: target;bounds: [0, 20000000]")
            + element(24, "INCOME", "kind: rate;weight: POP;bounds: [-1000, 400000]")
                + """
                indicators:
                  - { code: ON_TIME_RATE, name: { zh: 率, en: Rate }, numerator: ON_TIME, denominator: FELL_DUE, factor: 100 }
                  - { code: ACUTE_RATE, name: { zh: 率, en: Rate }, numerator: "ON_TIME{urgency=acute}", denominator: "FELL_DUE{urgency=acute}", factor: 100 }
                  - { code: URBAN_RATE, name: { zh: 率, en: Rate }, numerator: URBAN, denominator: POP, factor: 100 }
                  - { code: BOTH, name: { zh: 和, en: Both }, numerator: FILED + OPEN, factor: 1 }
                rules:
                  - { code: URBAN_IN_POP, name: { zh: 城镇, en: Urban }, data_set: yearly, left: URBAN, operator: "<=", right: POP, missing: skip_if_any }
                  - { code: FOUND_IN_STAFF, name: { zh: 发现, en: Found }, data_set: monthly, left: FOUND, operator: "<=", right: STAFF + 20, missing: skip_if_all }
                  - { code: STAFF_OVER_VISITORS, name: { zh: 人, en: Staff }, data_set: monthly, left: STAFF, operator: ">=", right: VISITORS, missing: skip_if_any }
                  - { code: OLD_IN_VISITORS, name: { zh: 老, en: Old }, data_set: monthly, left: "WEAK{reason=old}", operator: "<=", right: VISITORS, missing: never_skip }
                  - { code: CLOSED_LATER, name: { zh: 先后, en: Order }, data_set: cases, left: CLOSED_AT, operator: ">=", right: DUE_AT, missing: skip_if_any }
                  - { code: FILED_ON_DUE, name: { zh: 同日, en: Same day }, data_set: cases, left: DUE_AT, operator: "=", right: occurred, missing: skip_if_any }
                  - { code: ACUTE_COST, name: { zh: 费, en: Cost }, data_set: cases, left: "COST{urgency=acute}", operator: "<=", right: "3 - FILED", missing: never_skip }

                """
    }
}
