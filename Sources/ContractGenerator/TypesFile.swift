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
        // Always used: every operation documents its refusals, and their body is an object.
        text.line("package import ContractRuntime")
        if contract.schemas.contains(where: { types.namesFreeObject($0.schema) }) { text.line("package import JSON") }
        for schema in contract.schemas {
            text.line()
            text.block("extension \(namespace)") { text in
                text.comment(schema.schema.description)
                declare(schema, &text, &rules)
            }
        }
        return text.text
    }

    /// A property's variable in the generated reader, which has names of its own.
    private func local(_ property: Schema.Property) -> String {
        SwiftNames.local(property.name, besides: ["member", "object", "reader"])
    }

    /// A property as the generated methods reach it: by `self` where a name of theirs hides it.
    private func stored(_ property: Schema.Property) -> String {
        let hidden: Set = ["container", "decoder", "encoder", "writer"]
        let name = SwiftNames.declared(property.name)
        return hidden.contains(name) ? "self." + name : name
    }

    /// A name as it stands between the quotes of a JSON text (RFC 8259 §7).
    private func jsonText(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case ..<" ": text += "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private func declare(_ named: NamedSchema, _ text: inout SwiftText, _ rules: inout RuleBook) {
        switch named.schema.shape {
        case .object(let properties, _): structure(named, properties, &text, &rules)
        case .enumeration(let values):
            text.block("package enum \(named.name): String, Codable, CaseIterable, Sendable") { text in
                for value in values { text.line(namedCase(value)) }
            }
        default: text.line("package typealias \(named.name) = \(types.type(named.schema))")
        }
    }

    /// A case that stands for a string of the contract.
    private func namedCase(_ name: String) -> String {
        let declared = SwiftNames.declared(name)
        return "case \(declared)" + (SwiftNames.value(name) == name ? "" : " = \(SwiftNames.literal(name))")
    }

    private func structure(
        _ named: NamedSchema, _ properties: [Schema.Property], _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        // What holds files comes in parts and never goes out.
        let isWritten = !types.holdsFiles(named.schema)
        let conformances = "Codable, Equatable, Sendable, ContractDecodable" + (isWritten ? ", ContractEncodable" : "")
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
            if isWritten {
                text.line()
                writer(named, properties, &text, &rules)
            }
            text.line()
            codable(named, properties, &text, &rules)
        }
    }

    private func initializer(_ properties: [Schema.Property], _ text: inout SwiftText) {
        let parameters = properties.map { property in
            let type = types.type(property.schema, isRequired: property.isRequired)
            let value =
                property.schema.defaultValue.map { " = \(types.literal($0))" } ?? (property.isRequired ? "" : " = nil")
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
                text.line("var \(local(property)): \(types.type(property.schema))\(mark)")
            }
            text.line("var object = reader.object(\(rule))")
            text.block("while let member = reader.member(of: &object)") { text in
                text.line("switch member {")
                for (index, property) in properties.enumerated() {
                    let value = types.read(property.schema, rules: &rules, hint: "\(named.name)_\(property.name)")
                    text.line("case \(index): \(local(property)) = \(value)")
                }
                text.line("default: break")
                text.line("}")
            }
            let required = properties.filter(\.isRequired).map { "let \(local($0))" }
            text.line("guard \((["object.isObject"] + required).joined(separator: ", ")) else { return nil }")
            let arguments = properties.map { property in
                let value = property.schema.defaultValue.map { " ?? \(types.literal($0))" } ?? ""
                return "\(SwiftNames.value(property.name)): \(local(property))\(value)"
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
                let isHidden = stored(property) != name
                let isBound =
                    property.schema.isNullable || (!property.isRequired && property.schema.defaultValue == nil)
                let value = isHidden ? (isBound ? "_" + name : stored(property)) : name
                let binding = isHidden ? "let \(value) = \(stored(property))" : "let \(name)"
                let hint = "\(named.name)_\(property.name)"
                let statement = types.write(value, property.schema, rules: &rules, hint: hint)
                let member = "writer.name(\(SwiftNames.literal(jsonText(property.name))))"
                if property.schema.isNullable {
                    text.line(member)
                    text.line("if \(binding) { \(statement) } else { writer.null() }")
                } else if !isBound {
                    text.line(member)
                    text.line(statement)
                } else {
                    text.block("if \(binding)") { text in
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
            for property in properties { text.line(namedCase(property.name)) }
        }
        text.line()
        let rule = rules.name(for: named.schema, hint: SwiftNames.value(named.name))
        text.block("package init(from decoder: any Decoder) throws") { text in
            text.line("try decoder.refuseUnknown(\(rule))")
            text.line("let container = try decoder.container(keyedBy: CodingKeys.self)")
            for property in properties {
                let value = types.decode(property, rules: &rules, hint: "\(named.name)_\(property.name)")
                text.line("\(stored(property)) = \(value)")
            }
        }
        guard properties.contains(where: \.schema.isNullable) else { return }
        text.line()
        text.block("package func encode(to encoder: any Encoder) throws") { text in
            text.line("var container = encoder.container(keyedBy: CodingKeys.self)")
            for property in properties {
                let key = SwiftNames.declared(property.name)
                let isOptional = !property.isRequired && property.schema.defaultValue == nil
                text.line("try container.encode\(isOptional ? "IfPresent" : "")(\(stored(property)), forKey: .\(key))")
            }
        }
    }
}

/// The first line of every generated file.
enum Banner {
    static func line(_ contract: Contract) -> String {
        "// Generated from \(contract.file). Change the contract, not this file."
    }
}
