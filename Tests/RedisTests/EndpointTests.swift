import Testing

@testable import Redis

struct EndpointTests {
    struct Good: Sendable {
        let url: String
        let description: String
        var user: String?
        var password: String?
        var database = 0
    }

    @Test(arguments: [
        Good(url: "redis://localhost", description: "redis://localhost:6379"),
        Good(url: "redis://localhost/", description: "redis://localhost:6379"),
        Good(url: "REDIS://10.0.0.1:7000/3", description: "redis://10.0.0.1:7000/3", database: 3),
        Good(url: "redis://:secret@db:6380", description: "redis://db:6380", password: "secret"),
        Good(
            url: "redis://app:p%40ss%2Fw@db/1", description: "redis://db:6379/1", user: "app", password: "p@ss/w",
            database: 1),
        Good(url: "redis://app:a@b@db", description: "redis://db:6379", user: "app", password: "a@b"),
        Good(url: "redis://[::1]:6379", description: "redis://[::1]:6379"),
        Good(url: "redis://[fe80::1]/2", description: "redis://[fe80::1]:6379/2", database: 2),
        Good(url: "redis+unix:///run/redis.sock", description: "redis+unix:///run/redis.sock"),
        Good(
            url: "redis+unix://:secret@/run/redis@1.sock", description: "redis+unix:///run/redis@1.sock",
            password: "secret"),
        Good(url: "/run/redis.sock", description: "redis+unix:///run/redis.sock"),
    ])
    func urlIsRead(_ good: Good) throws {
        let endpoint = try RedisEndpoint(url: good.url)
        #expect(endpoint.description == good.description)
        #expect(endpoint.user == good.user)
        #expect(endpoint.password == good.password)
        #expect(endpoint.database == good.database)
    }

    @Test(arguments: [
        "", "localhost", "http://localhost", "rediss://localhost", "redis://", "redis://:6379", "redis://host:",
        "redis://host:0", "redis://host:65536", "redis://host:+1", "redis://host/zero", "redis://host/-1",
        "redis://host/1/2", "redis://[::1", "redis://[::1]6379", "redis://user@host", "redis://:%zz@host",
        "redis://:p?x@host", "redis+unix://run/redis.sock", "redis+unix:///", "redis://ho st",
    ])
    func badURLSaysWhatToWrite(_ url: String) {
        let error = #expect(throws: RedisURLError.self) { try RedisEndpoint(url: url) }
        #expect(error?.message.contains("write redis://host:6379/0") == true)
    }

    @Test func errorDoesNotShowThePassword() {
        let error = #expect(throws: RedisURLError.self) { try RedisEndpoint(url: "redis://me:hunter2@host:nine") }
        #expect(error?.message.contains("hunter2") == false)
    }

    @Test func pathThatIsTooLongForASocketIsRefused() {
        let limit = "/" + String(repeating: "a", count: 106)
        #expect(throws: Never.self) { try RedisEndpoint(url: limit) }
        #expect(throws: RedisURLError.self) { try RedisEndpoint(url: limit + "a") }
    }
}
