internal import COpenSSL

/// A key that cannot be used, or a failure of the cryptographic library. Nothing here is meant for a client.
package struct JOSEError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, such as "read a JWK".
    package let operation: String
    /// Why it failed, for the log; never holds key material.
    package let detail: String

    package init(operation: String, detail: String) {
        self.operation = operation
        self.detail = detail
    }

    package var description: String { "cannot \(operation): \(detail)" }

    /// Takes every error that OpenSSL queued on this thread, oldest first: the first one alone often names only
    /// the innermost function.
    static func openSSL(_ operation: String) -> JOSEError {
        var reasons: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            var text = [CChar](repeating: 0, count: 256)
            unsafe ERR_error_string_n(code, &text, text.count)
            reasons.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        let detail = reasons.isEmpty ? "OpenSSL gave no reason" : reasons.joined(separator: "; ")
        return JOSEError(operation: operation, detail: detail)
    }
}
