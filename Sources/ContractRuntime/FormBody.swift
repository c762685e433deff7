internal import JSON

/// The bodies of application/x-www-form-urlencoded (WHATWG URL §5.1): members in text, arrays as repeated names.
enum FormBody {
    /// The JSON text that a form stands for; nil when it is not percent-encoded UTF-8.
    static func json(_ bytes: [UInt8], _ shape: TextShape) -> [UInt8]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var members: [(name: String, value: String)] = []
        for pair in text[...].parts(at: UInt8(ascii: "&")) where !pair.isEmpty {
            let parts = pair.parts(at: UInt8(ascii: "="), maxSplits: 1)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            members.append((name, value))
        }
        var writer = JSONWriter()
        writer.beginObject()
        var arrays: Set<String> = []
        for member in members {
            guard case .array(let element) = shape.member(member.name) else {
                // A name that stands twice stands twice here too, for the reader to refuse.
                writer.name(member.name)
                (shape.member(member.name) ?? .string).write(member.value, to: &writer)
                continue
            }
            guard arrays.insert(member.name).inserted else { continue }
            writer.name(member.name)
            writer.beginArray()
            for other in members where other.name.isSame(as: member.name) { element.write(other.value, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }
}
