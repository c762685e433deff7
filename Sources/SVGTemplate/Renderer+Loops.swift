import JSON

extension Renderer {
    /// What a loop goes through.
    private enum Turns {
        case elements([JSONValue])
        case members([JSONObject.Member])

        var count: Int {
            switch self {
            case .elements(let elements): elements.count
            case .members(let members): members.count
            }
        }
    }

    @inline(never)
    mutating func run(_ loop: LoopNode) throws(TemplateError) -> Flow {
        let turns = try turns(of: loop)
        let count = turns.count
        if count == 0 { return loop.otherwise.isEmpty ? .onward : try run(loop.otherwise) }
        frames.append(Frame(kind: .loop, turns: count))
        for turn in 0..<count {
            try charge(1)
            begin(turn, of: turns, loop)
            if try run(loop.body) == .breakLoop { break }
        }
        frames.removeLast()
        return .onward
    }

    /// Sets a loop's variables. They, and what is set beside them, live for one turn.
    @inline(never)
    private mutating func begin(_ turn: Int, of turns: Turns, _ loop: LoopNode) {
        let index = frames.count - 1
        frames[index].turn = turn
        frames[index].variables.removeAll(keepingCapacity: true)
        switch turns {
        case .elements(let elements): frames[index].variables.append(.init(name: loop.value, value: elements[turn]))
        case .members(let members):
            if let key = loop.key {
                frames[index].variables.append(.init(name: key, value: .string(members[turn].name)))
            }
            frames[index].variables.append(.init(name: loop.value, value: members[turn].value))
        }
    }

    @inline(never)
    private mutating func turns(of loop: LoopNode) throws(TemplateError) -> Turns {
        let container = try evaluate(loop.container)
        here = loop.offset
        if case .object(let object) = container {
            guard loop.key != nil else { throw fault("a loop over an object needs two variables: key and value") }
            return .members(try sorted(object))
        }
        guard loop.key == nil else {
            throw fault("a loop with key and value needs an object, not \(kindName(container))")
        }
        switch container {
        case .array(let elements): return .elements(elements)
        case .string(let text):
            try charge(text.utf8.count >> 2)
            return .elements(text.map { .string(String($0)) })
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
