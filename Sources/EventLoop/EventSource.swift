internal import CLinux

/// The owner of one or many descriptors on a loop. Called on the loop's thread.
package protocol EventSource: AnyObject {
    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness)
}

/// What a descriptor is ready for. Edge-triggered: whoever stops before EAGAIN must come back by itself.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let readable = Readiness(rawValue: EPOLLIN.rawValue)
    package static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
    /// The peer will send no more; it may still read (a half-close, no abort).
    package static let readClosed = Readiness(rawValue: EPOLLRDHUP.rawValue)
    package static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue)
    package static let failed = Readiness(rawValue: EPOLLERR.rawValue)
}
