package import HTTPCore

/// Is told what a responder does: for the log and for the counters. Called on many threads.
package protocol ResponderObserver: Sendable {
    /// An answer is ready; a stream's has only begun.
    ///
    /// - Parameters:
    ///   - route: nil when no operation was reached, or the engine refused.
    ///   - nanoseconds: since the request's head was read; 0 without a route.
    func answered(_ route: Route?, status: Int, nanoseconds: UInt64)
    /// A body had members that its schema does not know, and lets pass.
    func ignored(_ route: Route, properties: Int)
    /// An answer is the server's fault, or has a detail that only the log may see.
    func failed(_ incident: Incident)
    /// A request broke its contract; the detail names each place, keyword and line of the contract, and no value.
    func refused(_ incident: Incident)
}

extension ResponderObserver {
    package func refused(_ incident: Incident) {}
}

/// What the log is told of an answer that is the server's fault, or that carries a detail.
package struct Incident: Sendable {
    package let operationID: String
    package let status: Int
    package let code: String
    package let detail: String
    package let context: RequestContext
}
