import EventLoop
import JOSE
import Metrics
import Redis
import Testing

@testable import SessionCore

/// The keys of instances on one Redis, over time and mishaps.
@Suite struct LiveKeysTests {
    private func administration(_ world: World, _ core: SessionCore, secret: String? = nil) -> KeyAdministration {
        KeyAdministration(world.redis, secret: secret, audit: core.audit, agent: "test", clock: world.time.clock)
    }

    private func kids(_ core: SessionCore) -> Set<String> { Set(core.keys.ring.verifiers.map(\.jwk.kid)) }

    @Test func aKeyThatIsTooOldGetsASuccessorThatIsPublishedBeforeItSigns() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.keyRotationSeconds = 86_400 }
            let first = core.keys.ring.signer.jwk.kid
            let token = try await core.signUp().tokens.accessToken
            world.time.advance(milliseconds: 86_380_000)
            await core.keys.sync()
            #expect(kids(core) == [first])

            world.time.advance(milliseconds: 21_000)
            #expect(await eventually { kids(core).count == 2 })
            #expect(core.keys.ring.signer.jwk.kid == first, "the new one is only published")

            world.time.advance(milliseconds: KeySet.prepublication * 1000 + 1_000)
            #expect(await eventually { core.keys.ring.signer.jwk.kid != first })
            let second = core.keys.ring.signer.jwk.kid
            #expect(kids(core) == [first, second], "what the first signed is still good")
            #expect(core.audit.events[.keyRotated].value == 1)
            _ = token

            world.time.advance(milliseconds: KeySet.overlap * 1000)
            #expect(await eventually { !kids(core).contains(first) }, "its last token has expired")
        }
    }

    @Test func instancesThatFindAKeyTooOldAtOnceMakeOneSuccessor() async throws {
        try await withWorld { world in
            var cores: [SessionCore] = []
            for _ in 0..<3 { cores.append(try await world.core { $0.keyRotationSeconds = 3_600 }) }
            world.time.advance(milliseconds: 3_601_000)
            #expect(await eventually { cores.allSatisfy { kids($0).count == 2 } })
            await TestLoop.shared.sleep(nanoseconds: 1_200_000_000)
            #expect(Set(cores.map(kids)).count == 1)
            #expect(kids(cores[0]).count == 2)
            #expect(cores.map { $0.audit.events[.keyRotated].value }.reduce(0, +) == 1)
        }
    }

    @Test func everyInstanceFollowsWithinASecond() async throws {
        try await withWorld { world in
            let (a, b) = (try await world.core(), try await world.core())
            let old = a.keys.ring.signer.jwk.kid
            world.time.advance(milliseconds: 2_000)
            let keys = try await administration(world, a).rotate(.rs256, atOnce: true)
            #expect(keys.count == 2)
            let new = try #require(keys.first { $0.role == .signs }?.kid)
            #expect(new != old)
            #expect(
                await eventually(within: 1) { a.keys.ring.signer.jwk.kid == new && b.keys.ring.signer.jwk.kid == new })
            let token = try await a.signUp().tokens.accessToken
            #expect(try b.verifier.verify(token).userID == .alice)
        }
    }

    @Test func aRetiredKeysTokensAreRefusedEverywhereAlsoThoseThatAreCached() async throws {
        try await withWorld { world in
            let (a, b) = (try await world.core(), try await world.core())
            let token = try await a.signUp().tokens.accessToken
            for core in [a, b] { _ = try core.verifier.verify(token) }
            let old = a.keys.ring.signer.jwk.kid
            let keys = try await administration(world, a).retire(old)
            #expect(keys.map(\.role) == [.signs], "another signs at once")
            for core in [a, b] {
                #expect(await eventually(within: 1) { (try? core.verifier.verify(token)) == nil })
                #expect(core.verifier.cache.count == 0)
                #expect(!kids(core).contains(old))
            }
        }
    }

    @Test func aKeyThatSignsAtOnceDoesNotWaitForOneThatIsPublished() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let keys = administration(world, core)
            world.time.advance(milliseconds: 2_000)
            let next = try #require(try await keys.rotate(nil, atOnce: false).first { $0.role == .next }?.kid)
            let made = try await keys.rotate(nil, atOnce: true)
            let signs = try #require(made.first { $0.role == .signs }?.kid)
            #expect(signs != next && made.count == 3)
            #expect(made.first { $0.kid == next }?.role == .next, "its turn comes later")
            // When the one that signs is taken back, no older one wakes up.
            world.time.advance(milliseconds: 2_000)
            let after = try await keys.retire(signs)
            let signer = try #require(after.first { $0.role == .signs }?.kid)
            #expect(!made.map(\.kid).contains(signer))
        }
    }

    @Test func aRetirementCountsAlsoWhenTheOtherKeysCannotBeRead() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            _ = try core.verifier.verify(token)
            let stored = try #require(try await world.redis.command("GET", "jwk:private").text)
            var set = try KeySet(stored, nil)
            set.retire(core.keys.ring.signer.jwk.kid, at: world.time.clock.seconds)
            let now = world.time.clock.seconds
            set.add(KeyRecord(try SigningKey.generate(.es256).jwk, created: now, signsFrom: now))
            let sealed = try set.encoded(KeySeal(secret: "a secret that nobody else has"))
            _ = try await world.redis.command("SET", "jwk:private", sealed)
            #expect(await eventually(within: 3) { (try? core.verifier.verify(token)) == nil })
            #expect(throws: TokenFailure.self) { try core.verifier.verify(token) }
            let failed = await failure { () throws(CoreError) in
                try await core.signIns.issueToken(.bob, account: nil, seconds: 60)
            }
            #expect(failed?.name == "unavailable", "nothing is signed with it either")
            #expect(await eventually(within: 8) { core.keys.problem != nil }, "and the instance is not ready")
        }
    }

    @Test func instancesOfDifferentAlgorithmsDoNotCorrectEachOther() async throws {
        try await withWorld { world in
            let one = try await world.core()
            let other = try await world.core { $0.keyAlgorithm = .es256 }
            #expect(await eventually(within: 3) { kids(one).count == 2 })
            for _ in 0..<5 {
                world.time.advance(milliseconds: KeySet.prepublication * 1000 + 1_000)
                for core in [one, other] { await core.keys.sync() }
                await TestLoop.shared.sleep(nanoseconds: 600_000_000)
            }
            #expect(kids(one).count == 2 && kids(other).count == 2)
        }
    }

    @Test func onlyAKnownKeyIsRetired() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let keys = administration(world, core)
            await #expect(throws: KeyAdministration.Failure.self) { try await keys.retire("nobody") }
            #expect(try await keys.list().count == 1)
        }
    }

    @Test func keysThatRedisLostArePutBack() async throws {
        try await withWorld { world in
            let (a, b) = (try await world.core(), try await world.core())
            let kid = a.keys.ring.signer.jwk.kid
            for _ in 0..<3 {
                _ = try await world.redis.command("FLUSHALL")
                #expect(
                    await eventually(within: 2) {
                        (try? await world.redis.command("EXISTS", "jwk:private"))?.integerValue == 1
                    })
                await TestLoop.shared.sleep(nanoseconds: 600_000_000)
                #expect(a.keys.ring.signer.jwk.kid == kid && b.keys.ring.signer.jwk.kid == kid)
            }
            #expect(world.lines.elements.contains { $0.contains("event=keys_restored kid=\(kid)") })
        }
    }

    @Test func noKeysAreMadeWhileAnInstanceThatHasSomeLives() async throws {
        try await withWorld { world in
            let living = try await world.core()
            let kid = living.keys.ring.signer.jwk.kid
            for _ in 0..<5 {
                _ = try await world.redis.command("DEL", "jwk:private")
                let late = try await world.core()
                #expect(late.keys.ring.signer.jwk.kid == kid)
            }
            #expect(world.lines.elements.filter { $0.contains("event=key_created") }.count == 1)
        }
    }

    /// An instance that did not hear the others made keys of its own: both are kept.
    @Test func twoHistoriesBecomeOne() async throws {
        try await withWorld { world in
            let a = try await world.core()
            let token = try await a.signUp().tokens.accessToken
            var stranger = KeySet()
            let made = try SigningKey.generate(.rs256).jwk
            stranger.add(KeyRecord(made, created: world.time.clock.seconds, signsFrom: world.time.clock.seconds + 1))
            _ = try await world.redis.command("SET", "jwk:private", try stranger.encoded(nil))
            #expect(await eventually(within: 2) { kids(a).count == 2 })
            #expect(try a.verifier.verify(token).userID == .alice)
            let stored = try KeySet(try #require(try await world.redis.command("GET", "jwk:private").text), nil)
            #expect(Set(stored.keys.map(\.kid)) == kids(a))
        }
    }

    @Test func whatCannotBeReadIsLeftAloneAndTheRingGoesOn() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let token = try await core.signUp().tokens.accessToken
            _ = try await world.redis.command("SET", "jwk:private", "garbage")
            #expect(await eventually { world.lines.elements.contains { $0.contains("event=keys_not_followed") } })
            await TestLoop.shared.sleep(nanoseconds: 1_200_000_000)
            #expect(try core.verifier.verify(token).userID == .alice)
            #expect(try await world.redis.command("GET", "jwk:private").text == "garbage")
            #expect(world.lines.elements.filter { $0.contains("level=error event=keys_not_followed") }.count == 1)
        }
    }

    @Test func aNewSecretSealsWhatLayInTheOpen() async throws {
        try await withWorld { world in
            let open = try await world.core()
            let kid = open.keys.ring.signer.jwk.kid
            open.keys.close()
            let sealed = try await world.core { $0.keySecret = "a secret of the operator" }
            #expect(sealed.keys.ring.signer.jwk.kid == kid)
            let text = try #require(try await world.redis.command("GET", "jwk:private").text)
            #expect(!KeySet.isOpen(text) && text.contains("sealed"))
            let failure = await failure { () throws(CoreError) in
                do { _ = try await world.core() } catch let error as CoreError { throw error } catch {
                    throw CoreError.busy
                }
            }
            guard case .corrupt(let detail)? = failure else {
                Issue.record("an instance without the secret starts")
                return
            }
            #expect(detail.contains("VELLUM_KEY_SECRET"))
        }
    }

    @Test func aPublishedKeyBeginsToSignAlsoWhileRedisIsAway() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let old = core.keys.ring.signer.jwk.kid
            _ = try await administration(world, core).rotate(.rs256, atOnce: false)
            #expect(await eventually(within: 2) { kids(core).count == 2 })
            #expect(core.keys.ring.signer.jwk.kid == old)
            await world.redis.close()
            world.time.advance(milliseconds: KeySet.prepublication * 1000)
            #expect(await eventually(within: 3) { core.keys.ring.signer.jwk.kid != old })
        }
    }
}
