import EventLoop
import Glibc
import Testing

@testable import Redis

struct SubscriberTests {
    private func subscribed(
        _ server: PrivateRedis, keepAlive: UInt64 = 5_000_000_000, _ body: (RedisSubscriber) async throws -> Void
    ) async throws {
        let subscriber = RedisSubscriber(
            server.endpoint, loop: Loops.second, deadline: 2_000_000_000, keepAlive: keepAlive)
        do { try await body(subscriber) } catch {
            await subscriber.close()
            throw error
        }
        await subscriber.close()
    }

    @Test func publishedBytesArriveAtEverySubscription() async throws {
        try await withServer { server, redis in
            try await subscribed(server) { subscriber in
                let one = Box<[UInt8]>()
                let two = Box<[UInt8]>()
                _ = try await subscriber.subscribe("c", onMessage: { one.add($0) }, onResubscribed: {})
                _ = try await subscriber.subscribe("c", onMessage: { two.add($0) }, onResubscribed: {})
                let receivers = try await redis.command([Array("PUBLISH".utf8), Array("c".utf8), [0, 1, 255]])
                #expect(receivers.integerValue == 1, "one SUBSCRIBE for both")
                #expect(await eventually { one.count == 1 && two.count == 1 })
                #expect(one.elements == [[0, 1, 255]])
            }
        }
    }

    @Test func lastSubscriptionEndsTheChannel() async throws {
        try await withServer { server, redis in
            try await subscribed(server) { subscriber in
                let heard = Box<[UInt8]>()
                let first = try await subscriber.subscribe("c", onMessage: { heard.add($0) }, onResubscribed: {})
                let second = try await subscriber.subscribe("c", onMessage: { _ in }, onResubscribed: {})
                // On the loop, where it holds at once; twice does no harm.
                await Loops.second.run {
                    subscriber.unsubscribe(first)
                    subscriber.unsubscribe(first)
                }
                #expect(try await redis.command("PUBLISH", "c", "x").integerValue == 1)
                subscriber.unsubscribe(second)
                #expect(await eventually { (try? await redis.command("PUBLISH", "c", "x").integerValue) == 0 })
                #expect(heard.count == 0)
            }
        }
    }

    @Test func subscribingAgainAtOnceLosesNothing() async throws {
        try await withServer { server, redis in
            try await subscribed(server) { subscriber in
                let heard = Box<[UInt8]>()
                for round in 1...50 {
                    let id = try await subscriber.subscribe("c", onMessage: { heard.add($0) }, onResubscribed: {})
                    #expect(try await redis.command("PUBLISH", "c", "\(round)").integerValue == 1)
                    #expect(await eventually { heard.count == round })
                    subscriber.unsubscribe(id)
                }
            }
        }
    }

    @Test func lostConnectionIsMadeAnewAndTold() async throws {
        try await withServer { server, redis in
            try await subscribed(server) { subscriber in
                let heard = Box<[UInt8]>()
                let again = Box<Int>()
                for name in 0..<600 {
                    _ = try await subscriber.subscribe(
                        "c\(name)", onMessage: { heard.add($0) }, onResubscribed: { again.add(name) })
                }
                _ = try await redis.command("CLIENT", "KILL", "TYPE", "pubsub")
                #expect(await eventually { again.count == 600 })
                #expect(try await redis.command("PUBLISH", "c599", "after").integerValue == 1)
                #expect(await eventually { heard.elements == [Array("after".utf8)] })
                #expect(again.count == 600, "once for each reconnect")
            }
        }
    }

    @Test func stoppedServerIsNoticedByTheKeepAlive() async throws {
        try await withServer { server, _ in
            let events = Box<RedisEvent>()
            let subscriber = RedisSubscriber(
                server.endpoint, loop: Loops.second, deadline: 200_000_000, keepAlive: 100_000_000,
                onEvent: { events.add($0) })
            let again = Box<Bool>()
            _ = try await subscriber.subscribe("c", onMessage: { _ in }, onResubscribed: { again.add(true) })
            let pid = try #require(server.processID)
            kill(pid, SIGSTOP)
            let noticed = await eventually { events.count >= 2 }
            kill(pid, SIGCONT)
            #expect(noticed)
            #expect(await eventually { again.count >= 1 })
            await subscriber.close()
        }
    }

    @Test func subscriptionWithoutServerFails() async throws {
        let subscriber = RedisSubscriber(
            .unix(path: "/nowhere/redis.sock"), loop: Loops.second, deadline: 100_000_000)
        let error = await #expect(throws: RedisError.self) {
            _ = try await subscriber.subscribe("c", onMessage: { _ in }, onResubscribed: {})
        }
        #expect(error?.isUnavailable == true)
        await subscriber.close()
    }

    @Test func followerDeliversWithoutGapsAcrossAReconnect() async throws {
        try await withServer { server, redis in
            let values = Box<String>()
            let again = Box<Bool>()
            let follower = RedisStreamFollower(server.endpoint, loop: Loops.second, key: "log")
            _ = try await redis.command("XADD", "log", "*", "n", "0")
            follower.follow(
                from: "0-0", onEntries: { for entry in $0 { values.add(entry.fields["n"] ?? "?") } },
                onReconnected: { again.add(true) })
            for number in 1...5 { _ = try await redis.command("XADD", "log", "*", "n", "\(number)") }
            #expect(await eventually { values.count == 6 })
            _ = try await redis.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
            for number in 6...9 { _ = try await redis.command("XADD", "log", "*", "n", "\(number)") }
            #expect(await eventually { values.count == 10 })
            #expect(values.elements == (0...9).map { "\($0)" })
            #expect(again.count == 1)
            await follower.close()
        }
    }
}
