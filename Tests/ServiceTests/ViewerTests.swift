import ContractTesting
import Testing

/// Many viewers of one session.
@Suite(.serialized) struct ViewerTests {
    private static let crowd = 300

    @Test func everyViewerGetsTheLastFrameWholeAndNoneGoesBack() async throws {
        let server = try await VellumServer.start(["--max-streams-per-address", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", value: "0", on: server)
        let last = 12
        var viewers: [StreamReader] = []
        for _ in 0..<Self.crowd { viewers.append(try await server.client.openStream("/stream/alice/main")) }
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for viewer in viewers { group.addTask { try await Self.follow(viewer, to: last) } }
            for value in 1...last {
                #expect(try await alice.update("main", value: String(value), on: server).status == 204)
            }
            for try await shown in group {
                #expect(shown.first == 0, "a viewer begins with the frame of its time")
                #expect(shown == shown.sorted(), "a viewer saw \(shown)")
                #expect(shown.last == last)
            }
        }
        for viewer in viewers { await viewer.close() }
        await server.stop()
    }

    /// What a viewer was shown, until the last frame comes. The reader refuses whatever is malformed.
    private static func follow(_ viewer: StreamReader, to last: Int) async throws -> [Int] {
        var shown: [Int] = []
        while shown.last != last {
            let part = try #require(try await viewer.nextPart(timeout: .seconds(20)), "the stream ended")
            let form = #/<svg xmlns="http://www\.w3\.org/2000/svg"><text>(\d+)</text></svg>/#
            let match = try #require(part.text.wholeMatch(of: form), "not a whole picture: \(part.text)")
            shown.append(try #require(Int(match.1)))
        }
        return shown
    }

    @Test func aViewerThatDoesNotReadHoldsNobodyUpAndIsOwedOnlyTheNewest() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        // Some 200 KB: more than the sockets take of one that does not read.
        let line = String(repeating: "-", count: 90)
        let template = "<svg>{% for i in range(end=2000) %}<g>\(line)</g>{% endfor %}<text>{{ value }}</text></svg>"
        let body = #"{"session_id":"wide","template":"\#(template)","args":{"value":"0"}}"#
        let made = try await server.client.send("POST", "/api/user/alice/session", headers: alice.bearer, json: body)
        #expect(made.status == 201)
        let idle = try await server.client.openStream("/stream/alice/wide")
        let reading = try await server.client.openStream("/stream/alice/wide")
        #expect(try await reading.nextPart()?.text.hasSuffix("<text>0</text></svg>") == true)
        let last = 8
        for value in 1...last {
            #expect(try await alice.update("wide", value: String(value), on: server).status == 204)
            _ = try await reading.part { $0.text.hasSuffix("<text>\(value)</text></svg>") }
        }
        // What was under way, and at most one frame that was begun meanwhile.
        var owed = 0
        while let part = try await idle.nextPart(), !part.text.hasSuffix("<text>\(last)</text></svg>") {
            owed += 1
            #expect(part.text.hasPrefix("<svg>") && part.text.hasSuffix("</text></svg>"))
        }
        #expect(owed <= 2, "\(owed) frames had been kept for a viewer that did not read")
        await idle.close()
        await reading.close()
        await server.stop()
    }
}
