import ContractTesting
import Foundation
import JOSE
import Redis

/// Everything that may stand in no log and no audit: what people typed, what they were given, and what Redis keeps.
struct Secrets: Sendable {
    private(set) var texts: Set<String> = []

    /// Members of JSON bodies whose values are secret.
    private static let members: Set<String> = [
        "password", "current_password", "new_password", "access_token", "refresh_token", "token",
    ]
    /// Shorter parts could stand anywhere.
    private static let shortest = 8

    /// A secret, its parts, and the forms in which it travels.
    mutating func add(_ secret: String) {
        let parts = secret.split { $0 == "." || $0 == "~" || $0 == " " }.map(String.init)
        for text in [secret] + parts where text.utf8.count >= Self.shortest {
            let bytes = Array(text.utf8)
            let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
            texts.formUnion([
                text, encoded, encoded.replacing("%20", with: "+"), encoded.lowercased(), Base64URL.encode(bytes),
                Data(bytes).base64EncodedString(), text.replacing("\"", with: "\\\"").replacing("/", with: "\\/"),
            ])
        }
    }

    mutating func add(password: String, of user: String) {
        add(password)
        let pair = "\(user):\(password)"
        texts.insert(Data(pair.utf8).base64EncodedString())
    }

    /// Takes whatever an exchange carried.
    mutating func collect(_ exchange: Exchange) {
        for field in exchange.request.fields where field.name.lowercased() == "authorization" { add(field.value) }
        for body in [exchange.request.body, exchange.response.body] {
            if let tree = try? JSONText.parse(body) { collect(tree) }
        }
    }

    private mutating func collect(_ tree: JSONTree) {
        for member in tree.members?.all ?? [] {
            if Self.members.contains(member.name), let text = member.value.string { add(text) }
            collect(member.value)
        }
        for element in tree.elements ?? [] { collect(element) }
    }

    /// Takes the private key, the password hashes and what sign-ins keep.
    mutating func collect(_ redis: Redis) async throws {
        let keys = try JSONText.parse(try await redis.command("GET", "jwk:private").bytes ?? [])
        for key in keys["keys"]?.elements ?? [] {
            for name in ["d", "p", "q", "dp", "dq", "qi"] { if let text = key[name]?.string { add(text) } }
        }
        for name in try await redis.command("KEYS", "user:*").elements?.compactMap(\.text) ?? [] {
            let values = try? await redis.command("HMGET", name, "key", "hash", "parent")
            for value in values?.elements?.compactMap(\.text) ?? [] { add(value) }
        }
    }

    /// Those that stand in a text.
    func found(in text: String) -> [String] { texts.filter { text.contains($0) }.sorted() }
}
