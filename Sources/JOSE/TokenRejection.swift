/// Why a token was not accepted.
package enum TokenRejection: Error, Sendable, Equatable {
    /// It is not a token of the shape that this service issues.
    case format(String)
    /// No key of ours made its signature.
    case signature(String)
    /// It is ours and sound, and its time is over.
    case expired
    /// It is ours, and what this claim says is not acceptable. The value is the claim's name.
    case claim(String)

    /// For logs, counters and clients.
    package var code: String {
        switch self {
        case .format: "format"
        case .signature: "signature"
        case .expired: "expired"
        case .claim: "claim"
        }
    }

    /// What a client may be told.
    package var message: String {
        switch self {
        case .format: "The token is malformed"
        case .signature: "The token's signature is not valid"
        case .expired: "The token has expired"
        case .claim: "The token's claims are not acceptable"
        }
    }

    /// More for the log; never holds anything from the token.
    package var detail: String {
        switch self {
        case .format(let detail), .signature(let detail): detail
        case .expired: "exp is in the past"
        case .claim(let name): name
        }
    }
}
