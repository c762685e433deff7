internal import EventLoop
internal import Glibc
internal import HTTPCore

/// Who may come in: connections, and streams.
extension Worker {
    /// Takes an accepted connection, or closes it at once where even a 503 would be too much.
    func open(_ descriptor: Int32, address: ClientAddress) {
        let total = counters.opened()
        let most = configuration.maxConnectionsPerAddress
        let isProxy = isTrustedProxy(address)
        let isCounted = most > 0 && !address.isUnix && !isProxy
        let ofAddress = isCounted ? addresses.opened(address.network) : 0
        guard total <= configuration.maxConnections + configuration.overloadMargin,
            ofAddress <= most + configuration.perAddressMargin, table.makeRoom(for: Int(descriptor)),
            let generation = try? loop.register(descriptor, self)
        else {
            counters.closed()
            counters.turnedConnectionAway()
            if isCounted { addresses.closed(address.network) }
            Glibc.close(descriptor)
            return
        }
        let index = Int(descriptor)
        var connection = Connection()
        connection.generation = generation
        connection.phase = .idle
        connection.address = address
        connection.deadline = loop.now &+ configuration.idleTimeout
        if isProxy { connection.flags.insert(.trustedProxy) }
        if isCounted { connection.flags.insert(.counted) }
        if ofAddress > most { connection.flags.insert(.crowded) }
        if total > configuration.maxConnections { connection.flags.insert(.overloaded) }
        if isStopping { connection.deadline = loop.now &+ configuration.firstRequestGrace }
        table[index] = connection
        openCount += 1
        armSweep()
    }

    /// Gives back the place of a connection that has closed.
    func leave(_ connection: Connection) {
        if connection.flags.contains(.counted) { addresses.closed(connection.address.network) }
    }

    /// Why a connection gets no answer but 503.
    func overload(_ flags: Connection.Flags) -> HTTPRefusal? {
        if flags.contains(.overloaded) { return .overloaded }
        return flags.contains(.crowded) ? .crowded : nil
    }

    /// Whether an answer may be given: a stream needs a place, which it then has.
    func admits(_ index: Int, _ response: HTTPResponse) -> Bool {
        guard case .stream = response.body, !table[index].flags.contains(.isHead) else { return true }
        guard response.status != 204, response.status != 304 else { return true }
        return counters.takeStreamPlace(of: configuration.maxStreams)
    }
}
