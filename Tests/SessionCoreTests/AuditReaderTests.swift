import Redis
import Testing

@testable import SessionCore

/// The audit stream, read a page at a time, and shown so that nothing in it reaches a terminal.
@Suite struct AuditReaderTests {
    private func add(_ id: String, _ fields: [String], _ world: World) async throws {
        _ = try await world.redis.command(["XADD", "audit", id] + fields)
    }

    private func fill(_ world: World) async throws {
        for number in 1...23 {
            try await add("\(number)-0", ["event", "e\(number)", "user", number % 2 == 0 ? "bob" : "alice"], world)
        }
    }

    @Test(arguments: [1, 2, 5, 23, 100]) func everyEntryIsReadOnceAndInOrder(pageSize: Int) async throws {
        try await withWorld { world in
            try await fill(world)
            let reader = AuditReader(redis: world.redis, pageSize: pageSize)
            let events = Box<String>()
            try await reader.read(since: 0, upTo: try await reader.newest()) { events.add($0["event"] ?? "") }
            #expect(events.elements == (1...23).map { "e\($0)" })
            let some = Box<String>()
            try await reader.read(since: 5, upTo: "9-0") { some.add($0.id) }
            #expect(some.elements == ["5-0", "6-0", "7-0", "8-0", "9-0"])
        }
    }

    @Test(arguments: [1, 4, 100]) func theLastOnesOfAUserAreFound(pageSize: Int) async throws {
        try await withWorld { world in
            try await fill(world)
            let reader = AuditReader(redis: world.redis, pageSize: pageSize)
            let last = try await reader.last(3, since: 0, upTo: "23-0") { $0["user"] == "bob" }
            #expect(last.map(\.id) == ["18-0", "20-0", "22-0"])
            let recent = try await reader.last(100, since: 20, upTo: "23-0") { $0["user"] == "bob" }
            #expect(recent.map(\.id) == ["20-0", "22-0"])
        }
    }

    @Test func aStreamThatIsNotThereHasNoEntries() async throws {
        try await withWorld { world in
            let reader = AuditReader(redis: world.redis)
            let newest = try await reader.newest()
            #expect(newest == "0-0")
            let last = try await reader.last(5, since: 0, upTo: "+") { _ in true }
            #expect(last.isEmpty)
        }
    }

    @Test func aLineHoldsItsFieldsInTheOrderOfTheLog() {
        let fields = [
            "agent": "a b", "user": "alice", "time": "t", "event": "signed_in", "zone": "x", "action": "admin",
        ]
        #expect(
            AuditEntry(id: "1-0", fields: fields).line
                == #"time=t event=signed_in user=alice action=admin agent="a b" zone=x"#)
        #expect(
            AuditEntry(id: "1-0", fields: fields).json
                == #"{"time":"t","event":"signed_in","user":"alice","action":"admin","agent":"a b","zone":"x"}"#)
    }

    static let attacks = [
        "\u{1B}]0;title\u{7}", "\u{9B}2J", "line\nevent=forged user=root", "\r\u{8}\u{7F}", "\u{202E}txt.exe",
        "\u{2028}",
        "\u{FEFF}\u{200B}", "\"} {\"event\":\"forged\"", "a\\", "\u{85}",
    ]

    @Test(arguments: attacks) func whatAClientSentReachesNoTerminal(_ agent: String) throws {
        let entry = AuditEntry(id: "1-0", fields: ["event": "signed_in", "agent": agent, "na\u{1B}me=\n": agent])
        for text in [entry.line, entry.json] {
            let bad = text.unicodeScalars.filter { scalar in
                let category = scalar.properties.generalCategory
                return [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
            }
            #expect(bad.isEmpty, "\(text.debugDescription)")
        }
        #expect(entry.line.split(separator: " ").filter { $0.hasPrefix("event=") }.first == "event=signed_in")
    }

    @Test func bytesThatAreNoTextAreShownAsSuch() async throws {
        try await withWorld { world in
            let words: [[UInt8]] = ["XADD", "audit", "*", "event", "x", "agent"].map { Array($0.utf8) }
            _ = try await world.redis.command(words + [[0x61, 0xFF, 0x62]])
            let reader = AuditReader(redis: world.redis)
            let last = try await reader.last(1, since: 0, upTo: "+") { _ in true }
            #expect(last.first?["agent"] == "a\u{FFFD}b")
        }
    }
}
