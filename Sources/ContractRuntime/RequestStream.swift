internal import HTTPCore
internal import Synchronization

/// A request body that is read as it comes. What is not asked for stays in the socket, so that a slow handler slows its
/// client down and fills no memory.
package final class RequestStream: Sendable {
    /// Bytes at most, in all.
    package let maxBytes: Int
    private let body: HTTPBody
    private let progress = Mutex<(bytes: Int, isOver: Bool)>((0, false))

    init(_ body: HTTPBody, maxBytes: Int) {
        self.body = body
        self.maxBytes = maxBytes
    }

    /// The next bytes, nil at the end of the body. One caller at a time.
    ///
    /// - Throws: 413 beyond `maxBytes`; 408 or 400 as the connection fails.
    package func next() async throws(Rejection) -> [UInt8]? {
        if progress.withLock({ $0.isOver }) { return nil }
        let bytes: [UInt8]
        switch body {
        case .bytes(let all):
            progress.withLock { $0.isOver = true }
            bytes = all
        case .incoming(let length, let read):
            if let length, length > maxBytes { throw .contentTooLarge }
            do {
                bytes = try await read(.next)
            } catch {
                throw Rejection(error)
            }
        }
        let total = progress.withLock { progress in
            progress.bytes += bytes.count
            if bytes.isEmpty { progress.isOver = true }
            return progress.bytes
        }
        guard total <= maxBytes else { throw .contentTooLarge }
        return bytes.isEmpty ? nil : bytes
    }
}
