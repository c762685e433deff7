internal import EventLoop
internal import HTTPCore

/// One line for each request.
extension Worker {
    /// What a client that went away before its answer is said to have got; no server sends it.
    static let clientGone = 499

    /// Logs the request in flight; once, whoever calls first.
    ///
    /// - Parameter bytes: of the body that was sent.
    func log(_ index: Int, status: Int, bytes: Int) {
        guard let note = table[index].note else { return }
        table[index].note = nil
        write(note, table[index].requestID, status: status, bytes: bytes)
    }

    /// Logs what a connection that has closed leaves unfinished.
    func logEnd(of connection: Connection) {
        guard let note = connection.note else { return }
        let stream = connection.stream
        write(
            note, connection.requestID, status: stream?.status ?? Worker.clientGone,
            bytes: stream?.sentBytes ?? 0)
    }

    private func write(_ note: RequestNote, _ id: RequestID, status: Int, bytes: Int) {
        let duration = EventLoop.monotonicNow() &- note.start
        schedule(accessLog.note(note, id, status: status, bytes: bytes, duration: duration, now: loop.now))
    }

    /// Logs a request that was answered without being read.
    func log(_ index: Int, _ known: KnownHead, _ constant: HTTPConstant) {
        let isFirst = accessLog.note(
            known, table[index].requestID, table[index].address, constant, now: loop.now)
        schedule(isFirst)
    }

    private func schedule(_ isNeeded: Bool) {
        guard isNeeded else { return }
        loop.schedule(after: AccessLog.delay) { self.accessLog.flushAfterDelay() }
    }
}
