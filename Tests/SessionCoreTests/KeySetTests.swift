import JOSE
import JSON
import Testing

@testable import SessionCore

/// What the keys of all instances are together, as a value.
@Suite struct KeySetTests {
    private static let jwks = (0..<4).map { _ in try? SigningKey.generate(.rs256).jwk }
    private static let hour: Int64 = 3_600
    private static let overlap = KeySet.overlap

    private func key(_ number: Int, from signsFrom: Int64) throws -> KeyRecord {
        KeyRecord(try #require(Self.jwks[number]), created: signsFrom, signsFrom: signsFrom)
    }

    private func set(_ keys: (number: Int, from: Int64)...) throws -> KeySet {
        var set = KeySet()
        for (number, from) in keys { set.add(try key(number, from: from)) }
        return set
    }

    @Test func aKeySignsFromItsTimeOn() throws {
        let set = try set((0, 100), (1, 200))
        let (first, second) = (try key(0, from: 100).kid, try key(1, from: 200).kid)
        #expect(set.signer(at: 199)?.kid == first)
        #expect(set.signer(at: 200)?.kid == second)
        #expect(set.signer(at: 0)?.kid == first, "somebody must sign")
    }

    @Test func aKeyVerifiesAsLongAsItsLastTokenLives() throws {
        let set = try set((0, 100), (1, 200))
        let last = 200 + Self.overlap
        #expect(set.end(of: try key(0, from: 100).kid) == last)
        #expect(set.end(of: try key(1, from: 200).kid) == nil)
        #expect(set.pruned(at: last - 1).keys.count == 2)
        #expect(set.pruned(at: last).keys.map(\.kid) == [try key(1, from: 200).kid])
    }

    @Test func aRotationIsDueByAgeAndByAlgorithmButNotWhileOneIsUnderWay() throws {
        let old = try set((0, 100))
        #expect(!old.isRotationDue(at: 100 + Self.hour - 1, maximumAge: Self.hour, algorithm: .rs256))
        #expect(old.isRotationDue(at: 100 + Self.hour, maximumAge: Self.hour, algorithm: .rs256))
        #expect(!old.isRotationDue(at: 1_000_000, maximumAge: 0, algorithm: .rs256))
        let underWay = try set((0, 100), (1, 100 + 2 * Self.hour))
        #expect(!underWay.isRotationDue(at: 100 + Self.hour, maximumAge: Self.hour, algorithm: .rs256))
    }

    @Test func aRingThatIsFullGrowsNoMore() throws {
        var set = KeySet()
        for number in 0..<KeySet.maximumKeys {
            var json = try #require(Self.jwks[0]).json
            json["kid"] = .string("key-\(number)")
            set.add(KeyRecord(try JWK(json: json), created: Int64(number), signsFrom: Int64(number)))
        }
        #expect(!set.isRotationDue(at: 1_000_000, maximumAge: 1, algorithm: .rs256))
    }

    @Test func mergingIsTheSameInAnyOrderAndAnyNumberOfTimes() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let sets = try (0..<3).map { _ in
                var set = KeySet()
                for number in 0..<4 where Bool.random(using: &random) {
                    set.add(try key(number, from: Int64(number * 100)))
                }
                for number in 0..<4 where Int.random(in: 0..<5, using: &random) == 0 {
                    set.retire(try key(number, from: 0).kid, at: Int64.random(in: 0..<9, using: &random))
                }
                return set
            }
            let (a, b, c) = (sets[0], sets[1], sets[2])
            #expect(a.merging(b) == b.merging(a))
            #expect(a.merging(b).merging(c) == a.merging(b.merging(c)))
            #expect(a.merging(a) == a)
            #expect(a.merging(b).merging(b) == a.merging(b))
        }
    }

    @Test func aRetiredKeyNeverComesBack() throws {
        let stale = try set((0, 100), (1, 200))
        var newer = stale
        let kid = try key(0, from: 100).kid
        newer.retire(kid, at: 300)
        for merged in [newer.merging(stale), stale.merging(newer), stale.merging(newer.merging(stale))] {
            #expect(merged.keys.map(\.kid) == [try key(1, from: 200).kid])
        }
        #expect(newer.pruned(at: 300 + 1_000 * Self.overlap).retired[kid] != nil, "however long ago it was")
        for number in 0..<KeySet.maximumRetired { newer.retire("\(number)", at: 400) }
        #expect(newer.pruned(at: 500).retired.count == KeySet.maximumRetired)
        #expect(newer.pruned(at: 500).retired[kid] == nil, "but for the newest ones only")
    }

    @Test(arguments: [nil, "a secret of the operator"]) func whatIsWrittenIsRead(secret: String?) throws {
        var original = try set((0, 100), (1, 200))
        original.retire("gone", at: 50)
        let seal = secret.map { KeySeal(secret: $0) }
        let text = try original.encoded(seal)
        #expect(try KeySet(text, seal) == original)
        #expect(KeySet.isOpen(text) == (secret == nil))
        #expect(text.contains("\"d\":") == (secret == nil))
        #expect(try KeySet(text, secret.map { KeySeal(secret: $0) }) == original, "another instance")
    }

    /// What earlier versions wrote: a JWK Set and no more.
    @Test func theFormatBeforeIsRead() throws {
        let jwk = try #require(Self.jwks[0])
        let text = String(decoding: try JWKSet(keys: [jwk]).encoded, as: UTF8.self)
        let read = try KeySet(text, nil)
        #expect(read.keys == [KeyRecord(jwk, created: 0, signsFrom: 0)])
        #expect(read.isRotationDue(at: 1_764_000_000, maximumAge: 90 * 86_400, algorithm: .rs256), "its age is unknown")
    }

    @Test func sealedKeysNeedTheirSecret() throws {
        let text = try set((0, 100)).encoded(KeySeal(secret: "a secret of the operator"))
        let without = #expect(throws: JOSEError.self) { try KeySet(text, nil) }
        #expect(without?.detail.contains("VELLUM_KEY_SECRET") == true)
        #expect(throws: JOSEError.self) { try KeySet(text, KeySeal(secret: "another secret of the operator")) }
    }

    @Test func whatIsSealedIsBoundToItsTimes() throws {
        let seal = KeySeal(secret: "a secret of the operator")
        let text = try set((0, 100)).encoded(seal)
        for (name, forged) in [("signs_from", "99"), ("created", "99")] {
            let changed = text.replacing("\"\(name)\":100", with: "\"\(name)\":\(forged)")
            #expect(changed != text)
            #expect(throws: JOSEError.self) { try KeySet(changed, seal) }
        }
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"keys":[]}"#, #"{"keys":{}}"#, #"{"keys":[1]}"#, #"{"keys":[{}]}"#,
        #"{"keys":[],"keys":[]}"#,
    ]) func whatIsNoKeySetIsRefused(text: String) {
        #expect(throws: JOSEError.self) { try KeySet(text, nil) }
    }

    @Test func aPublicKeyIsNoKeyToSignWith() throws {
        let text = String(decoding: try JWKSet(keys: [#require(Self.jwks[0]).publicPart]).encoded, as: UTF8.self)
        #expect(throws: JOSEError.self) { try KeySet(text, nil) }
    }
}
