package import JSON

/// Codable's way into the same checks as the generated readers: a value that breaks its schema does not decode.
extension KeyedDecodingContainer {
    package func checked(_ key: Key, _ rule: StringRule) throws -> String {
        let value = try decode(String.self, forKey: key)
        return try checked(value, rule.breach(value), key)
    }

    package func checkedIfPresent(_ key: Key, _ rule: StringRule) throws -> String? {
        guard contains(key) else { return nil }
        return try checked(key, rule)
    }

    package func checked(_ key: Key, _ rule: IntegerRule) throws -> Int {
        let value = try decode(Int.self, forKey: key)
        return try checked(value, rule.breach(value), key)
    }

    package func checkedIfPresent(_ key: Key, _ rule: IntegerRule) throws -> Int? {
        guard contains(key) else { return nil }
        return try checked(key, rule)
    }

    package func checked(_ key: Key, _ rule: NumberRule) throws -> Double {
        let value = try decode(Double.self, forKey: key)
        return try checked(value, rule.breach(value), key)
    }

    package func checkedIfPresent(_ key: Key, _ rule: NumberRule) throws -> Double? {
        guard contains(key) else { return nil }
        return try checked(key, rule)
    }

    /// - Parameter element: decodes and checks the next element.
    package func checked<Element>(
        _ key: Key, _ rule: ArrayRule, _ element: (inout any UnkeyedDecodingContainer) throws -> Element
    ) throws -> [Element] {
        var elements = try nestedUnkeyedContainer(forKey: key)
        return try rule.decode(&elements, element)
    }

    package func checkedIfPresent<Element>(
        _ key: Key, _ rule: ArrayRule, _ element: (inout any UnkeyedDecodingContainer) throws -> Element
    ) throws -> [Element]? {
        guard contains(key) else { return nil }
        return try checked(key, rule, element)
    }

    /// A member that may be absent, but not null: `decodeIfPresent` would take null for absent.
    package func present<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value? {
        contains(key) ? try decode(type, forKey: key) : nil
    }

    private func checked<Value>(_ value: Value, _ breach: Breach?, _ key: Key) throws -> Value {
        guard let breach else { return value }
        throw DecodingError.dataCorruptedError(
            forKey: key, in: self, debugDescription: "\(key.stringValue) \(breach.message) (\(breach.keyword))")
    }
}

/// The elements of an array, by the same rules.
extension UnkeyedDecodingContainer {
    package mutating func checked(_ rule: StringRule) throws -> String {
        let value = try decode(String.self)
        return try checked(value, rule.breach(value))
    }

    package mutating func checked(_ rule: IntegerRule) throws -> Int {
        let value = try decode(Int.self)
        return try checked(value, rule.breach(value))
    }

    package mutating func checked(_ rule: NumberRule) throws -> Double {
        let value = try decode(Double.self)
        return try checked(value, rule.breach(value))
    }

    package mutating func checked<Element>(
        _ rule: ArrayRule, _ element: (inout any UnkeyedDecodingContainer) throws -> Element
    ) throws -> [Element] {
        var elements = try nestedUnkeyedContainer()
        return try rule.decode(&elements, element)
    }

    private func checked<Value>(_ value: Value, _ breach: Breach?) throws -> Value {
        guard let breach else { return value }
        throw DecodingError.dataCorruptedError(in: self, debugDescription: "\(breach.message) (\(breach.keyword))")
    }
}

extension ArrayRule {
    fileprivate func decode<Element>(
        _ elements: inout any UnkeyedDecodingContainer,
        _ element: (inout any UnkeyedDecodingContainer) throws -> Element
    ) throws -> [Element] {
        var values: [Element] = []
        while !elements.isAtEnd { values.append(try element(&elements)) }
        guard let breach = breach(values.count) else { return values }
        throw DecodingError.dataCorruptedError(
            in: elements, debugDescription: "\(breach.message) (\(breach.keyword))")
    }
}

/// The name of any member, for objects that no schema fixes and for names that are not declared.
package struct AnyName: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }
    package init(stringValue: String) { self.stringValue = stringValue }
    package init?(intValue: Int) { nil }
}

extension Decoder {
    /// - Throws: when an object has a member that its schema does not declare.
    package func refuseUnknown(_ rule: ObjectRule) throws {
        guard !rule.ignoresUnknown else { return }
        let container = try self.container(keyedBy: AnyName.self)
        if let unknown = container.allKeys.first(where: { rule.names.index(of: $0.stringValue) == nil }) {
            throw DecodingError.dataCorruptedError(
                forKey: unknown, in: container, debugDescription: "\(unknown.stringValue) is not a known property")
        }
    }
}

extension JSONObject: Codable {
    package init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: AnyName.self)
        for name in container.allKeys { self[name.stringValue] = try container.decode(JSONValue.self, forKey: name) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyName.self)
        for member in members { try container.encode(member.value, forKey: AnyName(stringValue: member.name)) }
    }
}

extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        if let object = try? JSONObject(from: decoder) {
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !elements.isAtEnd { values.append(try elements.decode(JSONValue.self)) }
            self = .array(values)
        } else {
            let scalar = try decoder.singleValueContainer()
            if scalar.decodeNil() {
                self = .null
            } else if let value = try? scalar.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? scalar.decode(Int64.self) {
                self = .integer(value)
            } else if let value = try? scalar.decode(Double.self) {
                self = .number(value)
            } else {
                self = .string(try scalar.decode(String.self))
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object): try object.encode(to: encoder)
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try encodeScalar(value, to: encoder)
        case .integer(let value): try encodeScalar(value, to: encoder)
        case .number(let value): try encodeScalar(value, to: encoder)
        case .string(let value): try encodeScalar(value, to: encoder)
        }
    }

    private func encodeScalar(_ value: some Encodable, to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
