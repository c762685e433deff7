internal import CLinux
internal import Glibc

/// A bound, listening, non-blocking socket that all loops share.
struct Listener: Sendable {
    let descriptor: Int32
    /// Nil for a Unix socket.
    let port: UInt16?
    /// The file of a Unix socket.
    let file: SocketFile?

    /// Lets nobody new in; who has connected stays in the queue and can still be accepted.
    ///
    /// Closing the descriptor at once would reset whoever connects between the last accept and the close. A listening
    /// Unix socket that is shut down refuses, and keeps its queue. A TCP one would lose its queue, so it drops what
    /// begins a connection instead; clients repeat that after a second, and are refused by then.
    func refuseNewConnections() {
        if let file {
            file.remove()
            _ = shutdown(descriptor, Int32(SHUT_RD))
        } else {
            // Without it the stop is as good as a close can make it.
            _ = vellum_drop_new_connections(descriptor)
        }
    }
}
