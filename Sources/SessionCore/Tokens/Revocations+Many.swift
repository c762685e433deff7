internal import Redis

/// Ends of many sign-ins in one step.
extension Revocations {
    /// What the version of a kept sign-in is remembered by, beside those of users: no user ID has a slash.
    ///
    /// All tokens of a user below a version end, and one sign-in goes on: an entry `alice/SIGN-IN` of that version
    /// beside the one of `alice` says so. It travels and expires as that one does. It excuses nothing once the version
    /// of the user is higher, so that the next end of all ends this sign-in too, and it never outweighs the end of the
    /// sign-in itself. Where it is lost or not understood, the sign-in is refused with the others.
    static func exemption(of signIn: String, user: UserID) -> String { "\(user)/\(signIn)" }

    /// Ends sign-ins everywhere; they are refused here before this returns.
    ///
    /// - Parameter until: Unix seconds after which no token of theirs is good.
    func revoke(_ signIns: [String], until: Int64) async throws(CoreError) {
        guard !signIns.isEmpty else { return }
        let until = until + 60
        _ = try await redis.call(
            Revocations.addSignIns, keys: [Keys.revokedSignIns, Keys.revocationLog],
            [String(until), String(clock.seconds), Revocations.logLength] + signIns)
        for signIn in signIns { remember(signIn: signIn, until: until) }
    }

    /// Ends all tokens of a user below a version, but for those of one sign-in.
    func raiseVersion(of user: UserID, to version: Int64, keeping signIn: String) async throws(CoreError) {
        let until = clock.seconds + Revocations.longestToken
        let kept = Revocations.exemption(of: signIn, user: user)
        _ = try await redis.call(
            Revocations.addVersionAndExemption, keys: [Keys.minimumVersions, Keys.revocationLog],
            [user.text, String(version), String(until), String(clock.seconds), Revocations.logLength, kept])
        remember(user: kept, version: version, until: until)
        remember(user: user.text, version: version, until: until)
    }

    /// ARGV: until, now, length of the log, then the sign-ins.
    private static let addSignIns = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
        redis.call('XLEN', KEYS[2])
        for index = 4, #ARGV do
            redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[index])
            redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', 'sid', ARGV[index], 'until', ARGV[1])
        end
        return #ARGV - 3
        """)

    /// The exemption comes first, so that nobody who follows the log refuses the kept sign-in in between.
    private static let addVersionAndExemption = RedisScript(
        """
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
        redis.call('XLEN', KEYS[2])
        for _, who in ipairs({ARGV[6], ARGV[1]}) do
            redis.call('ZADD', KEYS[1], 'GT', ARGV[3], who .. ':' .. ARGV[2])
            redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[5], '*', 'user', who, 'version', ARGV[2], 'until', ARGV[3])
        end
        return 1
        """)
}
