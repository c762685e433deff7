import JSON

/// What a loop goes through, and how far it is.
struct LoopState {
    enum Turns {
        case elements([JSONValue])
        case members([JSONObject.Member])
    }

    let turns: Turns
    let count: Int
    /// From 0.
    var turn = 0
}

extension Renderer {
    /// - Returns: whether there is a first turn, whose variables are set then.
    @inline(never)
    mutating func begin(_ loop: Loop) throws(TemplateError) -> Bool {
        let state = try turns(of: loop)
        if state.count == 0 { return false }
        set(loop, state)
        loops.append(state)
        return true
    }

    /// Sets a loop's variables for its next turn.
    ///
    /// - Returns: whether there is one; the loop is over otherwise.
    mutating func turn(_ loop: Loop) throws(TemplateError) -> Bool {
        let index = loops.count - 1
        loops[index].turn += 1
        if loops[index].turn == loops[index].count {
            loops.removeLast()
            return false
        }
        set(loop, loops[index])
        return true
    }

    private mutating func set(_ loop: Loop, _ state: LoopState) {
        for place in loop.cleared { slots[base + template.tables.cleared[place]] = nil }
        switch state.turns {
        case .elements(let elements): slots[base + loop.value] = elements[state.turn]
        case .members(let members):
            if let key = loop.key { slots[base + key] = .string(members[state.turn].name) }
            slots[base + loop.value] = members[state.turn].value
        }
    }

    @inline(never)
    private mutating func turns(of loop: Loop) throws(TemplateError) -> LoopState {
        let container = try evaluate(loop.container)
        here = loop.offset
        if case .object(let object) = container {
            guard loop.key != nil else { throw fault("a loop over an object needs two variables: key and value") }
            return LoopState(turns: .members(try sorted(object)), count: object.members.count)
        }
        guard loop.key == nil else {
            throw fault("a loop with key and value needs an object, not \(kindName(container))")
        }
        switch container {
        case .array(let elements): return LoopState(turns: .elements(elements), count: elements.count)
        case .string(let text):
            try charge(text.utf8.count >> 2)
            let elements: [JSONValue] = text.map { .string(String($0)) }
            return LoopState(turns: .elements(elements), count: elements.count)
        default: throw fault("cannot loop over \(kindName(container))")
        }
    }

    /// Members by name: Tera keeps maps sorted.
    mutating func sorted(_ object: JSONObject) throws(TemplateError) -> [JSONObject.Member] {
        let count = object.members.count
        var bytes = 0
        for member in object.members { bytes += member.name.utf8.count }
        try charge((count + bytes >> 4) * (1 + count.bitWidth - count.leadingZeroBitCount) >> 3)
        return object.members.sorted { precedes($0.name, $1.name) }
    }
}

/// The order of strings in Rust and so in Tera: by bytes.
func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }

/// A value's kind, for messages.
func kindName(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "a bool"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
}
