internal import JSON

/// One thing that must be well for the server to take requests.
package struct ReadinessCheck: Sendable {
    let name: String
    /// Nil when all is well.
    let problem: String?

    package init(_ name: String, problem: String?) {
        self.name = name
        self.problem = problem
    }

    /// `{"status": "ready", "checks": [{"name": "redis", "status": "ok"}]}`, with a `reason` where something is wrong.
    static func json(_ checks: [ReadinessCheck]) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("status")
        writer.string(checks.allSatisfy { $0.problem == nil } ? "ready" : "not ready")
        writer.name("checks")
        writer.beginArray()
        for check in checks {
            writer.beginObject()
            writer.name("name")
            writer.string(check.name)
            writer.name("status")
            writer.string(check.problem == nil ? "ok" : "failed")
            if let problem = check.problem {
                writer.name("reason")
                writer.string(problem)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
