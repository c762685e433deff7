import Foundation
import YAML

/// The only place that knows YAML nodes: everything else works on JSONTree.
extension Contract {
    /// Reads a contract's file.
    /// - Throws: OracleError, also for what YAML refuses.
    package static func load(path: String) throws(OracleError) -> Contract {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw OracleError("\(path) cannot be read")
        }
        return try read([UInt8](bytes), name: URL(fileURLWithPath: path).lastPathComponent)
    }

    /// - Throws: OracleError, also for what YAML refuses.
    package static func read(_ bytes: [UInt8], name: String) throws(OracleError) -> Contract {
        let node: Node
        do {
            node = try Node(parsing: bytes, as: TextFormat(file: name))
        } catch { throw OracleError("\(name):\(error.mark.line):\(error.mark.column): \(error.message)") }
        return try Contract(name: name, document: try JSONTree(node))
    }
}

extension JSONTree {
    /// A node as JSON; plain scalars by the YAML 1.2 core schema (§10.3.2).
    /// - Throws: OracleError for a member twice and for numbers that JSON lacks.
    init(_ node: Node) throws(OracleError) {
        switch node.content {
        case .scalar(let text, let isPlain):
            self = isPlain ? try Self.plain(text, node.mark) : .string(text)
        case .sequence(let nodes):
            var elements: [JSONTree] = []
            for node in nodes { elements.append(try JSONTree(node)) }
            self = .array(elements)
        case .mapping:
            var members = JSONMembers()
            for member in node.members ?? [] {
                guard members.append(member.name, try JSONTree(member.value)) else {
                    throw OracleError("\(member.key.mark.line):\(member.key.mark.column): \(member.name) twice")
                }
            }
            self = .object(members)
        }
    }

    private static func plain(_ text: String, _ mark: Mark) throws(OracleError) -> JSONTree {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let number = JSONNumber(text: text) { return .number(number) }
        // The core schema has numbers that JSON writes otherwise: +1, 007, .5, 0x1F. A contract needs none.
        let other = #/[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.inf|\.nan/#
            .ignoresCase()
        if text.wholeMatch(of: other) != nil {
            throw OracleError("\(mark.line):\(mark.column): write the number \(text) as JSON does, or in quotes")
        }
        return .string(text)
    }
}
