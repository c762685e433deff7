import Foundation
import Glibc
import HTTPServer
import Synchronization
import Testing

/// Lines of the access log, written through a pipe.
@Suite struct AccessLogTests {
    private struct Line {
        let text: String

        subscript(name: String) -> String? {
            text.firstMatch(of: try! Regex("(?:^| )\(name)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^ ]*)"))
                .flatMap { $0.output[1].substring }.map(String.init)
        }
    }

    /// Runs a client against a server with an access log, and hands out its lines.
    private func lines(
        _ format: AccessLogFormat = .text, _ body: @escaping @Sendable (UInt16, Fixture) throws -> Void
    ) async throws -> [String] {
        var ends: [Int32] = [0, 0]
        unsafe #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let fixture = try Fixture {
            $0.accessLog = format
            $0.accessLogDescriptor = writing
        }
        async let text = onThread {
            var bytes: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = unsafe read(reading, &block, block.count)
                guard count > 0 else { break }
                bytes += block[..<count]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        try await fixture.use { port in try body(port, fixture) }
        close(writing)
        let all = try await text
        close(reading)
        #expect(all.isEmpty || all.hasSuffix("\n"))
        return all.split(separator: "\n").map(String.init)
    }

    @Test func aLineTellsAllOfARequest() async throws {
        let lines = try await lines { port, _ in
            let client = try Client(port: port)
            try client.send("GET /labelled HTTP/1.1\r\nHost: a\r\nX-Request-Id: a=b\r\n\r\n")
            _ = try client.receiveResponse()
        }
        let line = Line(text: try #require(lines.first))
        #expect(lines.count == 1)
        let time = try #require(line["time"])
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        let strategy = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        #expect(abs(try Date(time, strategy: strategy).timeIntervalSinceNow) < 60)
        #expect(line["event"] == "request" && line["request"] == "\"a=b\"" && line["address"] == "127.0.0.1")
        #expect(line["method"] == "GET" && line["route"] == "/labelled/{name}" && line["status"] == "200")
        #expect(line["bytes"] == "8" && line["user"] == #""al\"ice""#)
        #expect(Int(line["duration_us"] ?? "") != nil)
    }

    @Test func jsonIsOneObjectALine() async throws {
        let lines = try await lines(.json) { port, _ in
            let client = try Client(port: port)
            for target in ["/labelled", "/constant", "/constant", "/204"] {
                try client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try client.receiveResponse(hasBody: target != "/204")
            }
        }
        let objects = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.count == 4)
        #expect(objects.map { $0["event"] as? String } == Array(repeating: "request", count: 4))
        #expect(objects.map { $0["status"] as? Int } == [200, 200, 200, 204])
        #expect(objects.map { $0["route"] as? String } == ["/labelled/{name}", "/constant", "/constant", nil])
        #expect(objects.map { $0["user"] as? String } == [#"al"ice"#, nil, nil, nil])
        #expect(objects.map { $0["bytes"] as? Int } == [8, 4, 4, 0])
        #expect(Set(objects.compactMap { $0["request"] as? String }).count == 4)
    }

    @Test func headsThatAreKnownHaveTheirLines() async throws {
        let lines = try await lines { port, _ in
            let client = try Client(port: port)
            for method in ["GET", "GET", "HEAD", "HEAD", "GET"] {
                try client.send("\(method) /constant?q HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try client.receiveResponse(hasBody: method == "GET")
            }
        }.map { Line(text: $0) }
        #expect(lines.map { $0["method"] } == ["GET", "GET", "HEAD", "HEAD", "GET"])
        #expect(lines.map { $0["bytes"] } == ["5", "5", "0", "0", "5"])
        #expect(lines.allSatisfy { $0["route"] == "/constant" && $0["status"] == "200" })
        #expect(Set(lines.map { $0["request"] }).count == 5)
    }

    @Test func refusalsStreamsAndClientsThatLeaveAreTold() async throws {
        let source = FrameSource()
        let lines = try await lines { port, fixture in
            fixture.responder.serve(source)
            let refused = try Client(port: port)
            try refused.send("GET / HTTP/1.1\r\n\r\n")
            #expect(try refused.receiveResponse().status == 400)
            refused.reset()
            let watching = try Client(port: port)
            try watching.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try watching.receiveHead()
            source.publish([UInt8]("12345".utf8))
            _ = try watching.receiveChunk()
            watching.reset()
            #expect(eventually { fixture.server.counters.openConnections == 0 })
            var leaving: Client? = try Client(port: port)
            try leaving?.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { fixture.responder.gate.waiting == 1 })
            // Whoever only ends their own side may still read; one whose socket is gone does not.
            leaving?.reset()
            leaving = nil
            #expect(eventually { fixture.server.counters.openConnections == 0 })
            fixture.responder.gate.open()
        }.map { Line(text: $0) }
        #expect(lines.map { $0["status"] } == ["400", "200", "499"])
        #expect(lines.map { $0["method"] } == [nil, "GET", "GET"])
        #expect(lines.dropFirst().first?["bytes"] == "5")
    }

    @Test func offWritesNothingAndAReloadSwitches() async throws {
        let lines = try await lines(.off) { port, fixture in
            let client = try Client(port: port)
            func ask() throws {
                try client.send("GET /constant HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try client.receiveResponse()
            }
            for format in [AccessLogFormat.off, .text, .json, .off] {
                var configuration = HTTPServerConfiguration()
                configuration.accessLog = format
                let (server, wanted) = (fixture.server, configuration)
                let isDone = Atomic(false)
                Task {
                    await server.reload(wanted)
                    isDone.store(true, ordering: .releasing)
                }
                #expect(eventually { isDone.load(ordering: .acquiring) })
                for _ in 0..<2 { try ask() }
            }
        }
        #expect(lines.map { $0.first } == ["t", "t", "{", "{"])
    }

    /// Nobody reads: requests are answered all the same, memory stays bounded, and what was dropped is counted.
    @Test func aLogThatNobodyReadsHoldsNobodyUp() async throws {
        var ends: [Int32] = [0, 0]
        unsafe #expect(pipe(&ends) == 0)
        let writing = ends[1]
        let fixture = try Fixture {
            $0.accessLog = .text
            $0.accessLogDescriptor = writing
        }
        let counters = fixture.server.counters
        try await fixture.use { port in
            let client = try Client(port: port)
            let some = String(repeating: "GET /constant HTTP/1.1\r\nHost: a\r\n\r\n", count: 100)
            for _ in 0..<100 {
                try client.send(some)
                for _ in 0..<100 { #expect(try client.receiveResponse().status == 200) }
            }
            #expect(counters.droppedLogLines > 0)
        }
        close(ends[0])
        close(ends[1])
    }

    /// Lines of any length, on several loops: none of them waits, and a stop comes to its end.
    @Test func longMethodsAreCutAndHoldNobodyUp() async throws {
        var ends: [Int32] = [0, 0]
        unsafe #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let fixture = try Fixture(loops: 2) {
            $0.accessLog = .text
            $0.accessLogDescriptor = writing
        }
        try await fixture.use { port in
            let method = String(repeating: "M", count: 5000)
            let request = "\(method) /constant HTTP/1.1\r\nHost: a\r\n\r\n"
            let clients = try (0..<4).map { _ in try Client(port: port) }
            for client in clients { try client.send(String(repeating: request, count: 300)) }
            for client in clients {
                for _ in 0..<300 { #expect(try client.receiveResponse().status == 200) }
            }
        }
        // What the pipe holds after the stop: whole lines, but for the last one that did not fit.
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe read(reading, &bytes, bytes.count)
        let lines = String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n").dropLast()
        #expect(lines.count > 100)
        for line in lines { #expect(Line(text: String(line))["method"] == String(repeating: "M", count: 32)) }
        close(reading)
        close(writing)
    }

    /// The reader goes away: what is lost is counted, and nothing else happens.
    @Test func aReaderThatLeavesIsNoTrouble() async throws {
        var ends: [Int32] = [0, 0]
        unsafe #expect(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        close(reading)
        let fixture = try Fixture {
            $0.accessLog = .json
            $0.accessLogDescriptor = writing
        }
        let counters = fixture.server.counters
        try await fixture.use { port in
            let client = try Client(port: port)
            for _ in 0..<3 {
                try client.send("GET /constant HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveResponse().status == 200)
            }
            #expect(eventually { counters.droppedLogLines == 3 })
        }
        close(writing)
    }
}
