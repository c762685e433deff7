import Foundation

/// A JSON value as the oracle sees it: members in order, numbers with their text, nothing shared with the service.
package indirect enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONTree])
    case object(JSONMembers)

    /// The name that `type` gives to this value: null, boolean, integer, number, string, array or object.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number.isInteger ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }
    package var elements: [JSONTree]? { if case .array(let elements) = self { elements } else { nil } }
    package var members: JSONMembers? { if case .object(let members) = self { members } else { nil } }

    /// The member of that name, when this is an object that has it.
    package subscript(name: String) -> JSONTree? { members?[name] }

    /// The value that a JSON pointer without the leading `#` names (RFC 6901), nil when there is none.
    package func at(pointer: String) -> JSONTree? {
        guard !pointer.isEmpty else { return self }
        guard pointer.hasPrefix("/") else { return nil }
        var current = self
        for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            switch current {
            case .object(let members):
                guard let next = members[JSONPointer.unescape(token)] else { return nil }
                current = next
            case .array(let elements):
                guard let index = Int(token), elements.indices.contains(index) else { return nil }
                current = elements[index]
            default: return nil
            }
        }
        return current
    }
}

extension JSONTree: Equatable {
    /// JSON Schema equality: numbers by value, objects without order (draft 4 §3.6).
    package static func == (left: JSONTree, right: JSONTree) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        // Swift compares canonical equivalents as equal; JSON compares code points.
        case (.string(let a), .string(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.all.count == b.all.count && a.all.allSatisfy { b[$0.name] == $0.value }
        default: false
        }
    }
}

/// The members of an object in the order of the text; names differ by code points.
package struct JSONMembers: Sendable {
    package struct Member: Sendable {
        package let name: String
        package let value: JSONTree
    }

    package private(set) var all: [Member] = []
    private var places: [[Unicode.Scalar]: Int] = [:]

    package init() {}

    package subscript(name: String) -> JSONTree? { places[Array(name.unicodeScalars)].map { all[$0].value } }

    /// Adds a member; false when the name is there already.
    package mutating func append(_ name: String, _ value: JSONTree) -> Bool {
        let key = Array(name.unicodeScalars)
        guard places[key] == nil else { return false }
        places[key] = all.count
        all.append(Member(name: name, value: value))
        return true
    }
}

/// A number with its text, so that an oracle rounds nothing away that the wire says.
package struct JSONNumber: Sendable {
    package let text: String
    package let value: Double
    /// Draft 4 and OpenAPI 3.0: an integer is written without fraction and exponent.
    package let isInteger: Bool
    /// Nil beyond Decimal's 38 digits.
    let exact: Decimal?

    /// Nil when the text is not a number of RFC 8259 §6.
    package init?(text: String) {
        guard text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/#) != nil,
            let value = Double(text)
        else { return nil }
        self.text = text
        self.value = value
        isInteger = !text.contains { $0 == "." || $0 == "e" || $0 == "E" }
        let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).count
        exact = digits <= 38 && (value == 0 || (1e-80...1e80).contains(abs(value))) ? Decimal(string: text) : nil
    }

    func isMultiple(of divisor: JSONNumber) -> Bool {
        if let exact, let divisor = divisor.exact, divisor != 0 {
            var quotient = exact / divisor
            var whole = Decimal()
            unsafe NSDecimalRound(&whole, &quotient, 0, .plain)
            return whole * divisor == exact
        }
        // The remainder is exact where the quotient overflows.
        return value.truncatingRemainder(dividingBy: divisor.value) == 0
    }
}

extension JSONNumber: Comparable {
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if let a = left.exact, let b = right.exact { return a == b }
        return left.text == right.text || left.value == right.value
    }

    package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        if let a = left.exact, let b = right.exact { return a < b }
        return left.value < right.value
    }
}

/// JSON pointers as text (RFC 6901).
enum JSONPointer {
    static func escape(_ token: String) -> String {
        token.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
    }

    static func unescape(_ token: some StringProtocol) -> String {
        token.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
    }
}
