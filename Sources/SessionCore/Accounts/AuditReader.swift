package import Redis

/// Reads the audit stream, oldest entries first.
package struct AuditReader: Sendable {
    /// Entries of a page. Default 500.
    private let pageSize: Int
    private let redis: Redis

    package init(redis: Redis, pageSize: Int = 500) {
        self.redis = redis
        self.pageSize = pageSize
    }

    /// The name of the stream, for those who follow it.
    package static let key = Keys.audit

    /// The ID of the newest entry; `0-0` when there is none.
    ///
    /// - Throws: `.unavailable`, `.corrupt`.
    package func newest() async throws(CoreError) -> String {
        let reply = try await redis.send("XREVRANGE", Keys.audit, "+", "-", "COUNT", "1")
        return reply.elements?.first?.elements?.first?.text ?? "0-0"
    }

    /// Hands on all entries from a time on.
    ///
    /// - Parameters:
    ///   - since: milliseconds since 1970.
    ///   - upTo: the ID of the last one.
    /// - Throws: `.unavailable`, `.corrupt`, and what `body` throws.
    package func read(
        since: Int64, upTo: String, _ body: (AuditEntry) async throws -> Void
    ) async throws {
        var start = "\(max(0, since))-0"
        while true {
            let page = try await page("XRANGE", start, upTo)
            for entry in page { try await body(entry) }
            guard page.count == pageSize, let last = page.last else { return }
            start = "(\(last.id)"
        }
    }

    /// The last entries that are wanted, oldest first.
    ///
    /// - Parameters:
    ///   - count: at most so many, which are held in memory.
    ///   - since: milliseconds since 1970.
    ///   - upTo: the ID of the last one.
    /// - Throws: `.unavailable`, `.corrupt`.
    package func last(
        _ count: Int, since: Int64, upTo: String, where isWanted: (AuditEntry) -> Bool
    ) async throws(CoreError) -> [AuditEntry] {
        var found: [AuditEntry] = []
        var end = upTo
        while found.count < count {
            let page = try await page("XREVRANGE", end, "\(max(0, since))-0")
            for entry in page where found.count < count && isWanted(entry) { found.append(entry) }
            guard page.count == pageSize, let last = page.last else { break }
            end = "(\(last.id)"
        }
        return found.reversed()
    }

    private func page(_ command: String, _ from: String, _ to: String) async throws(CoreError) -> [AuditEntry] {
        let reply = try await redis.send(command, Keys.audit, from, to, "COUNT", String(pageSize))
        guard let elements = reply.elements else { throw .corrupt(detail: "Redis gave no answer to \(command)") }
        // Entries of others, which are none of ours, count for the page all the same.
        return try elements.map { element throws(CoreError) in
            guard let entry = AuditEntry(element) else { throw .corrupt(detail: "the audit stream has a bad entry") }
            return entry
        }
    }
}
