internal import HTTPCore

/// Tells, byte by byte, whether the name of a trailer field is one that must stand in the head: what delimits the
/// message or says where it goes (RFC 9110 §6.5.1). A proxy that merged it would read another message than we do.
struct ForbiddenTrailer: Sendable {
    private static let names: [StaticString] = ["content-length", "transfer-encoding", "host", "connection"]

    /// The names that fit so far, one bit each.
    private var candidates: UInt8 = 0
    private var length = 0

    mutating func begin(_ byte: UInt8) {
        candidates = .max
        length = 0
        take(byte)
    }

    mutating func take(_ byte: UInt8) {
        defer { length += 1 }
        guard candidates != 0 else { return }
        let lowercase = ASCII.lowercase(byte)
        for (bit, name) in ForbiddenTrailer.names.enumerated() {
            let fits = unsafe length < name.utf8CodeUnitCount && name.utf8Start[length] == lowercase
            if !fits { candidates &= ~(1 << UInt8(bit)) }
        }
        candidates &= 1 << UInt8(ForbiddenTrailer.names.count) - 1
    }

    /// Asked when the name has ended.
    var isMatch: Bool {
        ForbiddenTrailer.names.enumerated().contains { bit, name in
            candidates >> UInt8(bit) & 1 == 1 && name.utf8CodeUnitCount == length
        }
    }
}
