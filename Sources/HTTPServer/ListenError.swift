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
    case failed(call: String, detail: String)

    package var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) on \(host) is in use: stop the other process, or choose another port"
        case .permissionDenied(let host, let port):
            "port \(port) on \(host) is not permitted: choose a port from 1024 on, or grant CAP_NET_BIND_SERVICE"
        case .addressNotAvailable(let host): "this machine has no address \(host): choose one that it has, or 0.0.0.0"
        case .invalidHost(let host): "\(host) is no host to listen on: write an IPv4 or IPv6 address, or localhost"
        case .failed(_, let detail): "cannot listen: \(detail)"
        }
    }

    static func failed(_ error: SystemError) -> ListenError { .failed(call: error.call, detail: error.description) }
}
