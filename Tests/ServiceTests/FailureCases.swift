import ContractTesting
import Glibc
import Redis

/// 500 and 503 of every operation, from real failures: records that are broken in Redis, and a Redis that hangs.
enum FailureCases {
    /// Each operation meets a key of a wrong type where its record belongs.
    static func broken(_ world: World, _ redis: Redis) -> [ContractCase] {
        let victim = world.victim
        let calls =
            AuthenticationCases.calls(victim) + UserSessionCases.calls(victim) + PublicSessionCases.calls("broken")
        let account = "user:{\(victim.id)}"
        let keys: [String: String] = [
            "register": "user:{new}", "login": account, "issueToken": account, "getMe": account, "postMe": account,
            "refresh": account + ":signin:", "logout": account + ":signin:",
            "logoutAll": account, "changePassword": account, "listSignIns": account + ":signins",
            "revokeSignIn": account + ":signins", "introspect": account + ":signin:",
            "createUserSession": account + ":sessions", "listUserSessions": account + ":sessions",
            "getUserSession": account + ":session:main", "updateUserSession": account + ":session:main",
            "patchUserSession": account + ":session:main", "deleteUserSession": account + ":sessions",
            "streamUserSession": account + ":session:main",
            "snapshotUserSession": account + ":session:main", "createSession": "session:{spare}",
            "getSession": "session:{broken}", "updateSession": "session:{broken}",
            "streamSession": "session:{broken}", "snapshotSession": "session:{broken}",
        ]
        return calls.compactMap { call in
            guard let key = keys[call.operationID] else { return nil }
            return ContractCase(call.operationID, 500) {
                let broken = key.hasSuffix(":signin:") ? try await signInKey(victim, redis) : key
                let dump = try await redis.command([Array("DUMP".utf8), Array(broken.utf8)])
                _ = try await redis.command("DEL", broken)
                _ = try await redis.command("SET", broken, "broken")
                let exchange = try await call.send(to: world.server)
                _ = try await redis.command("DEL", broken)
                if case .bulk(let bytes) = dump {
                    _ = try await redis.command(["RESTORE", broken, "0"].map { Array($0.utf8) } + [bytes])
                }
                return exchange
            }
        }
    }

    /// The key of the one sign-in that the person's tokens belong to.
    private static func signInKey(_ person: Person, _ redis: Redis) async throws -> String {
        let keys = try await redis.command("KEYS", "user:{\(person.id)}:signin:*")
        return keys.elements?.first?.text ?? ""
    }

    /// Redis is stopped (SIGSTOP): whatever needs it answers 503 with Retry-After. The public keys and the metadata need nothing, so
    /// they are asked for at a server that is full.
    static func away(_ world: World) -> [ContractCase] {
        let calls =
            AuthenticationCases.calls(world.alice) + UserSessionCases.calls(world.alice)
            + PublicSessionCases.calls("public-main")
        return calls.map { call in
            let isConstant = ["getJwks", "getJwksAlias", "getServerMetadata"].contains(call.operationID)
            return ContractCase(call.operationID, 503) {
                try await call.send(to: isConstant ? world.full : world.server)
            }
        }
    }
}
