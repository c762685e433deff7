internal import JOSE
internal import SessionCore

/// How tokens are signed and believed.
extension Option {
    /// Characters of a secret at least: with less, guesses at it pay.
    static let minimumSecretLength = 16

    static let tokens: [Option] = [
        Option("--token-issuer", "NAME", "iss of tokens; those of another issuer are refused (realtime-svg)") {
            (options, value) throws(OptionError) in
            options.tokenIssuer = try claim(value)
        },
        Option("--token-audience", "NAME", "aud of tokens; those for another audience are refused (none)") {
            (options, value) throws(OptionError) in
            options.tokenAudience = value.isEmpty ? nil : try claim(value)
        },
        Option(
            "--revocation-mode", "MODE",
            "while Redis is away, and a logout made elsewhere unknown, tokens are: available: served, strict: 503 (available)"
        ) { (options, value) throws(OptionError) in
            guard let mode = CoreConfiguration.RevocationMode(rawValue: value) else {
                throw OptionError(message: "write available or strict")
            }
            options.revocationMode = mode
        },
        Option("--key-algorithm", "NAME", "what new keys sign with: \(algorithms.joined(separator: ", ")) (RS256)") {
            (options, value) throws(OptionError) in
            guard let algorithm = SignatureAlgorithm(rawValue: value) else {
                throw OptionError(message: "write \(algorithms.joined(separator: " or "))")
            }
            options.keyAlgorithm = algorithm
        },
        Option("--key-rotation-days", "DAYS", "the age at which a key gets a successor; 0 is never (90)") {
            (options, value) throws(OptionError) in
            options.keyRotationDays = try number(value, in: 0...36_500)
        },
        Option(
            "--key-secret", "SECRET", isSecret: true,
            "private keys are sealed under it in Redis; of all instances the same (none: they are kept in the open)"
        ) { (options, value) throws(OptionError) in
            options.keySecret = try keySecret(value)
        },
    ]

    static let algorithms = SignatureAlgorithm.allCases.map(\.rawValue)

    /// A text that every token carries.
    private static func claim(_ text: String) throws(OptionError) -> String {
        guard (1...256).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OptionError(message: "write 1 to 256 visible characters of ASCII, such as https://vellum.example")
        }
        return text
    }

    /// Nil for nothing.
    private static func keySecret(_ text: String) throws(OptionError) -> String? {
        guard !text.isEmpty else { return nil }
        guard text.utf8.count >= minimumSecretLength, text.utf8.count <= 1024 else {
            throw OptionError(
                message: "write \(minimumSecretLength) to 1024 bytes, such as openssl rand -base64 32 makes")
        }
        return text
    }
}
