internal import EventLoop

/// Why the server cannot listen. The description says what to do.
package enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process, or another server of this one, listens there.
    case addressInUse(host: String, port: UInt16)
    /// Ports below 1024 belong to the administrator.
    case permissionDenied(host: String, port: UInt16)
    /// The machine does not have this address.
    case addressNotAvailable(host: String)
    /// Neither an IPv4 or IPv6 address nor `localhost`.
    case invalidHost(String)
    /// A live server listens on this socket, or is about to.
    case socketInUse(path: String)
    /// There is a file of another kind; it stays.
    case notASocket(path: String)
    /// More than `SocketFile.pathBytes`.
    case socketPathTooLong(String)
    /// Empty, or with a NUL.
    case invalidSocketPath(String)
    /// Another server is making a socket in the same folder.
    case folderInUse(path: String)
    /// Its folder is missing, or not ours to write.
    case noFolder(path: String, detail: String)
    /// The system has no socket for us.
    case failed(detail: String)

    package var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) on \(host) is in use: stop the other process, or choose another port"
        case .permissionDenied(let host, let port):
            "port \(port) on \(host) is not permitted: choose a port from 1024 on, or grant CAP_NET_BIND_SERVICE"
        case .addressNotAvailable(let host): "this machine has no address \(host): choose one that it has, or 0.0.0.0"
        case .invalidHost(let host): "\(host) is no host to listen on: write an IPv4 or IPv6 address, or localhost"
        case .socketInUse(let path):
            "the socket \(path) is in use: stop the other process, or choose another path"
        case .notASocket(let path): "\(path) is there and is no socket: remove it, or choose another path"
        case .socketPathTooLong(let path):
            "the socket's path has \(path.utf8.count) bytes, and the system takes \(SocketFile.pathBytes): "
                + "choose a shorter one than \(path)"
        case .invalidSocketPath(let path): "\"\(path)\" is no path of a socket: write one such as /run/vellum.sock"
        case .folderInUse(let path):
            "another server is starting in the folder of \(path): start again"
        case .noFolder(let path, let detail):
            "cannot make the socket \(path) (\(detail)): make its folder and let this user write to it"
        case .failed(let detail): "cannot listen (\(detail)): see that open files and memory are left, and start again"
        }
    }

    static func failed(_ error: SystemError) -> ListenError { .failed(detail: error.description) }
}
