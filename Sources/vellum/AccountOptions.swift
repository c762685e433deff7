/// Sign-ins, and what other services are told of tokens.
extension Option {
    /// Lengths of an introspection secret.
    static let secretLength = 16...128
    /// Sign-ins that a user may be allowed: as many as the contract lists.
    static let signInLimit = 1_000

    static let accounts: [Option] = [
        Option(
            "--sign-ins-per-user", "NUMBER",
            "sign-ins that one user may have; one more ends the one that expires first (100)"
        ) { (options, value) throws(OptionError) in
            options.signInsPerUser = try number(value, in: 1...signInLimit)
        },
        Option(
            "--public-url", "URL",
            "how clients reach the server, for its metadata (none: by the address it listens on)"
        ) { (options, value) throws(OptionError) in
            options.publicURL = value.isEmpty ? nil : try publicURL(value)
        },
        Option(
            "--introspection-secret", "SECRET", isSecret: true,
            "lets services ask about any token, as the user introspection (none)"
        ) { (options, value) throws(OptionError) in
            options.introspectionSecret = value.isEmpty ? nil : try introspectionSecret(value)
        },
    ]

    /// An `http` or `https` URL without user, query and fragment (RFC 8414 §2); slashes at its end are taken off.
    private static func publicURL(_ text: String) throws(OptionError) -> String {
        let wrong = OptionError(message: "write a URL such as https://svg.example.com, without ?, # or @")
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix), text.utf8.count <= 1_024 else {
            throw wrong
        }
        var rest = text.dropFirst(scheme.count)
        while rest.hasSuffix("/") { rest.removeLast() }
        let isPlain = rest.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-._~%/:[]".utf8.contains(byte)
            }
        }
        guard let first = rest.first, first != "/", first != ":", isPlain else { throw wrong }
        return scheme + rest
    }

    /// Of characters that clients send alike whether they encode the secret as a form first (RFC 6749 §2.3.1) or not.
    private static func introspectionSecret(_ text: String) throws(OptionError) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "-._".utf8.contains(byte)
            }
        }
        guard isPlain, secretLength.contains(text.utf8.count) else {
            throw OptionError(
                message: "write \(secretLength.lowerBound) to \(secretLength.upperBound) of A-Z a-z 0-9 . _ -")
        }
        return text
    }
}
