internal import Synchronization

/// The rates that may change while the service runs.
package final class Rates: Sendable {
    private let authAttempts: Atomic<Int>
    private let publicWrites: Atomic<Int>

    init(_ configuration: CoreConfiguration) {
        authAttempts = Atomic(configuration.authAttemptsPerMinute)
        publicWrites = Atomic(configuration.publicWritesPerMinute)
    }

    /// Attempts a minute at register, login, issueToken and changePassword, per address and per account, and wrong
    /// introspection secrets per address; 0 is off.
    package var authAttemptsPerMinute: Int { authAttempts.load(ordering: .relaxed) }
    /// Writes to public sessions a minute per address; 0 is off.
    package var publicWritesPerMinute: Int { publicWrites.load(ordering: .relaxed) }

    /// Takes the rates of another configuration. What was counted so far counts against them.
    package func reload(_ configuration: CoreConfiguration) {
        authAttempts.store(configuration.authAttemptsPerMinute, ordering: .relaxed)
        publicWrites.store(configuration.publicWritesPerMinute, ordering: .relaxed)
    }
}
