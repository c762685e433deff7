/// A piece of a message: a half-open range of its bytes.
public struct ByteRange: Sendable, Equatable {
    public var start: UInt32
    public var end: UInt32

    public init(_ range: Range<Int>) {
        start = UInt32(range.lowerBound)
        end = UInt32(range.upperBound)
    }

    public var count: Int { Int(end) - Int(start) }
    public var isEmpty: Bool { start == end }
    public var range: Range<Int> { Int(start)..<Int(end) }
}

/// Where a field line stands: its name, and its value without the space around it.
public struct FieldSlot: Sendable, Equatable {
    public var name: ByteRange
    public var value: ByteRange

    public init(name: ByteRange, value: ByteRange) {
        self.name = name
        self.value = value
    }
}

/// The head of a request: its bytes as they came, and where everything in them stands.
///
/// A value of two buffers. Strings are made when somebody asks for them, and most are never asked for.
public struct RequestMessage: Sendable {
    public var bytes: [UInt8] = []
    public var method = ByteRange(0..<0)
    /// Still percent-encoded; begins with a slash, or is `*`.
    public var path = ByteRange(0..<0)
    /// What followed the question mark, still percent-encoded; nil when there was none.
    public var query: ByteRange?
    public var slots: [FieldSlot] = []

    public init() {}

    /// A head of which only the parts are known.
    public init(method: String, path: String, query: String?, fields: HTTPFields) {
        self.method = append(method)
        self.path = append(path)
        self.query = query.map { append($0) }
        for field in fields.fields { slots.append(FieldSlot(name: append(field.name), value: append(field.value))) }
    }

    /// Adds bytes that did not come with the message, such as those of a field that takes another's place.
    public mutating func append(_ text: String) -> ByteRange {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return ByteRange(start..<bytes.count)
    }

    public func text(_ range: ByteRange) -> String {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range.range]), as: UTF8.self)
        }
    }

    public func equals(_ range: ByteRange, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<range.count where unsafe bytes[Int(range.start) + index] != word.utf8Start[index] {
                return false
            }
            return true
        }
    }
}

/// The header fields of a request, in the order they came. Names compare without regard to case (RFC 9110 §5.1).
public struct RequestFields: Sendable {
    private let message: RequestMessage

    init(_ message: RequestMessage) { self.message = message }

    /// The value of a field; several are joined by a comma (RFC 9110 §5.3). Nil when absent.
    public subscript(name: String) -> String? {
        var joined: String?
        for slot in message.slots where isNamed(slot, name) {
            let value = message.text(slot.value)
            if let before = joined { joined = before + ", " + value } else { joined = value }
        }
        return joined
    }

    /// How many field lines carry this name.
    public func count(_ name: String) -> Int { message.slots.count { isNamed($0, name) } }

    /// The values of all field lines of this name, apart.
    public func values(_ name: String) -> [String] {
        message.slots.filter { isNamed($0, name) }.map { message.text($0.value) }
    }

    /// All field lines.
    public var all: [(name: String, value: String)] {
        message.slots.map { (name: message.text($0.name), value: message.text($0.value)) }
    }

    private func isNamed(_ slot: FieldSlot, _ name: String) -> Bool {
        guard slot.name.count == name.utf8.count else { return false }
        var index = Int(slot.name.start)
        for byte in name.utf8 {
            guard RequestFields.lowercase(message.bytes[index]) == RequestFields.lowercase(byte) else { return false }
            index += 1
        }
        return true
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }
}
