/// Why a text is not JSON (RFC 8259), or not JSON that we accept.
package struct JSONSyntaxError: Error, Sendable, Equatable {
    /// What was found and what was expected; names no more of the text than a byte offset.
    package let message: String
    /// Counted in bytes from the start of the text.
    package let offset: Int
}

/// Bounds of what a reader accepts.
package struct JSONLimits: Sendable {
    /// Objects and arrays inside one another, at most 64.
    package var depth: Int
    package static let standard = JSONLimits(depth: 32)
    package init(depth: Int) { self.depth = min(depth, 64) }
}

/// Reads a JSON text in one pass, pulled by its caller, who knows what comes next.
///
/// Strict beyond RFC 8259 where parsers disagree: invalid UTF-8, lone surrogates, numbers beyond a double and
/// (in `readValue`) repeated members are refused. After the first error every call returns nil or false, and
/// `failure` says what was wrong.
package struct JSONReader: Sendable {
    package enum Kind: Sendable { case object, array, string, number, bool, null }

    let bytes: [UInt8]
    var position = 0
    let limits: JSONLimits
    private var depth = 0
    /// One bit a level: set while the container there has had no member yet.
    private var fresh: UInt64 = 0
    package private(set) var failure: JSONSyntaxError?
    /// The name that `nextName(of:after:)` met and that is not among those it was given.
    package internal(set) var otherName = ""

    /// The bytes consumed so far: what comes next begins here or behind white space.
    package var offset: Int { position }

    package init(_ bytes: [UInt8], limits: JSONLimits = .standard) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The kind of the value that comes next, judged by its first byte.
    package mutating func peek() -> Kind? {
        skipSpace()
        guard failure == nil else { return nil }
        guard position < bytes.count else { return fail("the text ends where a value is expected") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: return fail("this byte cannot begin a value")
        }
    }

    package mutating func beginObject() -> Bool { open(UInt8(ascii: "{"), "an object") }
    package mutating func beginArray() -> Bool { open(UInt8(ascii: "["), "an array") }

    /// The name of the next member, its colon consumed; nil at the object's end.
    package mutating func nextName() -> String? {
        guard advance(closing: UInt8(ascii: "}")) else { return nil }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            return fail("a member's name in double quotes is expected")
        }
        guard let name = readString(), skipColon() else { return nil }
        return name
    }

    /// Whether another element follows; false at the array's end.
    package mutating func nextElement() -> Bool { advance(closing: UInt8(ascii: "]")) }

    package mutating func readBool() -> Bool? {
        skipSpace()
        if literal("true") { return true }
        if literal("false") { return false }
        return fail("true or false is expected")
    }

    package mutating func readNull() -> Bool {
        skipSpace()
        if literal("null") { return true }
        let _: Void? = fail("null is expected")
        return false
    }

    /// Any value, as a tree. Refuses repeated member names.
    package mutating func readValue() -> JSONValue? {
        switch peek() {
        case .object: return readObject().map(JSONValue.object)
        case .array:
            guard beginArray() else { return nil }
            var elements: [JSONValue] = []
            while nextElement() {
                guard let element = readValue() else { return nil }
                elements.append(element)
            }
            return failure == nil ? .array(elements) : nil
        case .string: return readString().map(JSONValue.string)
        case .number: return readNumber()?.value
        case .bool: return readBool().map(JSONValue.bool)
        case .null: return readNull() ? .null : nil
        case nil: return nil
        }
    }

    package mutating func readObject() -> JSONObject? {
        guard beginObject() else { return nil }
        var members: [JSONObject.Member] = []
        // A few names are compared in less time than they are hashed.
        let few = 8
        var names: Set<ExactText> = []
        while let name = nextName() {
            if members.count == few { names = Set(members.map { ExactText($0.name) }) }
            let isNew =
                members.count < few
                ? !members.contains { $0.name.isExactly(name) } : names.insert(ExactText(name)).inserted
            guard isNew else { return fail("an object has the same member twice") }
            guard let value = readValue() else { return nil }
            members.append(JSONObject.Member(name: name, value: value))
        }
        return failure == nil ? JSONObject(uniqueMembers: members) : nil
    }

    /// Consumes one value of whatever kind, checking its syntax.
    package mutating func skipValue() { _ = readValue() }

    /// Checks that nothing but white space follows. To be called once, after the top value.
    package mutating func finish() {
        skipSpace()
        if position < bytes.count { let _: Void? = fail("nothing may follow the value") }
    }

    /// One whole text.
    package static func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONSyntaxError) -> JSONValue {
        var reader = JSONReader(bytes, limits: limits)
        let value = reader.readValue()
        reader.finish()
        if let failure = reader.failure { throw failure }
        guard let value else { throw JSONSyntaxError(message: "a value is expected", offset: reader.position) }
        return value
    }

    // MARK: Structure

    mutating func skipColon() -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            let _: Void? = fail("a colon is expected after a member's name")
            return false
        }
        position += 1
        return true
    }

    private mutating func open(_ bracket: UInt8, _ what: String) -> Bool {
        skipSpace()
        guard failure == nil else { return false }
        guard position < bytes.count, bytes[position] == bracket else {
            let _: Void? = fail("\(what) is expected")
            return false
        }
        guard depth < limits.depth else {
            let _: Void? = fail("values are nested more than \(limits.depth) deep")
            return false
        }
        position += 1
        fresh |= 1 << UInt64(depth)
        depth += 1
        return true
    }

    /// Steps over a comma to the next member, or over the closing bracket.
    mutating func advance(closing: UInt8) -> Bool {
        skipSpace()
        guard failure == nil else { return false }
        guard position < bytes.count else {
            let _: Void? = fail("the text ends inside an object or array")
            return false
        }
        let bit = UInt64(1) << UInt64(depth - 1)
        if bytes[position] == closing {
            position += 1
            depth -= 1
            fresh &= ~bit
            return false
        }
        if fresh & bit != 0 {
            fresh &= ~bit
            return true
        }
        guard bytes[position] == UInt8(ascii: ",") else {
            let _: Void? = fail("a comma or the end of the object or array is expected")
            return false
        }
        position += 1
        skipSpace()
        if position < bytes.count, bytes[position] == closing {
            let _: Void? = fail("a value is expected after a comma")
            return false
        }
        return true
    }

    mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func literal(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard failure == nil, bytes.count - position >= count else { return false }
        for offset in 0..<count where unsafe bytes[position + offset] != word.utf8Start[offset] { return false }
        position += count
        return true
    }

    /// Keeps the first error only: what follows it is noise.
    @inline(never)
    mutating func fail<T>(_ message: String) -> T? {
        if failure == nil { failure = JSONSyntaxError(message: message, offset: position) }
        return nil
    }
}
