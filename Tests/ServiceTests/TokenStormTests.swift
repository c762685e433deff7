import ContractTesting
import Foundation
import Testing

/// Ten thousand random and crafted tokens: none is accepted, none makes the server fail.
@Suite struct TokenStormTests {
    private static let count = 10_000
    private static let clients = 4

    @Test func noneOfTenThousandTokensIsAccepted() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0", "--log-level", "notice"])
        let alice = try await Person.register("alice", on: server)
        let ours = try TokenParts(alice.access)
        let stranger = try TokenForge()
        let statuses = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
            for client in 0..<Self.clients {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(client))
                    var statuses: [Int: Int] = [:]
                    for number in 0..<(Self.count / Self.clients) {
                        let token = try Self.token(number, alice.access, ours, stranger, &random)
                        let exchange = try await server.client.send(
                            "GET", "/api/user/alice/sessions", headers: [("Authorization", "Bearer \(token)")],
                            judge: false)
                        statuses[exchange.status, default: 0] += 1
                        if exchange.status != 401 && exchange.status != 400 && exchange.status != 431 {
                            Issue.record("\(exchange.status) for \(token)")
                        }
                    }
                    return statuses
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        #expect(statuses.values.reduce(0, +) == Self.count)
        #expect(statuses[401, default: 0] > Self.count * 9 / 10, "\(statuses)")
        #expect(try await server.client.send("GET", "/api/user/alice/sessions", headers: alice.bearer).status == 200)
        #expect(await server.stop() == 0)
    }

    private static func token(
        _ number: Int, _ genuine: String, _ parts: TokenParts, _ stranger: TokenForge, _ random: inout SeededGenerator
    ) throws -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/~!".utf8)
        func noise(_ length: Int) -> String {
            String(decoding: (0..<length).map { _ in letters.randomElement(using: &random) ?? 0 }, as: UTF8.self)
        }
        switch number % 10 {
        case 0: return noise(Int.random(in: 1...2_000, using: &random))
        case 1: return "\(noise(40)).\(noise(200)).\(noise(342))"
        case 2, 3:
            // One letter is another one.
            var bytes = Array(genuine.utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let others = letters.filter { $0 != bytes[place] }
            bytes[place] = others.randomElement(using: &random) ?? 0
            return String(decoding: bytes, as: UTF8.self)
        case 4: return String(genuine.prefix(Int.random(in: 1..<genuine.utf8.count, using: &random)))
        case 5: return genuine + noise(Int.random(in: 1...9, using: &random))
        case 6:
            let algorithms = ["none", "None", "NONE", "nOnE", "HS256", "HS512", "RS384", "PS256", "ES256", "EdDSA", ""]
            let algorithm = algorithms.randomElement(using: &random) ?? ""
            let kid = TokenForge.decode(parts.header).firstMatch(of: #/"kid":"([^"]*)"/#).map { String($0.1) } ?? ""
            return parts.with {
                $0.header = TokenForge.encode(TokenForge.header(kid: kid, alg: algorithm))
                if Bool.random(using: &random) { $0.signature = "" }
            }
        case 7: return try stranger.sign(TokenForge.claims(["jti": "\"\(number)\""]))
        case 8:
            // Other claims under our signature.
            let claims = TokenForge.claims(["exp": "\(TokenForge.now + 10 + number)"])
            return parts.with { $0.payload = TokenForge.encode(claims) }
        default:
            let all = [parts.header, parts.payload, parts.signature].shuffled(using: &random)
            return all == [parts.header, parts.payload, parts.signature] ? all[0] : all.joined(separator: ".")
        }
    }
}

/// The same numbers each time.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
