internal import Glibc
internal import HTTPCore

/// A head whose answer depends on its bytes alone, read and checked before.
final class KnownHead {
    let bytes: [UInt8]
    /// How the connection is to be treated, as `Worker.begin` found out.
    let flags: Connection.Flags
    /// The one that the head gives.
    let requestID: RequestID?
    /// What the access log says of it; nil when it was not logged the first time.
    private let note: RequestNote?
    let again: @Sendable () -> HTTPConstant?
    /// Its line in the access log.
    var line: KnownLine?

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ flags: Connection.Flags, _ requestID: RequestID?, _ note: RequestNote?,
        _ again: @escaping @Sendable () -> HTTPConstant?
    ) {
        self.bytes = unsafe Array(bytes)
        self.flags = flags
        self.requestID = requestID
        self.note = note
        self.again = again
    }

    var isLogged: Bool { note != nil }

    /// What follows the ID in its line. It takes no time that could be told.
    func lineEnd(_ constant: HTTPConstant, _ address: ClientAddress, _ line: AccessLine) -> [UInt8] {
        var end = OutputBuffer(capacity: 256)
        line.end(
            address: address.text, method: note?.method, route: note?.route, status: constant.status,
            bytes: flags.contains(.isHead) ? 0 : constant.body.count, duration: 0, user: nil, to: &end)
        return end.array
    }
}

/// Heads of requests for constants, byte for byte: clients send the same head again and again, and what it says need
/// not be found out again. One place for each hash, so that strangers can crowd others out and nothing else.
final class KnownHeads {
    /// Bytes of a head that is remembered at most; with them a loop remembers 64 KiB.
    static let longestHead = 1024
    private static let placeCount = 64
    /// The bytes that are hashed: the method is mostly the same, and the target follows it.
    private static let hashed = 4..<20

    private var places = [KnownHead?](repeating: nil, count: placeCount)

    /// - Returns: the head that these bytes begin with.
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> KnownHead? {
        guard let base = bytes.baseAddress, bytes.count >= KnownHeads.hashed.upperBound,
            let known = places[unsafe KnownHeads.place(base)], known.bytes.count <= bytes.count,
            unsafe memcmp(known.bytes, base, known.bytes.count) == 0
        else { return nil }
        return known
    }

    func note(_ known: KnownHead) {
        guard KnownHeads.hashed.upperBound...KnownHeads.longestHead ~= known.bytes.count else { return }
        unsafe known.bytes.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { places[unsafe KnownHeads.place(base)] = known }
        }
    }

    /// Other limits may refuse what was known.
    func forget() { places = [KnownHead?](repeating: nil, count: KnownHeads.placeCount) }

    private static func place(_ base: UnsafePointer<UInt8>) -> Int {
        let words = unsafe UnsafeRawPointer(base + hashed.lowerBound)
        let first = unsafe words.loadUnaligned(as: UInt64.self)
        let second = unsafe words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let mixed = (first &* 31 ^ second) &* 0x9e37_79b9_7f4a_7c15
        // The upper six bits.
        return Int(truncatingIfNeeded: mixed &>> 58)
    }
}
