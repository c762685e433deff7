import Redis
import Testing

@testable import SessionCore

/// All accounts, as administrators list them.
@Suite struct AccountListTests {
    private func all(_ world: World) async throws -> (rows: [AccountList.Row], broken: [UserID], pages: Int) {
        let list = AccountList(redis: world.redis, clock: world.time.clock)
        var (rows, broken, pages): ([AccountList.Row], [UserID], Int) = ([], [], 0)
        var cursor: String?
        repeat {
            let page = try await list.page(after: cursor)
            rows += page.rows
            broken += page.broken
            pages += 1
            cursor = page.next
        } while cursor != nil
        return (rows, broken, pages)
    }

    @Test func aRowTellsWhatIsThereNow() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.signUp()
            try await core.make(seconds: 10)
            try await core.make(.make("long"), seconds: 1_000)
            _ = try await core.signUp(.bob)
            _ = try await core.life.disable(.bob)
            world.time.advance(milliseconds: 20_000)
            let rows = try await all(world).rows.sorted { $0.account.userID.text < $1.account.userID.text }
            #expect(rows.map(\.account.userID) == [.alice, .bob])
            #expect(rows.map(\.sessions) == [1, 0], "an expired one does not count")
            #expect(rows.map(\.signIns) == [1, 0])
            #expect(rows.map(\.account.state) == [.active, .disabled])
        }
    }

    @Test func accountsAreFoundAmongManyOtherKeys() async throws {
        try await withWorld { world in
            let hash = try PasswordHasher(cost: 4).dummy
            for number in 0..<2_500 {
                _ = try await world.redis.command(
                    "HSET", "user:{u\(number)}", "v", "1", "email", "u\(number)@example.com", "created", "1", "version",
                    "1", "hash", hash, "state", "active")
                _ = try await world.redis.command("SET", "user:{u\(number)}:session:x", "x")
            }
            let (rows, broken, pages) = try await all(world)
            #expect(Set(rows.map(\.account.userID.text)).count == 2_500)
            #expect(broken.isEmpty)
            #expect(pages > 2)
        }
    }

    @Test func aBrokenRecordIsNamedAndHoldsNobodyUp() async throws {
        try await withWorld { world in
            _ = try await world.core().signUp()
            _ = try await world.redis.command("SET", "user:{bob}", "text")
            _ = try await world.redis.command("HSET", "user:{carol}", "v", "1")
            let found = try await all(world)
            #expect(found.rows.map(\.account.userID) == [.alice])
            #expect(found.broken.map(\.text).sorted() == ["bob", "carol"])
        }
    }
}
