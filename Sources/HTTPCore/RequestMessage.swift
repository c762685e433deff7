/// A piece of a message: a half-open range of its bytes.
public struct ByteRange: Sendable, Equatable {
    public var start: UInt32
    public var end: UInt32

    public init(_ range: Range<Int>) {
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        end = UInt32(truncatingIfNeeded: range.upperBound)
    }

    public var count: Int { Int(end) - Int(start) }
    public var isEmpty: Bool { start == end }
    public var range: Range<Int> { unsafe Range(uncheckedBounds: (Int(start), Int(end))) }
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
/// One allocation: the layout, the field lines' places, the bytes. Strings are made when somebody asks for them, and
/// most are never asked for.
///
/// - Note: `@unchecked Sendable`: the buffer never changes once it is made.
@safe public struct RequestMessage: @unchecked Sendable {
    private let buffer: ManagedBuffer<Layout, FieldSlot>

    /// Where the parts of the request line stand.
    public struct Layout: Sendable {
        /// Still percent-encoded; begins with a slash, or is `*`.
        public var path: ByteRange
        /// What followed the question mark, still percent-encoded; nil when there was none.
        public var query: ByteRange?
        public var method: ByteRange
        var slotCount: Int
        var byteCount: Int
    }

    /// - Parameters:
    ///   - bytes: the head, and behind it `more`.
    ///   - more: text that did not come with the head, such as the path of a target that has none.
    public static func make(
        _ bytes: UnsafeBufferPointer<UInt8>, more: StaticString = "", slots: [FieldSlot], method: ByteRange,
        path: ByteRange, query: ByteRange?
    ) -> RequestMessage {
        let byteCount = bytes.count + more.utf8CodeUnitCount
        let stride = MemoryLayout<FieldSlot>.stride
        let capacity = slots.count + (byteCount + stride - 1) / stride
        let buffer = ManagedBuffer<Layout, FieldSlot>.create(minimumCapacity: capacity) { _ in
            Layout(path: path, query: query, method: method, slotCount: slots.count, byteCount: byteCount)
        }
        unsafe buffer.withUnsafeMutablePointerToElements { elements in
            unsafe slots.withUnsafeBufferPointer { slots in
                if let base = slots.baseAddress { unsafe elements.initialize(from: base, count: slots.count) }
            }
            let start = unsafe UnsafeMutableRawPointer(elements + slots.count)
            if let base = bytes.baseAddress { unsafe start.copyMemory(from: base, byteCount: bytes.count) }
            let end = unsafe start + bytes.count
            unsafe end.copyMemory(from: more.utf8Start, byteCount: more.utf8CodeUnitCount)
        }
        return RequestMessage(buffer: buffer)
    }

    /// From its parts, as tests have them.
    public static func make(method: String, path: String, query: String?, fields: HTTPFields) -> RequestMessage {
        var bytes: [UInt8] = []
        func append(_ text: String) -> ByteRange {
            let start = bytes.count
            bytes.append(contentsOf: text.utf8)
            return ByteRange(start..<bytes.count)
        }
        let (method, path, query) = (append(method), append(path), query.map(append))
        let slots = fields.fields.map { FieldSlot(name: append($0.name), value: append($0.value)) }
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe make(bytes, slots: slots, method: method, path: path, query: query)
        }
    }

    public var layout: Layout { unsafe buffer.withUnsafeMutablePointerToHeader { unsafe $0.pointee } }

    /// The places of all field lines. Not to be used longer than the message lives.
    @unsafe public var slots: UnsafeBufferPointer<FieldSlot> {
        unsafe buffer.withUnsafeMutablePointers { layout, elements in
            unsafe UnsafeBufferPointer(start: elements, count: layout.pointee.slotCount)
        }
    }

    /// Not to be used longer than the message lives.
    @unsafe public var bytes: UnsafeBufferPointer<UInt8> {
        unsafe buffer.withUnsafeMutablePointers { layout, elements in
            let start = unsafe UnsafeRawPointer(elements + layout.pointee.slotCount)
            let count = unsafe layout.pointee.byteCount
            return unsafe UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
        }
    }

    /// A piece as text; bytes that are not UTF-8 are repaired.
    public func text(_ range: ByteRange) -> String {
        unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range.range]), as: UTF8.self)
    }

    /// Whether a piece is this word, byte for byte.
    public func equals(_ range: ByteRange, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        let bytes = unsafe bytes
        for index in 0..<range.count where unsafe bytes[Int(range.start) + index] != word.utf8Start[index] {
            return false
        }
        return true
    }
}
