internal import JSON

/// A body of multipart/form-data (RFC 7578), taken apart strictly: what parsers read differently is refused.
struct MultipartBody {
    /// Parts at most.
    static let maximumParts = 128
    /// Bytes of the header fields of one part at most.
    static let maximumHeader = 4096

    struct Part: Equatable {
        let name: String
        let fileName: String?
        /// Nil when the part has no Content-Type.
        let mediaType: String?
        let bytes: ArraySlice<UInt8>

        /// Whether its Content-Type, when it has one, leaves it a text in UTF-8 (RFC 7578 §4.4).
        var isUTF8: Bool { mediaType.map { ContentType($0)?.hasKnownCharset == true } ?? true }
    }

    struct Malformed: Error, Equatable {
        let message: String
    }

    private let bytes: [UInt8]
    /// CRLF, two hyphens and the boundary (RFC 2046 §5.1.1).
    private let delimiter: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8], boundary: String) {
        self.bytes = bytes
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    mutating func parts() throws(Malformed) -> [Part] {
        // The first delimiter stands at the very beginning: a preamble is for mail, and hides things here.
        guard bytes.starts(with: delimiter.dropFirst(2)) else {
            throw Malformed(message: "it does not begin with its boundary")
        }
        position = delimiter.count - 2
        var parts: [Part] = []
        while try !isClosed() {
            guard parts.count < Self.maximumParts else {
                throw Malformed(message: "it has more than \(Self.maximumParts) parts")
            }
            let header = try header()
            let content = try content()
            parts.append(try part(header, content))
            position = content.endIndex + delimiter.count
        }
        return parts
    }

    /// The content of a part, up to its delimiter.
    private func content() throws(Malformed) -> ArraySlice<UInt8> {
        // Here the empty line would be the header's end and the delimiter's beginning at once (RFC 2046 allows that),
        // and some parsers would take for content what others take for the next part.
        guard !bytes[position...].starts(with: delimiter.dropFirst(2)) else {
            throw Malformed(message: "a boundary stands where the content of a part is expected")
        }
        guard let end = next(delimiter.dropFirst(1), from: position) else {
            throw Malformed(message: "its last boundary is missing")
        }
        guard end > position, bytes[end - 1] == delimiter[0] else {
            throw Malformed(message: "a boundary stands behind a line feed without a carriage return")
        }
        return bytes[position..<(end - 1)]
    }

    /// Behind a boundary: `--` ends the body, CRLF begins a part.
    private mutating func isClosed() throws(Malformed) -> Bool {
        let rest = bytes[position...]
        if rest.starts(with: "--".utf8) {
            let tail = rest.dropFirst(2)
            guard tail.isEmpty || tail.elementsEqual("\r\n".utf8) else {
                throw Malformed(message: "something follows its last boundary")
            }
            return true
        }
        guard rest.starts(with: "\r\n".utf8) else { throw Malformed(message: "a boundary does not end its line") }
        position += 2
        return false
    }

    /// The header fields of a part, up to the empty line; the position is behind it.
    private mutating func header() throws(Malformed) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        let start = position
        while true {
            let limit = min(bytes.count, start + Self.maximumHeader)
            guard let end = next(delimiter.prefix(2), from: position), end <= limit else {
                throw Malformed(message: "the header of a part does not end within \(Self.maximumHeader) bytes")
            }
            let line = bytes[position..<end]
            position = end + 2
            if line.isEmpty { return fields }
            guard let text = String(validating: line, as: UTF8.self),
                !text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F })
            else { throw Malformed(message: "a header field of a part is broken") }
            let field = text[...].parts(at: UInt8(ascii: ":"), maxSplits: 1)
            let name = field[0].lowercased()
            guard field.count == 2, name.isToken, !fields.contains(where: { $0.name == name }) else {
                throw Malformed(message: "a header field of a part is broken or stands twice")
            }
            fields.append((name, String(field[1].trimmingBlanks)))
        }
    }

    private func part(
        _ header: [(name: String, value: String)], _ content: ArraySlice<UInt8>
    ) throws(Malformed) -> Part {
        func field(_ name: String) -> String? { header.first { $0.name == name }?.value }
        // No coding is used in HTTP (RFC 7578 §4.7).
        if let coding = field("content-transfer-encoding"), !["binary", "8bit", "7bit"].contains(coding.lowercased()) {
            throw Malformed(message: "a part has a transfer encoding")
        }
        // The same grammar as that of a media type with parameters, but for the slash.
        guard let disposition = field("content-disposition"),
            let parsed = ContentType("x/" + disposition), parsed.mediaType == "x/form-data",
            let name = parsed.parameters.first(where: { $0.name == "name" })?.value
        else { throw Malformed(message: "a part is not form-data with a name") }
        guard !parsed.parameters.contains(where: { $0.name == "filename*" }) else {
            throw Malformed(message: "a part has a filename*, which has no place in form-data (RFC 7578)")
        }
        return Part(
            name: name, fileName: parsed.parameters.first { $0.name == "filename" }?.value,
            mediaType: field("content-type"), bytes: content)
    }

    /// Where a sequence begins; its first byte is rare in most files, so that the search runs from one to the next.
    /// That byte does not come again in the sequence: no byte is compared more than twice.
    private func next(_ sequence: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let first = sequence.first else { return nil }
        var from = start
        while let found = bytes[from...].firstIndex(of: first) {
            if bytes[found...].starts(with: sequence) { return found }
            from = found + 1
        }
        return nil
    }
}

extension MultipartBody {
    /// The JSON text that the parts stand for, with each file by its place in the list beside it.
    static func json(_ parts: [Part], _ shape: TextShape) -> (json: [UInt8], files: [FilePart]) {
        var files: [FilePart] = []
        var writer = JSONWriter()
        writer.beginObject()
        var arrays: Set<String> = []
        for part in parts {
            let known = shape.member(part.name)
            if case .array(let element) = known {
                guard arrays.insert(part.name).inserted else { continue }
                writer.name(part.name)
                writer.beginArray()
                for other in parts where other.name.isSame(as: part.name) { write(other, element, &writer, &files) }
                writer.endArray()
            } else {
                writer.name(part.name)
                write(part, known ?? .string, &writer, &files)
            }
        }
        writer.endObject()
        return (writer.bytes, files)
    }

    private static func write(_ part: Part, _ shape: TextShape, _ writer: inout JSONWriter, _ files: inout [FilePart]) {
        if case .file = shape {
            writer.integer(Int64(files.count))
            files.append(
                FilePart(
                    fileName: part.fileName, mediaType: part.mediaType ?? "application/octet-stream",
                    bytes: Array(part.bytes)))
        } else if part.isUTF8, let text = String(validating: part.bytes, as: UTF8.self) {
            shape.write(text, to: &writer)
        } else {
            // Not a text, or one of another charset: no schema of a text takes it, whatever it says.
            writer.null()
        }
    }
}
