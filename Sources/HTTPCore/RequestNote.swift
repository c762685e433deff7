internal import Synchronization

/// What the access log is told of a request while it is served. Made only where requests are logged.
public final class RequestNote: Sendable {
    private struct Told: Sendable {
        var route: RouteLabel?
        var user: String?
    }

    /// As it stood in the request line, at most 32 bytes of it; nil when there was none that could be read.
    public let method: String?
    public let clientAddress: String
    /// When the head was read, by the monotonic clock, nanoseconds.
    public let start: UInt64
    private let told = Mutex(Told())

    public init(method: String?, clientAddress: String, start: UInt64) {
        self.method = method
        self.clientAddress = clientAddress
        self.start = start
    }

    /// The operation that was reached.
    public var route: RouteLabel? {
        get { told.withLock { $0.route } }
        set { told.withLock { $0.route = newValue } }
    }

    /// Who asks, once that is known.
    public var user: String? {
        get { told.withLock { $0.user } }
        set { told.withLock { $0.user = newValue } }
    }
}

/// The path of an operation as the access log shows it, with parameters in braces: written out once for each route.
public final class RouteLabel: Sendable {
    public let template: String

    public init(_ template: String) { self.template = template }
}
