internal import Glibc

/// Lends bytes that end right before a page which nobody may touch: a read beyond them is a crash.
@safe enum GuardedBytes {
    private static let page = 4096
    private static let capacity = 128 * 1024
    /// The page that nobody may touch. The fuzzer has one thread.
    nonisolated(unsafe) private static let wall: UnsafeMutableRawPointer = {
        let size = capacity + page
        let base = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let base = unsafe base, unsafe mprotect(base + capacity, page, PROT_NONE) == 0 else { abort() }
        return unsafe base + capacity
    }()

    static func with<Value>(_ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        precondition(bytes.count <= capacity)
        let start = unsafe (wall - bytes.count).assumingMemoryBound(to: UInt8.self)
        _ = unsafe UnsafeMutableBufferPointer(start: start, count: bytes.count).update(fromContentsOf: bytes)
        return unsafe body(UnsafeBufferPointer(start: start, count: bytes.count))
    }
}
