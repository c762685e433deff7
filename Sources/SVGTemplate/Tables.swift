import JSON

/// What instructions and expressions of a template and of its macros refer to by number.
struct Tables: Sendable {
    var expressions: [Expression] = []
    var literals: [JSONValue] = []
    var paths: [PathNode] = []
    var parts: [PathNode.Part] = []
    /// Of members, in paths.
    var names: [String] = []
    var lists: [ListNode] = []
    var maths: [MathNode] = []
    var operations: [MathNode.Operation] = []
    var comparisons: [ComparisonNode] = []
    var memberships: [MembershipNode] = []
    var tests: [TestNode] = []
    var filtered: [FilteredNode] = []
    var filters: [FilterCall] = []
    var functions: [FunctionNode] = []
    var calls: [MacroCallNode] = []
    var arguments: [Argument] = []
    var loops: [Loop] = []
    /// Slots that loops clear.
    var cleared: [Int] = []

    /// The value of a named argument of a call.
    func argument(_ name: String, in call: Range<Int>) -> Expression? {
        call.first { arguments[$0].name == name }.map { arguments[$0].value }
    }
}

/// Appends to a table.
///
/// - Returns: the number that stands for the entry.
func add<Entry>(_ entry: Entry, to table: inout [Entry]) -> Int {
    table.append(entry)
    return table.count - 1
}

/// Appends entries that belong together.
func add<Entry>(_ entries: [Entry], to table: inout [Entry]) -> Range<Int> {
    table += entries
    return table.count - entries.count..<table.count
}
