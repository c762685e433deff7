internal import OpenAPI

/// Writes the schemas of a contract as types that read, write and check themselves.
struct TypesFile {
    let contract: Contract
    let namespace: String
    let types: SwiftTypes

    func text(rules: inout RuleBook) -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        text.line()
        text.line("package import ContractRuntime")
        if usesFreeObjects { text.line("package import JSON") }
        for schema in contract.schemas {
            text.line()
            text.block("extension \(namespace)") { text in
                text.comment(schema.schema.description)
                declare(schema, &text, &rules)
            }
        }
        return text.text
    }

    private var usesFreeObjects: Bool {
        contract.schemas.contains { named in
            switch named.schema.shape {
            case .freeObject: true
            case .object(let properties): properties.contains { if case .freeObject = $0.schema.shape { true } else { false } }
            default: false
            }
        }
    }

    private func declare(_ named: NamedSchema, _ text: inout SwiftText, _ rules: inout RuleBook) {
        switch named.schema.shape {
        case .object(let properties): structure(named, properties, &text, &rules)
        case .enumeration(let values):
            text.block("package enum \(named.name): String, Codable, CaseIterable, Sendable") { text in
                for value in values { text.line("case \(SwiftNames.declared(value)) = \(SwiftNames.literal(value))") }
            }
        default: text.line("package typealias \(named.name) = \(types.type(named.schema))")
        }
    }

    private func structure(
        _ named: NamedSchema, _ properties: [Schema.Property], _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        let conformances = "Codable, Equatable, Sendable, ContractDecodable, ContractEncodable"
        text.block("package struct \(named.name): \(conformances)") { text in
            for property in properties {
                text.comment(property.schema.description)
                let type = types.type(property.schema, isRequired: property.isRequired)
                text.line("package var \(SwiftNames.declared(property.name)): \(type)")
            }
            text.line()
            initializer(properties, &text)
            text.line()
            reader(named, properties, &text, &rules)
            text.line()
            writer(named, properties, &text, &rules)
            text.line()
            codable(named, properties, &text, &rules)
        }
    }

    private func initializer(_ properties: [Schema.Property], _ text: inout SwiftText) {
        let parameters = properties.map { property in
            let type = types.type(property.schema, isRequired: property.isRequired)
            let value = property.schema.defaultValue.map { " = \(types.literal($0))" } ?? (property.isRequired ? "" : " = nil")
            return "\(SwiftNames.value(property.name)): \(type)\(value)"
        }
        text.block("package init(\(parameters.joined(separator: ", ")))") { text in
            for property in properties {
                text.line("self.\(SwiftNames.value(property.name)) = \(SwiftNames.declared(property.name))")
            }
        }
    }

    private func reader(
        _ named: NamedSchema, _ properties: [Schema.Property], _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        let rule = rules.name(for: named.schema, hint: SwiftNames.value(named.name))
        text.block("package static func read(from reader: inout BodyReader) -> Self?") { text in
            for property in properties {
                let mark = property.schema.isNullable ? "??" : "?"
                text.line("var \(SwiftNames.declared(property.name)): \(types.type(property.schema))\(mark)")
            }
            text.block("let isObject = reader.object(\(rule)) { reader, name in") { text in
                text.line("switch name {")
                for property in properties {
                    let value = types.read(property.schema, rules: &rules, hint: "\(named.name)_\(property.name)")
                    text.line("case \(SwiftNames.literal(property.name)): \(SwiftNames.declared(property.name)) = \(value)")
                }
                text.line("default: break")
                text.line("}")
            }
            let required = properties.filter(\.isRequired).map { "let \(SwiftNames.declared($0.name))" }
            text.line("guard \((["isObject"] + required).joined(separator: ", ")) else { return nil }")
            let arguments = properties.map { property in
                let value = property.schema.defaultValue.map { " ?? \(types.literal($0))" } ?? ""
                return "\(SwiftNames.value(property.name)): \(SwiftNames.declared(property.name))\(value)"
            }
            text.line("return Self(\(arguments.joined(separator: ", ")))")
        }
    }

    private func writer(
        _ named: NamedSchema, _ properties: [Schema.Property], _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        text.block("package func write(to writer: inout BodyWriter)") { text in
            text.line("writer.beginObject()")
            for property in properties {
                let name = SwiftNames.declared(property.name)
                let hint = "\(named.name)_\(property.name)"
                let statement = types.write(name, property.schema, rules: &rules, hint: hint)
                let member = "writer.name(\(SwiftNames.literal(property.name)))"
                if property.schema.isNullable {
                    text.line(member)
                    text.line("if let \(name) { \(statement) } else { writer.null() }")
                } else if property.isRequired || property.schema.defaultValue != nil {
                    text.line(member)
                    text.line(statement)
                } else {
                    text.block("if let \(name)") { text in
                        text.line(member)
                        text.line(statement)
                    }
                }
            }
            text.line("writer.endObject()")
        }
    }

    private func codable(
        _ named: NamedSchema, _ properties: [Schema.Property], _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        text.block("enum CodingKeys: String, CodingKey") { text in
            for property in properties {
                text.line("case \(SwiftNames.declared(property.name)) = \(SwiftNames.literal(property.name))")
            }
        }
        text.line()
        let rule = rules.name(for: named.schema, hint: SwiftNames.value(named.name))
        text.block("package init(from decoder: any Decoder) throws") { text in
            text.line("try decoder.refuseUnknown(\(rule))")
            text.line("let container = try decoder.container(keyedBy: CodingKeys.self)")
            for property in properties {
                let value = types.decode(property, rules: &rules, hint: "\(named.name)_\(property.name)")
                text.line("\(SwiftNames.declared(property.name)) = \(value)")
            }
        }
        guard properties.contains(where: \.schema.isNullable) else { return }
        text.line()
        text.block("package func encode(to encoder: any Encoder) throws") { text in
            text.line("var container = encoder.container(keyedBy: CodingKeys.self)")
            for property in properties {
                let name = SwiftNames.declared(property.name)
                let isOptional = !property.isRequired && property.schema.defaultValue == nil
                text.line("try container.encode\(isOptional ? "IfPresent" : "")(\(name), forKey: .\(name))")
            }
        }
    }
}

/// The first line of every generated file.
enum Banner {
    static func line(_ contract: Contract) -> String {
        "// Generated from \(contract.file) at every build. Change the contract, not this file."
    }
}
