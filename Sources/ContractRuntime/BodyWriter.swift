package import JSON

/// Encodes a JSON body and checks it against its schema in the same pass: a body that breaks the contract is noticed
/// before a byte of it leaves.
package struct BodyWriter: Sendable {
    private var json = JSONWriter()
    package private(set) var violations: [Violation] = []

    package init() {}

    /// - Throws: `ContractBreach` when the value breaks its schema.
    package static func encode(_ value: some ContractEncodable) throws(ContractBreach) -> [UInt8] {
        try encode { writer in value.write(to: &writer) }
    }

    /// What the steps of a schema write that has no type of its own.
    static func encode(_ write: (inout BodyWriter) -> Void) throws(ContractBreach) -> [UInt8] {
        var writer = BodyWriter()
        write(&writer)
        guard writer.violations.isEmpty else { throw ContractBreach(violations: writer.violations) }
        return writer.json.takeBytes()
    }

    package mutating func beginObject() { json.beginObject() }
    package mutating func endObject() { json.endObject() }

    /// - Parameter name: of the next member, as JSON writes it: escaped where it must be.
    package mutating func name(_ name: StaticString) { json.name(written: name) }

    package mutating func string(_ value: String, _ rule: StringRule) {
        check(rule.breach(value), line: rule.line)
        json.string(value)
    }

    package mutating func integer(_ value: Int, _ rule: IntegerRule) {
        check(rule.breach(value), line: rule.line)
        json.integer(Int64(value))
    }

    package mutating func number(_ value: Double, _ rule: NumberRule) {
        check(rule.breach(value), line: rule.line)
        // Infinities and NaN break every rule, and JSON has no text for them.
        if value.isFinite { json.number(value) } else { json.null() }
    }

    package mutating func bool(_ value: Bool) { json.bool(value) }
    package mutating func null() { json.null() }
    package mutating func freeObject(_ value: JSONObject) { json.object(value) }

    package mutating func array<Element>(
        _ elements: [Element], _ rule: ArrayRule, _ write: (inout BodyWriter, Element) -> Void
    ) {
        check(rule.breach(elements.count), line: rule.line)
        json.beginArray()
        for element in elements { write(&self, element) }
        json.endArray()
    }

    @inline(__always)
    private mutating func check(_ breach: @autoclosure () -> Breach?, line: Int) {
        // Set by Package.swift to measure what the checks cost, and never else.
        #if !MEASURE_WITHOUT_CHECKS
            if let breach = breach() { note(breach, line: line) }
        #endif
    }

    @inline(never)
    private mutating func note(_ breach: Breach, line: Int) {
        guard violations.count < BodyReader.maximumViolations else { return }
        let pointer = JSONPointer.ofNext(in: json.bytes)
        violations.append(Violation(pointer: pointer, keyword: breach.keyword, message: breach.message, line: line))
    }
}

/// A type that writes itself as a body, checking as it goes.
package protocol ContractEncodable {
    func write(to writer: inout BodyWriter)
}

/// A response that breaks its contract: our fault, answered by 500 and logged.
package struct ContractBreach: Error, Sendable, CustomStringConvertible {
    package let violations: [Violation]

    package init(violations: [Violation]) { self.violations = violations }

    package var description: String {
        violations.map { "\($0.pointer) \($0.message) (\($0.keyword), contract line \($0.line))" }
            .joined(separator: "; ")
    }
}
