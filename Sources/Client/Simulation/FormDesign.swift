/// The form of one data set: its elements, and quantities beside them that others are worked out from, which stand in no
/// report. Whoever the catalogue names reports it.
struct FormDesign: Sendable {
    struct Line: Sendable {
        let code: String
        let recipe: Recipe
        /// The category of a quantity that is no element; an element's is the catalogue's.
        var category: String?
        /// In how many of a hundred reports it is left empty.
        var emptyPercent: Int64 = 0
        /// In how many of a hundred units it is always left empty: they have nothing of the sort.
        var absentPercent: Int64 = 0

        init(
            _ code: String, _ recipe: Recipe, category: String? = nil, emptyPercent: Int64 = 0,
            absentPercent: Int64 = 0
        ) {
            self.code = code
            self.recipe = recipe
            self.category = category
            self.emptyPercent = emptyPercent
            self.absentPercent = absentPercent
        }
    }

    let dataSet: String
    let lines: [Line]

    init(_ dataSet: String, _ lines: [Line]) {
        self.dataSet = dataSet
        self.lines = lines
    }
}
