/// Bytes that never change and are sent many times: memory without a reference count on the way to it.
///
/// - Note: `@unchecked Sendable`: the memory is written before anybody else has it.
@safe public final class FixedBytes: @unchecked Sendable {
    let start: UnsafeRawPointer
    public let count: Int

    public init(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe bytes.withUnsafeBytes { bytes in
            if let first = bytes.baseAddress { unsafe memory.copyMemory(from: first, byteCount: bytes.count) }
        }
        unsafe start = UnsafeRawPointer(memory)
        count = bytes.count
    }

    deinit { unsafe start.deallocate() }

    public var array: [UInt8] { unsafe Array(UnsafeRawBufferPointer(start: start, count: count)) }
}
