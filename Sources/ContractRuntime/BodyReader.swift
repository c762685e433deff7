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
    package private(set) var violations: [Violation] = []
    /// Members that their schema does not know, and that it lets pass.
    package private(set) var ignoredProperties = 0

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
        guard let breach = rule.breach(value) else { return value }
        note(breach, line: rule.line)
        return nil
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
        // An enum of Swift finds its case by meaning, a contract by code points.
        if let value = Value(rawValue: text), value.rawValue.isSame(as: text) { return value }
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
            let before = violations.count
            if let element = read(&self) { elements.append(element) }
            if violations.count > before { locate(before, step: "/\(count)") }
            count += 1
        }
        guard json.failure == nil else { return nil }
        return checked(elements, rule.breach(count), line: rule.line)
    }

    /// Begins an object, whose members `member(of:)` then tells one by one.
    package mutating func object(_ rule: ObjectRule) -> ObjectReading {
        let isObject = expect(.object, "an object", line: rule.line) && json.beginObject()
        return ObjectReading(rule: rule, isObject: isObject, violationsBefore: violations.count)
    }

    /// The place in its rule of the next member that is known and has not been there, its value to be read now.
    ///
    /// Steps over the others, and at the object's end sees to those that are missing.
    package mutating func member(of object: inout ObjectReading) -> Int? {
        guard object.isObject else { return nil }
        let names = object.rule.names
        if object.last >= 0, violations.count > object.violationsBefore {
            locate(object.violationsBefore, step: JSONPointer.step(names.names[object.last]))
        }
        while let index = json.nextName(of: names, after: object.last) {
            guard index < names.names.count else {
                other(&object)
                continue
            }
            object.last = index
            object.violationsBefore = violations.count
            if object.seen & (1 << UInt64(index)) == 0 {
                object.seen |= 1 << UInt64(index)
                return index
            }
            note(Breach(keyword: "properties", message: "stands twice"), line: object.rule.line)
            json.skipValue()
            locate(object.violationsBefore, step: JSONPointer.step(names.names[index]))
        }
        end(&object)
        return nil
    }

    private mutating func end(_ object: inout ObjectReading) {
        ignoredProperties += object.ignored.count
        object.isObject = json.failure == nil
        if object.isObject, object.rule.required & ~object.seen != 0 { noteMissing(object.rule, object.seen) }
    }

    /// Sees to a member whose name the rule does not have.
    private mutating func other(_ object: inout ObjectReading) {
        let name = json.otherName
        let before = violations.count
        if !object.rule.ignoresUnknown {
            note(Breach(keyword: "additionalProperties", message: "is not a known property"), line: object.rule.line)
        } else if !object.ignored.insert(ExactText(name)).inserted {
            note(Breach(keyword: "properties", message: "stands twice"), line: object.rule.line)
        }
        json.skipValue()
        locate(before, step: JSONPointer.step(String(name.unicodeScalars.prefix(Self.maximumUnknownName))))
    }

    private mutating func noteMissing(_ rule: ObjectRule, _ seen: UInt64) {
        for (index, name) in rule.names.names.enumerated() where rule.required & ~seen & (1 << UInt64(index)) != 0 {
            let before = violations.count
            note(Breach(keyword: "required", message: "is required"), line: rule.line)
            locate(before, step: JSONPointer.step(name))
        }
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
        violations.append(Violation(pointer: "", keyword: breach.keyword, message: breach.message, line: line))
    }

    // A violation is noted without its place. Each container that it is passed on through puts a step before the
    // pointer, so that what is right costs nothing.

    private mutating func locate(_ first: Int, step: String) {
        for index in first..<violations.count { violations[index].pointer = step + violations[index].pointer }
    }
}

/// An object whose members are being read.
package struct ObjectReading {
    let rule: ObjectRule
    /// Whether there is, or was, an object at all.
    package fileprivate(set) var isObject: Bool
    /// How many violations there were before the last member.
    fileprivate var violationsBefore: Int
    /// Bit i is set when the rule's i-th member has been there.
    fileprivate var seen: UInt64 = 0
    /// The place of the last member in the rule, -1 before the first.
    fileprivate var last = -1
    /// Names that the rule does not have, and lets pass.
    fileprivate var ignored: Set<ExactText> = []
}

/// A type that reads itself from a body, checking as it goes.
package protocol ContractDecodable {
    static func read(from reader: inout BodyReader) -> Self?
}
