import Foundation

/// Reads multipart/form-data (RFC 7578) as the object that its schema describes. A file becomes a text with a code
/// point for each of its bytes, so that maxLength counts bytes.
struct FormData {
    let values: SimpleValue
    let schema: String

    private struct Part {
        let name: String
        let content: Data
    }

    /// Nil when the bytes are no such body, or a part is there twice that must not be.
    func read(_ body: [UInt8], boundary: String) throws(OracleError) -> JSONTree? {
        guard let parts = Self.parts(Data(body), boundary) else { return nil }
        var members = JSONMembers()
        for part in parts {
            guard let property = try values.property(part.name, of: schema), try values.isArray(property) else {
                guard let value = try value(part, try values.property(part.name, of: schema)) else { return nil }
                guard members.append(part.name, value) else { return nil }
                continue
            }
            if members[part.name] != nil { continue }
            var items: [JSONTree] = []
            for other in parts where other.name == part.name {
                guard let item = try value(other, try values.items(property)) else { return nil }
                items.append(item)
            }
            guard members.append(part.name, .array(items)) else { return nil }
        }
        return .object(members)
    }

    private func value(_ part: Part, _ schema: String?) throws(OracleError) -> JSONTree? {
        guard let schema else { return .string(String(decoding: part.content, as: UTF8.self)) }
        let type = try values.typeName(schema)
        if type == "object" { return try? JSONText.parse([UInt8](part.content)) }
        if try values.isBinary(schema) {
            return .string(String(String.UnicodeScalarView(part.content.map { UnicodeScalar($0) })))
        }
        guard let text = String(validating: part.content, as: UTF8.self) else { return nil }
        return try values.read(text, schema: schema)
    }

    private static func parts(_ body: Data, _ boundary: String) -> [Part]? {
        let text = Data("\r\n--\(boundary)".utf8)
        var rest = Data("\r\n".utf8) + body
        guard rest.starts(with: text) else { return nil }
        var parts: [Part] = []
        while true {
            rest = Data(rest.dropFirst(text.count))
            if rest.starts(with: Data("--".utf8)) { return [2, 4].contains(rest.count) ? parts : nil }
            guard rest.starts(with: Data("\r\n".utf8)), let end = rest.range(of: text),
                let head = rest.range(of: Data("\r\n\r\n".utf8)), head.lowerBound >= 2,
                head.lowerBound < end.lowerBound,
                let name = name(String(decoding: rest[2..<head.lowerBound], as: UTF8.self))
            else { return nil }
            parts.append(Part(name: name, content: rest[head.upperBound..<end.lowerBound]))
            rest = Data(rest[end.lowerBound...])
        }
    }

    private static func name(_ head: String) -> String? {
        let form =
            #/content-disposition: *form-data(?:; *[a-z]+=(?:"(?:[^"\\]|\\.)*"|[^";]*))*?; *name=(?:"([^"]*)"|([^";]+)).*/#
            .ignoresCase()
        let matches = head.components(separatedBy: "\r\n").compactMap { $0.wholeMatch(of: form) }
        return matches.first.flatMap { $0.1 ?? $0.2 }.map(String.init)
    }
}
