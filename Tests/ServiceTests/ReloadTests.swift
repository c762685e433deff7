import ContractTesting
import Foundation
import Testing

/// SIGHUP reads the file of settings again.
@Suite struct ReloadTests {
    private func write(_ session: String, _ server: VellumServer, from client: String? = nil) async throws -> Int {
        let fields = client.map { [("X-Forwarded-For", $0)] } ?? []
        return try await server.client.send(
            "POST", "/api/session", headers: fields, json: #"{"session_id":"\#(session)","template":"x"}"#
        ).status
    }

    @Test func whatCanChangeChangesAndWhatIsOpenGoesOn() async throws {
        let file = try SettingsFile(
            "# as it was", "LOG_LEVEL=notice", "VELLUM_PUBLIC_WRITES_PER_MINUTE=2",
            "VELLUM_AUTH_ATTEMPTS_PER_MINUTE=1")
        let server = try await file.serve()
        #expect(try await write("a", server) == 201)
        let stream = try await server.client.openStream("/stream/a")
        #expect(try await stream.nextPart() != nil)
        #expect(try await write("b", server) == 201)
        #expect(try await write("c", server) == 429)
        #expect(try await server.client.send("GET", "/healthz", judge: false, keepAlive: true).status == 200)
        #expect(server.logLines("level=info").isEmpty)

        try file.write(
            "LOG_LEVEL=info", "VELLUM_PUBLIC_WRITES_PER_MINUTE=4", "VELLUM_AUTH_ATTEMPTS_PER_MINUTE=1",
            "VELLUM_TRUSTED_PROXIES=127.0.0.0/8", "VELLUM_MAX_CONNECTIONS=9000")
        let line = try await server.reload(until: "event=reloaded")
        #expect(line["options"] == "--trusted-proxies,--log-level,--public-writes-per-minute,--max-connections")
        #expect(try await write("c", server) == 201)
        #expect(server.logLines("event=public_session_created").count == 1)
        #expect(try await write("d", server) == 201)
        #expect(try await write("e", server) == 429)
        #expect(try await write("e", server, from: "203.0.113.9") == 201, "proxies are trusted from now on")
        #expect(server.logLines("event=public_session_created", "address=203.0.113.9").count == 1)
        #expect(try await server.client.send("GET", "/healthz", judge: false, keepAlive: true).status == 200)
        _ = try await server.client.send(
            "PUT", "/api/session/a", headers: [("X-Forwarded-For", "203.0.113.10")], json: #"{"args":{"value":2}}"#)
        #expect(try await stream.nextPart() != nil, "the stream of before still gets its frames")
        await stream.close()
        await server.stop()
    }

    @Test func whatCannotChangeIsNamedWithoutItsValue() async throws {
        let file = try SettingsFile("LOG_LEVEL=info")
        let server = try await file.serve(["--port", "0"])
        try file.write(
            "LOG_LEVEL=debug", "HOST=127.0.0.9", "VELLUM_LOOPS=7", "REDIS_URL=redis://u:hunter2@127.0.0.1:1",
            "VELLUM_SOCKET=elsewhere", "VELLUM_DATA_DIR=other", "PORT=9")
        let line = try await server.reload(until: "event=reloaded")
        #expect(line["options"] == "--log-level", "what it says of PORT and VELLUM_DATA_DIR the command line overrides")
        let warning = try #require(LogLine(server.logLines("event=reload_needs_restart").last ?? ""))
        #expect(warning["option"] == "--host,--socket,--loops,--redis-url")
        #expect(warning["level"] == "warning")
        #expect(!server.log.contains("hunter2"))
        #expect(try await server.client.send("GET", "/healthz", judge: false).status == 200)

        try file.write("LOG_LEVEL=debug")
        #expect(try await server.reload(until: "event=reloaded")["options"] == "none")
        #expect(server.logLines("event=reload_needs_restart").count == 1, "what is as it runs needs no restart")
        await server.stop()
    }

    @Test func aFileThatCannotBeUsedChangesNothing() async throws {
        let file = try SettingsFile("VELLUM_PUBLIC_WRITES_PER_MINUTE=1")
        let server = try await file.serve()
        try file.write("VELLUM_PUBLIC_WRITES_PER_MINUTE=0", "VELLUM_TRUSTED_PROXIES=10.0.0.1/8")
        let line = try await server.reload(until: "event=reload_failed")
        #expect(line["level"] == "error")
        #expect(
            line["detail"]?.hasPrefix("\(file.path):2: VELLUM_TRUSTED_PROXIES \"10.0.0.1/8\" cannot be used") == true)
        #expect(try await write("a", server) == 201)
        #expect(try await write("b", server) == 429)
        try FileManager.default.removeItem(atPath: file.path)
        let missing = try await server.reload(until: "event=reload_failed")
        #expect(missing["detail"]?.contains("No such file or directory") == true)
        #expect(server.logLines("event=reloaded").isEmpty)
        await server.stop()
    }

    @Test func withoutAFileTheSignalIsHarmless() async throws {
        let server = try await VellumServer.start()
        let line = try await server.reload(until: "event=reload_without_file")
        #expect(line["advice"]?.contains("--env-file") == true)
        #expect(try await server.client.send("GET", "/healthz", judge: false).status == 200)
        await server.stop()
    }

    @Test func theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() async throws {
        let file = try SettingsFile(
            "VELLUM_PUBLIC_WRITES_PER_MINUTE=1", "VELLUM_AUTH_ATTEMPTS_PER_MINUTE=1", "LOG_LEVEL=debug")
        let server = try await file.serve(
            ["--public-writes-per-minute", "2"],
            environment: ["VELLUM_PUBLIC_WRITES_PER_MINUTE": "3", "LOG_LEVEL": "notice"])
        #expect(try await write("a", server) == 201)
        #expect(try await write("b", server) == 201)
        #expect(try await write("c", server) == 429)
        #expect(server.logLines("level=debug").isEmpty && server.logLines("level=info").isEmpty)
        try file.write("VELLUM_PUBLIC_WRITES_PER_MINUTE=9", "LOG_LEVEL=info")
        #expect(try await server.reload(until: "event=reloaded")["options"] == "--auth-attempts-per-minute")
        #expect(try await write("c", server) == 429)
        await server.stop()
    }

    @Test func theExampleIsAFileOfTheDefaults() async throws {
        let example = try String(contentsOf: Repository.root.appending(path: ".env.example"), encoding: .utf8)
        let file = try SettingsFile(example)
        let server = try await file.serve()
        try file.write("")
        #expect(try await server.reload(until: "event=reloaded")["options"] == "none")
        #expect(server.logLines("event=reload_needs_restart").isEmpty)
        await server.stop()
    }
}
