import ContractTesting
import Foundation
import Redis
import Testing

/// Servers that sign with each algorithm.
@Suite struct KeyAlgorithmTests {
    @Test(arguments: ["RS256", "ES256", "EdDSA"]) func aServerSignsWithWhatItIsTold(algorithm: String) async throws {
        let server = try await VellumServer.start(["--key-algorithm", algorithm])
        let alice = try await Person.register("alice", on: server)
        let header = TokenForge.decode(try TokenParts(alice.access).header)
        #expect(header.contains("\"alg\":\"\(algorithm)\""))
        #expect(try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        let key = try #require(
            try await server.client.send("GET", "/.well-known/jwks.json").json["keys"]?.elements?.first)
        #expect(key["alg"]?.string == algorithm)
        await server.stop()
    }

    /// PyJWT knows of us what everybody may know, and nothing else.
    @Test(
        .enabled("needs PyJWT in .venv, where .ci/test puts it", { await ForeignVerifier.isThere() }),
        arguments: [
            "RS256", "ES256", "EdDSA",
        ])
    func aForeignLibraryVerifiesByTheKeySetAlone(algorithm: String) async throws {
        let server = try await VellumServer.start(["--key-algorithm", algorithm])
        let alice = try await Person.register("alice", on: server)
        let keys = try await server.client.send("GET", "/.well-known/jwks.json").text
        #expect(try await ForeignVerifier.subject(of: alice.access, keys: keys) == "alice")
        let forged = try TokenParts(alice.access).with { $0.payload = TokenForge.encode(TokenForge.claims()) }
        #expect(try await ForeignVerifier.subject(of: forged, keys: keys) == "refused")
        await server.stop()
    }

    @Test func anotherAlgorithmTakesOverAndWhatWasSignedStaysGood() async throws {
        let folder = try VellumServer.makeFolder()
        let first = try await VellumServer.start(folder: folder)
        let alice = try await Person.register("alice", on: first)
        first.child.send(SIGTERM)
        _ = await first.child.exitStatus()
        let second = try await VellumServer.start(["--key-algorithm", "ES256"], folder: folder)
        #expect(try await second.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        let isPublished = try await eventually {
            let keys = try await second.client.send("GET", "/.well-known/jwks.json").json["keys"]?.elements ?? []
            return keys.compactMap { $0["alg"]?.string }.sorted() == ["ES256", "RS256"]
        }
        #expect(isPublished, "published before it signs")
        let again = try await Person.login("alice", on: second)
        #expect(TokenForge.decode(try TokenParts(again.access).header).contains("RS256"))
        await second.stop()
    }

    @Test func privateKeysAreSealedUnderTheSecret() async throws {
        let folder = try VellumServer.makeFolder()
        let secret = ["VELLUM_KEY_SECRET": "a secret of sixteen bytes or more"]
        let first = try await VellumServer.start(folder: folder, environment: secret)
        let alice = try await Person.register("alice", on: first)
        let redis = try await first.redis()
        let stored = try await redis.command("GET", "jwk:private").text ?? ""
        #expect(stored.contains("\"sealed\"") && !stored.contains("\"d\""))
        await redis.close()
        #expect(!first.log.contains("a secret of"))
        first.child.send(SIGTERM)
        _ = await first.child.exitStatus()
        let wrong = try ChildProcess(
            [VellumServer.executable, "serve", "--port", "0", "--data-dir", folder + "/data"],
            environment: ["VELLUM_KEY_SECRET": "another secret of sixteen bytes"], directory: folder,
            output: folder + "/wrong")
        #expect(await wrong.exitStatus() == 1)
        #expect(wrong.text.contains("sealed under another secret"))
        #expect(!wrong.text.contains("another secret of sixteen"))
        let again = try await VellumServer.start(folder: folder, environment: secret)
        #expect(try await again.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        await again.stop()
    }

    @Test func tokensNameIssuerAndAudienceAsConfigured() async throws {
        let shared = try await SharedRedis.start()
        let named = try await shared.instance(["--token-issuer", "https://v.example", "--token-audience", "pictures"])
        let nameless = try await shared.instance()
        let alice = try await Person.register("alice", on: named)
        let claims = TokenForge.decode(try TokenParts(alice.access).payload)
        #expect(claims.contains(#""iss":"https://v.example""#) && claims.contains(#""aud":"pictures""#))
        #expect(try await named.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        // The same key, but another issuer, and nobody in particular.
        #expect(try await nameless.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401)
        let other = try await Person.login("alice", on: nameless)
        #expect(try await named.client.send("GET", "/api/v1/auth/me", headers: other.bearer).status == 401)
        await named.stop()
        await nameless.stop()
        await shared.stop()
    }

    @Test func aSecretOnTheCommandLineIsRefused() async throws {
        let folder = try VellumServer.makeFolder()
        let child = try ChildProcess(
            [VellumServer.executable, "serve", "--key-secret", "a secret of sixteen bytes or more"], directory: folder,
            output: folder + "/output")
        #expect(await child.exitStatus() == 64)
        #expect(child.text.contains("VELLUM_KEY_SECRET") && !child.text.contains("a secret of"))
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// PyJWT, which shares no code with us.
private enum ForeignVerifier {
    private static let python = Repository.root.appending(path: ".venv/bin/python").path

    static func isThere() async -> Bool {
        guard FileManager.default.isExecutableFile(atPath: python), let folder = try? VellumServer.makeFolder() else {
            return false
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try? ChildProcess([python, "-c", "import jwt"], directory: folder, output: folder + "/output")
        return await child?.exitStatus() == 0
    }

    private static let program = """
        import json, sys, jwt
        token, keys = sys.argv[1], json.loads(sys.argv[2])
        header = jwt.get_unverified_header(token)
        key = next(k for k in jwt.PyJWKSet.from_dict(keys).keys if k.key_id == header["kid"])
        try:
            print(jwt.decode(token, key.key, algorithms=[key.algorithm_name], issuer="realtime-svg")["sub"])
        except jwt.InvalidTokenError:
            print("refused")
        """

    static func subject(of token: String, keys: String) async throws -> String {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [python, "-c", program, token, keys], directory: folder, output: folder + "/output")
        let status = await child.exitStatus()
        guard status == 0 else { throw ChildFailure(what: "python ended with \(status): \(child.text)") }
        return child.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
