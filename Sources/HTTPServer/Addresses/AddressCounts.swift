internal import Synchronization

/// Open connections by client, all loops together. It holds an entry for each network that has a connection, so its
/// size is bounded by the number of connections.
final class AddressCounts: Sendable {
    private let counts = Mutex<[ClientAddress: Int]>([:])

    /// - Returns: how many are open with it.
    func opened(_ network: ClientAddress) -> Int {
        counts.withLock { counts in
            counts[network, default: 0] += 1
            return counts[network, default: 0]
        }
    }

    func closed(_ network: ClientAddress) {
        counts.withLock { counts in
            let left = counts[network, default: 0] - 1
            counts[network] = left > 0 ? left : nil
        }
    }
}
