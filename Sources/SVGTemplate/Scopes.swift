/// Where the value of a name may be, found when parsing, so that rendering compares no names.
///
/// By Tera's rules `{% set %}` belongs to the loop around it, else to the template or the macro, and lasts for a turn of
/// the loop. Whether it has run is known only when rendering: so a name has several places, and the first that holds
/// something counts. After them come the arguments of the template.
struct Reference: Sendable {
    /// A range of the template's places: slots, from the innermost loop outwards. Macros do not see the variables of
    /// their callers.
    let places: Range<Int>
    /// Into the names of the arguments.
    let argument: Int
}

/// The scopes of a template as far as it is parsed.
struct Scopes {
    private struct Scope {
        /// The loop, template or macro around a loop; nil for a template or a macro.
        let outer: Int?
        var slots: [String: Int] = [:]
    }

    private struct Mention: Hashable {
        let scope: Int
        let name: String
    }

    private var scopes = [Scope(outer: nil)]
    private(set) var current = 0
    private var slotCount = 0
    private var numbers: [Mention: Int] = [:]
    private var mentions: [Mention] = []
    private var argumentNumbers: [String: Int] = [:]
    private(set) var arguments: [String] = []

    var isInLoop: Bool { scopes[current].outer != nil }

    mutating func beginLoop() {
        scopes.append(Scope(outer: current))
        current = scopes.count - 1
    }

    /// - Parameter variables: the slots of the loop's own variables.
    /// - Returns: the slots that were set beside them.
    mutating func endLoop(variables: [Int]) -> [Int] {
        let slots = scopes[current].slots.values.filter { !variables.contains($0) }
        current = scopes[current].outer ?? 0
        return slots.sorted()
    }

    /// Begins a macro, whose slots count from 0; what is returned ends it.
    mutating func beginMacro() -> (scope: Int, slots: Int) {
        let outer = (current, slotCount)
        scopes.append(Scope(outer: nil))
        (current, slotCount) = (scopes.count - 1, 0)
        return outer
    }

    /// - Returns: the number of slots that the macro has.
    mutating func endMacro(_ outer: (scope: Int, slots: Int)) -> Int {
        defer { (current, slotCount) = outer }
        return slotCount
    }

    var slotsOfTemplate: Int { slotCount }

    /// The slot of a variable that is set here.
    ///
    /// - Parameter isGlobal: whether it outlives the loops around.
    mutating func declare(_ name: String, isGlobal: Bool = false) -> Int {
        var scope = current
        while isGlobal, let outer = scopes[scope].outer { scope = outer }
        if let known = scopes[scope].slots[name] { return known }
        scopes[scope].slots[name] = slotCount
        slotCount += 1
        return slotCount - 1
    }

    /// The number of a reference to a name from here.
    mutating func mention(_ name: String) -> Int {
        let mention = Mention(scope: current, name: name)
        if let known = numbers[mention] { return known }
        if argumentNumbers[name] == nil {
            argumentNumbers[name] = arguments.count
            arguments.append(name)
        }
        numbers[mention] = mentions.count
        mentions.append(mention)
        return mentions.count - 1
    }

    /// All references by their numbers, when everything is parsed: a loop may set behind a use what the next turn sees.
    func resolved() -> (references: [Reference], places: [Int]) {
        var places: [Int] = []
        let references = mentions.map { mention in
            let start = places.count
            var scope: Int? = mention.scope
            while let found = scope {
                if let slot = scopes[found].slots[mention.name] { places.append(slot) }
                scope = scopes[found].outer
            }
            return Reference(places: start..<places.count, argument: argumentNumbers[mention.name] ?? 0)
        }
        return (references, places)
    }
}
