internal import EventLoop
internal import Redis
internal import SessionCore

/// Prints audit events as they come, until the task is cancelled.
///
/// Redis names each entry by its time. Reading goes on behind the last one that was shown, whatever became of the
/// connection meanwhile: none is shown twice, and none is left out that the stream still has.
struct AuditFollowing: Sendable {
    let request: AuditCommand.AuditRequest

    func run(_ endpoint: RedisEndpoint, from cursor: String) async throws {
        let (batches, arrival) = AsyncStream.makeStream(of: [RedisStreamFollower.Entry].self)
        let loop = try EventLoop()
        loop.start(name: "audit")
        let follower = RedisStreamFollower(endpoint, loop: loop, key: AuditReader.key) { event in
            if case .disconnected(let error) = event {
                StandardOutput.note("Redis went away (\(error.detail)): waiting for it")
            }
        }
        follower.follow(from: cursor, onEntries: { arrival.yield($0) }, onReconnected: {})
        defer { arrival.finish() }
        do {
            // Ends when the task is cancelled: SIGINT is how following is meant to end.
            for await batch in batches {
                for (id, fields) in batch { try request.show(AuditEntry(id: id, fields: fields)) }
            }
        } catch {
            await follower.close()
            throw error
        }
        await follower.close()
    }
}
