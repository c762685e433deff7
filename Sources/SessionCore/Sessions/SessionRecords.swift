internal import HTTPCore
internal import JSON
internal import Redis

/// The records of sessions, whoever's they are: read, checked and changed alike.
package struct SessionRecords: Sendable {
    let redis: Redis
    let renderer: FrameRenderer
    let checkedPictures: CheckedPictures
    let configuration: CoreConfiguration
    let clock: Clock

    static let format = "1"
    /// Times that an update begins anew because the template has changed under it.
    private static let attempts = 5
    /// Times that a patch begins anew because the session has changed under it: as many writers may be at it at once.
    static let patchAttempts = 32

    /// - Parameter withArguments: whether they are asked for; a change that replaces them need not read them.
    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func get(
        _ address: SessionAddress, withArguments: Bool = true
    ) async throws(CoreError) -> StoredSession {
        let reply = try await redis.send(
            "HMGET", address.key, "v", "template", withArguments ? "args" : "", "created", "updated", "expires",
            "version",
            "template_version", "origin", "revision")
        let values = (reply.elements ?? []).map(\.text)
        guard values.count == 10, values.contains(where: { $0 != nil }) else { throw .sessionNotFound }
        guard values[0] == SessionRecords.format, let template = values[1],
            let text = withArguments ? values[2] : "{}",
            let created = values[3].flatMap({ Int64($0) }), let updated = values[4].flatMap({ Int64($0) }),
            let expires = values[5].flatMap({ Int64($0) }), let version = values[6].flatMap({ Int64($0) }),
            let templateVersion = values[7].flatMap({ Int64($0) }),
            case .object(let arguments)? = try? JSONReader.parse(Array(text.utf8), limits: JSONLimits(depth: 64))
        else { throw .corrupt(detail: "session \(address.key) has a bad record") }
        guard expires > clock.now() else { throw .sessionNotFound }
        return StoredSession(
            address: address, template: template, arguments: arguments, createdAt: created, updatedAt: updated,
            expiresAt: expires, version: version, templateVersion: templateVersion,
            // Records of the first versions have none; what they have instead the script of `update` knows too.
            origin: values[8] ?? String(created), revision: values[9] ?? "\(created)-\(version)")
    }

    /// What becomes of the arguments.
    enum Arguments: Sendable {
        case replaced(by: JSONObject)
        /// A merge patch (RFC 7396). What it was applied to must be what is stored when the result is.
        case patched(with: JSONObject)
    }

    /// What a session is to become.
    struct Change: Sendable {
        let arguments: Arguments
        var template: String?
        /// A new life from now, seconds; nil keeps the rest of the old.
        var seconds: Int64?
        /// The value of an If-Match field: entity tags, or `*`.
        var ifMatch: String?

        var isPatch: Bool { if case .patched = arguments { true } else { false } }
        fileprivate var attempts: Int { isPatch ? SessionRecords.patchAttempts : SessionRecords.attempts }
    }

    /// - Parameter indexes: the keys of the indexes that know when it expires.
    /// - Returns: the new entity tag.
    /// - Throws: `.sessionNotFound`, `.versionMismatch`, `.badTemplate`, `.busy`, `.unavailable`, `.corrupt`.
    func update(
        _ address: SessionAddress, indexes: [String] = [], _ change: Change
    ) async throws(CoreError) -> String {
        for attempt in 0..<change.attempts {
            let old = try await get(address, withArguments: change.isPatch)
            // Before all else: whoever changes what they have not seen is told so, whatever they would write.
            let named = try SessionRecords.requirement(change.ifMatch, old)
            let required = named ?? (change.isPatch ? old : nil)
            let revision = try Randomness.name()
            let checked = try checked(change.template ?? old.template, try arguments(change, old))
            let now = clock.now()
            checkedPictures.offer(checked.picture, of: address, revision)
            var isStored = false
            defer { if !isStored { checkedPictures.withdraw(address, revision) } }
            let reply = try await redis.call(
                SessionScripts.update, keys: [address.key] + indexes,
                [
                    String(now), checked.arguments, change.template ?? "",
                    change.seconds.map { String(now + $0 * 1000) } ?? "",
                    address.sessionID.text, required?.revision ?? "", revision,
                    // The arguments were rendered with this template: it must still be the one that is stored.
                    change.template == nil ? old.templateTag : "",
                ])
            switch reply.text {
            case "ok":
                isStored = true
                return StoredSession.entityTag(revision)
            case "missing": throw .sessionNotFound
            case "mismatch":
                // A patch that names no version goes on with the one that has come meanwhile.
                guard named == nil else { throw .versionMismatch }
                try? await Task.sleep(for: SessionRecords.pause(after: attempt))
            case "redrawn": continue
            default: throw .corrupt(detail: "the script that updates a session answered \(reply)")
            }
        }
        throw .busy
    }

    /// How long a patch gives way to others: at random, and longer each time, so that of many writers at once each has
    /// its turn.
    private static func pause(after attempt: Int) -> Duration {
        .milliseconds(Int64.random(in: 0...(1 << Int64(min(attempt, 6)))))
    }

    /// The arguments that a change makes of the old ones.
    private func arguments(_ change: Change, _ old: StoredSession) throws(CoreError) -> JSONObject {
        switch change.arguments {
        case .replaced(let arguments): return arguments
        case .patched(let patch):
            let arguments = old.arguments.merged(with: patch)
            let most = configuration.argumentsDepth
            guard arguments.depth <= most else {
                throw .badTemplate(
                    .init(pointer: "/args", message: "must have at most \(most) objects and arrays inside one another"))
            }
            return arguments
        }
    }

    /// The arguments as text, and their picture, when they and the template are within bounds and render.
    ///
    /// - Throws: `.badTemplate`.
    func checked(
        _ template: String, _ arguments: JSONObject
    ) throws(CoreError) -> (arguments: String, picture: Picture) {
        guard template.utf8.count <= configuration.templateBytes else {
            throw .badTemplate(
                .init(pointer: "/template", message: "must have at most \(configuration.templateBytes) bytes"))
        }
        let text = JSONValue.object(arguments).encoded
        guard text.count <= configuration.argumentsBytes else {
            throw .badTemplate(
                .init(pointer: "/args", message: "must have at most \(configuration.argumentsBytes) bytes as JSON"))
        }
        return (String(decoding: text, as: UTF8.self), try renderer.render(template, arguments))
    }

    /// The session that must still be the current one when the script runs; nil when any will do (RFC 9110 §13.1.1).
    private static func requirement(_ ifMatch: String?, _ old: StoredSession) throws(CoreError) -> StoredSession? {
        guard let ifMatch else { return nil }
        let current = old.entityTag
        guard Preconditions(ifMatch: ifMatch).verdict(method: "PUT", current: current) == .proceed else {
            throw .versionMismatch
        }
        return EntityTagCondition(ifMatch) == .any ? nil : old
    }
}
