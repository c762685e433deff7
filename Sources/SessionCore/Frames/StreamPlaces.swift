internal import Synchronization

/// Open streams by client, so that no one takes the places of all others. It holds an entry for each client that has a
/// stream.
final class StreamPlaces: Sendable {
    /// Streams of one client; 0 is off.
    private let most: Int
    private let counts = Mutex<[String: Int]>([:])

    init(most: Int) { self.most = most }

    /// One of a client's places. It is free again when the last reference to it has gone.
    final class Place: Sendable {
        private let places: StreamPlaces
        private let client: String

        fileprivate init(_ places: StreamPlaces, _ client: String) {
            self.places = places
            self.client = client
        }

        deinit { places.leave(client) }
    }

    enum Outcome {
        case taken(Place)
        /// Whoever comes over a Unix socket has no address, and where the limit is off nobody is counted.
        case uncounted
        case full
    }

    /// - Parameter address: as the engine tells it; nil for readers of our own.
    func take(for address: String?) -> Outcome {
        guard most > 0, let address, address != "unix" else { return .uncounted }
        let client = ClientNetwork.of(address)
        let isTaken = counts.withLock { counts in
            let count = counts[client, default: 0]
            guard count < most else { return false }
            counts[client] = count + 1
            return true
        }
        return isTaken ? .taken(Place(self, client)) : .full
    }

    /// Clients that have a stream.
    var clients: Int { counts.withLock { $0.count } }

    private func leave(_ client: String) {
        counts.withLock { counts in
            let left = counts[client, default: 0] - 1
            counts[client] = left > 0 ? left : nil
        }
    }
}
