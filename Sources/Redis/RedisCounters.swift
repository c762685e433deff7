package import Metrics

/// What the commands to a server came to, since the start.
package struct RedisCounters: Sendable {
    /// Commands given to a connection.
    package let commands = Counter()
    /// Commands without a reply: not sent, not answered in time, or lost with their connection.
    package let failures = Counter()
    /// Commands that the server answered with an error.
    package let refusals = Counter()
    /// Connections that ended while they were in use.
    package let disconnects = Counter()
}
