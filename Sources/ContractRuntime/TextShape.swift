internal import JSON

/// What the text of a parameter or of a form's member stands for.
///
/// Text has no types: `5` may be a number or a string. By its shape it becomes the JSON text that it stands for, and is
/// then read and checked by the same generated code as a body.
package indirect enum TextShape: Sendable {
    case string
    case integer
    case number
    case boolean
    case array(TextShape)
    /// Members by name; a name that is not among them stays a string, for the reader to refuse or ignore.
    case object([(name: String, shape: TextShape)])
    /// JSON, in a part of multipart/form-data.
    case json
    /// Bytes as they are, in a part of multipart/form-data.
    case file

    func member(_ name: String) -> TextShape? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.shape
    }

    /// The names of an object's members.
    var names: [String] {
        if case .object(let members) = self { members.map(\.name) } else { [] }
    }

    var isArray: Bool {
        if case .array = self { true } else { false }
    }

    /// Writes a single text as the value it stands for; one that stands for none stays a string, which the reader then
    /// refuses by name and place.
    func write(_ text: String, to writer: inout JSONWriter) {
        switch self {
        case .integer:
            if let value = ParameterReader.integer(text) { writer.integer(Int64(value)) } else { writer.string(text) }
        case .number:
            if let value = ParameterReader.number(text) { writer.number(value) } else { writer.string(text) }
        case .boolean:
            switch text {
            case "true": writer.bool(true)
            case "false": writer.bool(false)
            default: writer.string(text)
            }
        case .json:
            if let value = try? JSONReader.parse(Array(text.utf8)) { writer.value(value) } else { writer.string(text) }
        case .string, .array, .object, .file: writer.string(text)
        }
    }
}

/// What text stands for, with the line of the contract that says so.
package struct TextRule: Sendable {
    let shape: TextShape
    let line: Int

    package init(_ shape: TextShape, line: Int) {
        self.shape = shape
        self.line = line
    }
}

/// Text taken apart: what a style has written.
enum TextPieces: Equatable {
    case items([String])
    case members([(name: String, value: String)])
    /// The text is not what its style writes.
    case malformed

    static func == (left: TextPieces, right: TextPieces) -> Bool {
        switch (left, right) {
        case (.items(let left), .items(let right)): left == right
        case (.members(let left), .members(let right)):
            left.map(\.name) == right.map(\.name) && left.map(\.value) == right.map(\.value)
        case (.malformed, .malformed): true
        default: false
        }
    }

    /// The JSON text that the pieces stand for; nil when they are malformed.
    func json(_ shape: TextShape) -> [UInt8]? {
        var writer = JSONWriter()
        switch self {
        case .malformed: return nil
        case .items(let items):
            guard case .array(let element) = shape else { return nil }
            writer.beginArray()
            for item in items { element.write(item, to: &writer) }
            writer.endArray()
        case .members(let members):
            writer.beginObject()
            for member in members {
                writer.name(member.name)
                (shape.member(member.name) ?? .string).write(member.value, to: &writer)
            }
            writer.endObject()
        }
        return writer.bytes
    }
}
