internal import CLinux
internal import EventLoop
internal import HTTPCore

/// Deadlines: connections carry theirs, and one timer looks at all of them.
extension Worker {
    func armSweep() {
        guard !sweeps else { return }
        sweeps = true
        loop.schedule(after: configuration.sweepInterval(isStopping: isStopping)) {
            self.sweeps = false
            self.sweep()
        }
    }

    /// Ends what has lasted too long.
    func sweep() {
        let now = loop.now
        for index in table.indices where table[index].phase != .free {
            if table[index].writeDeadline < now { judgeReader(index) }
            if table[index].deadline < now { expire(index) }
        }
        if openCount > 0 { armSweep() }
    }

    private func expire(_ index: Int) {
        table[index].deadline = .max
        switch table[index].phase {
        case .head:
            refuseHead(index, .timedOut)
            advance(index)
        case .idle where !table[index].spill.isEmpty:
            // Still taking its answer; the deadline for writing watches over that.
            table[index].deadline = loop.now &+ configuration.idleTimeout
        case .handling: table[index].body?.resolve(.failure(.timedOut))
        default: close(index)
        }
    }

    // MARK: Slow readers

    /// Begins to watch a client that does not take what waits for it.
    func watchReader(_ index: Int) {
        table[index].writeMark = waiting(index)
        table[index].writeDeadline = loop.now &+ configuration.writeTimeout
    }

    /// Closes a connection whose client has taken too little since the last look. Whether the socket takes bytes does
    /// not tell: the kernel buffers megabytes, and reports room only when a third of them has gone.
    private func judgeReader(_ index: Int) {
        let taken = table[index].writeMark - waiting(index)
        // A stream has no pace of its own: a slow reader skips frames.
        let isStream = table[index].phase == .streaming
        let wanted = isStream ? 1 : Rate.bytes(configuration.writeTimeout, at: configuration.minimumRate)
        if taken >= wanted { watchReader(index) } else { close(index) }
    }

    /// What the client has not acknowledged and what is still to be sent, bytes.
    private func waiting(_ index: Int) -> Int {
        table[index].spill.count - table[index].spillSent + Int(vellum_unacknowledged(Int32(index)))
    }
}
