package import JSON

/// Decodes a JSON body and checks it against its schema in the same pass.
///
/// A read that fails returns nil and notes a violation; reading goes on, so that one answer names everything that is
/// wrong with a body. After a syntax error nothing more is read.
package struct BodyReader: Sendable {
    /// Violations reported for one body; more are counted as one.
    package static let maximumViolations = 100
    /// Code points of an unknown name that a pointer repeats at most.
    package static let maximumUnknownName = 64

    private var json: JSONReader
    private var path: [PathStep] = []
    package private(set) var violations: [Violation] = []
    /// Members that their schema does not know, and that it lets pass.
    package private(set) var ignoredProperties = 0

    private enum PathStep: Sendable {
        case name(String)
        case index(Int)
    }

    /// The files of a multipart body, which its JSON names by their places.
    private let files: [FilePart]

    package init(_ bytes: [UInt8], files: [FilePart] = []) {
        json = JSONReader(bytes)
        self.files = files
    }

    /// Reads the whole of a body as one value.
    ///
    /// - Parameter onIgnored: told how many members were stepped over, when there were any.
    package static func read<Value: ContractDecodable>(
        _ type: Value.Type, from bytes: [UInt8], onIgnored: (Int) -> Void = { _ in }
    ) throws(Rejection) -> Value {
        try read(from: bytes, onIgnored: onIgnored) { reader in Value.read(from: &reader) }
    }

    /// Reads the whole of a body by the steps of a schema that has no type of its own.
    static func read<Value>(
        from bytes: [UInt8], files: [FilePart] = [], onIgnored: (Int) -> Void = { _ in },
        _ read: (inout BodyReader) -> Value?
    ) throws(Rejection) -> Value {
        var reader = BodyReader(bytes, files: files)
        let value = read(&reader)
        if reader.json.failure == nil { reader.json.finish() }
        if let failure = reader.json.failure { throw .malformedJSON(failure) }
        guard reader.violations.isEmpty, let value else { throw .invalid(reader.violations) }
        if reader.ignoredProperties > 0 { onIgnored(reader.ignoredProperties) }
        return value
    }

    // MARK: Scalars

    package mutating func string(_ rule: StringRule) -> String? {
        guard expect(.string, "a string", line: rule.line), let value = json.readString() else { return nil }
        return checked(value, rule.breach(value), line: rule.line)
    }

    package mutating func integer(_ rule: IntegerRule) -> Int? {
        guard expect(.number, "an integer", line: rule.line), let value = json.readNumber() else { return nil }
        guard case .integer(let wide) = value else {
            note(Breach(keyword: "type", message: "must be an integer"), line: rule.line)
            return nil
        }
        return checked(Int(wide), rule.breach(Int(wide)), line: rule.line)
    }

    package mutating func number(_ rule: NumberRule) -> Double? {
        guard expect(.number, "a number", line: rule.line), let value = json.readNumber() else { return nil }
        let number: Double
        switch value {
        case .integer(let value): number = Double(value)
        case .number(let value): number = value
        default: return nil
        }
        return checked(number, rule.breach(number), line: rule.line)
    }

    package mutating func bool(_ rule: PlainRule) -> Bool? {
        guard expect(.bool, "true or false", line: rule.line) else { return nil }
        return json.readBool()
    }

    /// A string out of a fixed list.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type, _ rule: PlainRule)
        -> Value?
    where Value.RawValue == String {
        guard expect(.string, "a string", line: rule.line), let text = json.readString() else { return nil }
        if let value = Value(rawValue: text) { return value }
        let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
        note(Breach(keyword: "enum", message: "must be one of: \(choices)"), line: rule.line)
        return nil
    }

    /// A file of a multipart body.
    package mutating func file(_ rule: FileRule) -> FilePart? {
        guard expect(.number, "a file", line: rule.line), case .integer(let index)? = json.readNumber(),
            files.indices.contains(Int(index))
        else { return nil }
        let file = files[Int(index)]
        return checked(file, rule.breach(file), line: rule.line)
    }

    package mutating func freeObject(_ rule: PlainRule) -> JSONObject? {
        guard expect(.object, "an object", line: rule.line) else { return nil }
        return json.readObject()
    }

    /// Nil inside an optional stands for null; plain nil for a value that could not be read.
    package mutating func nullable<Value>(_ read: (inout BodyReader) -> Value?) -> Value?? {
        if json.peek() == .null { return json.readNull() ? .some(nil) : nil }
        return read(&self).map(Optional.some)
    }

    // MARK: Containers

    package mutating func array<Element>(_ rule: ArrayRule, _ read: (inout BodyReader) -> Element?) -> [Element]? {
        guard expect(.array, "an array", line: rule.line), json.beginArray() else { return nil }
        var elements: [Element] = []
        var count = 0
        while json.nextElement() {
            path.append(.index(count))
            if let element = read(&self) { elements.append(element) }
            path.removeLast()
            count += 1
        }
        guard json.failure == nil else { return nil }
        return checked(elements, rule.breach(count), line: rule.line)
    }

    /// Reads an object's members, each at most once, and sees to those that are missing or unknown.
    ///
    /// - Parameter member: reads the value of the member it is told; called for known names only.
    /// - Returns: whether there was an object at all.
    package mutating func object(_ rule: ObjectRule, _ member: (inout BodyReader, String) -> Void) -> Bool {
        guard expect(.object, "an object", line: rule.line), json.beginObject() else { return false }
        var seen: UInt64 = 0
        var ignored: Set<String> = []
        while let name = json.nextName() {
            let known = rule.index(of: name)
            path.append(.name(known == nil ? String(name.unicodeScalars.prefix(Self.maximumUnknownName)) : name))
            defer { path.removeLast() }
            guard let index = known else {
                if !rule.ignoresUnknown {
                    note(Breach(keyword: "additionalProperties", message: "is not a known property"), line: rule.line)
                } else if !ignored.insert(name).inserted {
                    note(Breach(keyword: "properties", message: "stands twice"), line: rule.line)
                }
                json.skipValue()
                continue
            }
            guard seen & (1 << UInt64(index)) == 0 else {
                note(Breach(keyword: "properties", message: "stands twice"), line: rule.line)
                json.skipValue()
                continue
            }
            seen |= 1 << UInt64(index)
            member(&self, name)
        }
        ignoredProperties += ignored.count
        guard json.failure == nil else { return false }
        for (index, name) in rule.names.enumerated() where rule.required & ~seen & (1 << UInt64(index)) != 0 {
            path.append(.name(name))
            note(Breach(keyword: "required", message: "is required"), line: rule.line)
            path.removeLast()
        }
        return true
    }

    // MARK: Checks

    /// Checks the kind of the next value, and steps over a value of another kind.
    private mutating func expect(_ kind: JSONReader.Kind, _ what: String, line: Int) -> Bool {
        guard let found = json.peek() else { return false }
        if found == kind { return true }
        note(Breach(keyword: "type", message: "must be \(what)"), line: line)
        json.skipValue()
        return false
    }

    private mutating func checked<Value>(_ value: Value, _ breach: Breach?, line: Int) -> Value? {
        guard let breach else { return value }
        note(breach, line: line)
        return nil
    }

    private mutating func note(_ breach: Breach, line: Int) {
        guard violations.count < Self.maximumViolations else { return }
        violations.append(
            Violation(pointer: pointer, keyword: breach.keyword, message: breach.message, line: line))
    }

    private var pointer: String {
        path.reduce(into: "") { pointer, step in
            switch step {
            case .name(let name):
                pointer += "/"
                // By scalars: a mark that combines with a tilde makes another character of it.
                for scalar in name.unicodeScalars {
                    switch scalar {
                    case "~": pointer += "~0"
                    case "/": pointer += "~1"
                    default: pointer.unicodeScalars.append(scalar)
                    }
                }
            case .index(let index): pointer += "/\(index)"
            }
        }
    }
}

/// A type that reads itself from a body, checking as it goes.
package protocol ContractDecodable {
    static func read(from reader: inout BodyReader) -> Self?
}
