internal import CLinux

/// The owner of one or many descriptors on a loop. Called on the loop's thread.
public protocol EventSource: AnyObject {
    func ready(_ descriptor: Int32, generation: UInt32, events: Readiness)
}

/// What a descriptor is ready for. Edge-triggered: whoever stops before EAGAIN must come back by itself.
///
/// Public, as only what is public is optimised across modules.
public struct Readiness: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
    public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
    /// The peer will send no more; it may still read (a half-close, no abort).
    public static let readClosed = Readiness(rawValue: EPOLLRDHUP.rawValue)
    public static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue)
    public static let failed = Readiness(rawValue: EPOLLERR.rawValue)
}
