import ContractTesting
import Foundation
import Glibc
import Testing

/// `vellum user`, beside a running server and without one.
@Suite struct UserCommandTests {
    /// A folder that no server uses.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test func anAccountMadeWithoutAServerSignsInLater() async throws {
        try await withFolder { folder in
            let admin = AdminCommand(dataDirectory: folder + "/data")
            let made = try await admin.add("alice")
            #expect(made.status == 0)
            #expect(made.text.contains("alice is registered"))
            #expect(!made.text.contains(Person.password))
            #expect(!FileManager.default.fileExists(atPath: folder + "/data/redis.sock"), "its redis-server has ended")
            let server = try await VellumServer.start(folder: folder)
            _ = try await Person.login("alice", on: server)
            await server.stop()
        }
    }

    @Test func anAccountMadeBesideAServerSignsInAtOnce() async throws {
        let server = try await VellumServer.start()
        let redis = server.redisPID
        #expect(try await AdminCommand(server).add("alice").status == 0)
        _ = try await Person.login("alice", on: server)
        #expect(server.redisPID == redis, "the server was not disturbed")
        await server.stop()
    }

    @Test func everyCommandWorksWithoutAServer() async throws {
        try await withFolder { folder in
            let admin = AdminCommand(dataDirectory: folder + "/data")
            _ = try await admin.add("alice")
            #expect(try await admin.user("disable", "alice").status == 0)
            #expect(try await admin.user("list").text.contains("user_id=alice state=disabled email=alice@example.com"))
            #expect(try await admin.user("enable", "alice").status == 0)
            #expect(try await admin.user("sign-out", "alice").status == 0)
            #expect(try await admin.user("list").text.contains("user_id=alice state=active"))
            #expect(try await admin.user("delete", "alice", "--yes").status == 0)
            #expect(try await admin.user("list").text == "")
            let events = try await admin.audit("--user", "alice").lines.map { line in
                line.split(separator: " ").first { $0.hasPrefix("event=") }?.dropFirst(6) ?? ""
            }
            #expect(events == ["registered", "user_disabled", "user_enabled", "signed_out", "user_deleted"])
        }
    }

    @Test func theListTellsWhatEachUserHas() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        _ = try await Person.login("alice", on: server)
        let admin = AdminCommand(server)
        let line = try #require(try await admin.user("list").lines.first)
        #expect(
            line.wholeMatch(
                of:
                    #/user_id=alice state=active email=alice@example\.com created_at=\S+Z last_login_at=\S+Z sessions=1 sign_ins=2/#
            ) != nil, "\(line)")
        let object = try JSONText.parse(Array(try await admin.user("list", "--json").text.utf8))
        #expect(object["user_id"]?.string == "alice")
        #expect(object["state"]?.string == "active")
        #expect(object["sessions"]?.number?.text == "1")
        await server.stop()
    }

    @Test func aRedisLeftBehindByAKilledServerIsUsedAndLeft() async throws {
        let server = try await VellumServer.start()
        let pid = try #require(server.redisPID)
        server.child.send(SIGKILL)
        _ = await server.child.exitStatus()
        let admin = AdminCommand(server)
        #expect(try await admin.add("alice").status == 0)
        #expect(kill(pid, 0) == 0, "the command did not start it")
        let next = try await VellumServer.start(folder: server.folder)
        #expect(next.redisPID == pid)
        _ = try await Person.login("alice", on: next)
        await next.stop()
    }

    @Test func takenNamesAreToldApartByTheirStatus() async throws {
        try await withFolder { folder in
            let admin = AdminCommand(dataDirectory: folder + "/data")
            _ = try await admin.add("alice")
            let id = try await admin.add("alice")
            #expect(id.status == 3)
            #expect(id.text.contains("the user ID alice is taken"))
            let email = try await admin.user(
                "add", "bob", "--email", "Alice@example.com", "--password-stdin", input: Person.password)
            #expect(email.status == 3)
            #expect(email.text.contains("belongs to another account"))
        }
    }

    @Test(arguments: [
        (["add", "alice"], "write one user and an e-mail address: vellum user add ID --email ADDRESS"),
        (["add", "..", "--email", "a@example.com", "--password-stdin"], ".. is no user ID"),
        (["add", "alice", "--email", "nobody", "--password-stdin"], "email must be"),
        (["add", "alice", "--email", "a@example.com", "--password", "Secret1Word"], "leave --password out"),
        (["add", "alice", "--email", "a@example.com", "--password=Secret1Word"], "leave --password out"),
        (["add", "alice", "--email", "a@example.com"], "write --password-stdin to read it from the standard input"),
        (["delete", "alice"], "add --yes if you are sure"), (["delete", "--yes"], "say which user"),
        (["disable", "a b"], "\"a b\" is no user ID"), (["list", "alice"], "takes no user"),
        (["list", "--port", "1"], "\"--port\" is not an option: vellum user list --help lists them"),
        (["fly"], "write add, list, disable, enable, delete or sign-out"), ([], "say what to do: vellum user add"),
    ]) func wrongWordsGet64AndAdvice(words: [String], message: String) async throws {
        try await withFolder { folder in
            let outcome = try await AdminCommand(dataDirectory: folder + "/data").run(
                ["user"] + words, input: "Correct1Horse\n")
            #expect(outcome.status == 64)
            #expect(outcome.text.contains(message), "\(outcome.text)")
            #expect(!outcome.text.contains("Secret1Word"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/data"))
        }
    }

    @Test(arguments: ["", "short", "alllowercase1", "with\u{0}nul1A", String(repeating: "Aa1", count: 30)])
    func aPasswordThatIsNotAllowedGets64(password: String) async throws {
        try await withFolder { folder in
            let outcome = try await AdminCommand(dataDirectory: folder + "/data").user(
                "add", "alice", "--email", "a@example.com", "--password-stdin", input: password + "\n")
            #expect(outcome.status == 64)
            #expect(outcome.text.contains("password"))
            if password.count > 4 { #expect(!outcome.text.contains(password)) }
        }
    }

    @Test(arguments: ["disable", "enable", "delete", "sign-out"])
    func whoHasNoAccountGets2AndTheOthersAreDone(word: String) async throws {
        try await withFolder { folder in
            let admin = AdminCommand(dataDirectory: folder + "/data")
            _ = try await admin.add("alice")
            let more = word == "delete" ? ["--yes"] : []
            let outcome = try await admin.run(["user", word, "nobody", "alice"] + more)
            #expect(outcome.status == 2)
            #expect(outcome.text.contains("there is no account nobody"))
            #expect(outcome.text.contains("alice is"))
        }
    }

    /// A user ID may begin with a dash.
    @Test func whatFollowsTwoDashesIsAUser() async throws {
        try await withFolder { folder in
            let admin = AdminCommand(dataDirectory: folder + "/data")
            let words = ["user", "add", "--email", "x@example.com", "--password-stdin", "--bcrypt-cost", "4"]
            let made = try await AdminCommand(dataDirectory: folder + "/data").run(words, input: Person.password, "-x")
            #expect(made.status == 0, "\(made.text)")
            #expect(try await admin.user("list").text.contains("user_id=-x"))
        }
    }

    @Test func aDataDirectoryThatIsNotThereIsNotMade() async throws {
        try await withFolder { folder in
            for words in [["user", "list"], ["user", "disable", "alice"], ["audit"]] {
                let outcome = try await AdminCommand(dataDirectory: folder + "/typo").run(words)
                #expect(outcome.status == 1)
                #expect(outcome.text.contains("there is no data directory"))
            }
            #expect(!FileManager.default.fileExists(atPath: folder + "/typo"))
        }
    }

    @Test func anUnreachableRedisIsNamedWithoutItsPassword() async throws {
        let folder = try VellumServer.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let child = try ChildProcess(
            [VellumServer.executable, "user", "list", "--redis-url", "redis://u:hunter2@127.0.0.1:1"],
            directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() == 1)
        #expect(child.text.contains("127.0.0.1:1"))
        #expect(!child.text.contains("hunter2"))
    }

    @Test(arguments: ["add", "list", "disable", "enable", "delete", "sign-out"])
    func eachHasAHelpOfItsOwn(word: String) async throws {
        let outcome = try await AdminCommand(dataDirectory: "none").user(word, "--help")
        #expect(outcome.status == 0)
        #expect(outcome.text.hasPrefix("USAGE: vellum user \(word) "))
        #expect(outcome.text.contains("--redis-url URL"))
        #expect(outcome.lines.count { $0.hasPrefix("USAGE") || $0.hasPrefix("       vellum") } == 1)
    }

    /// At a terminal the password is asked for twice, and is not shown.
    @Test func aPasswordTypedAtTheTerminalIsNotShown() async throws {
        try await withFolder { folder in
            let script = """
                import os, pty, sys
                child, terminal = pty.fork()
                if child == 0:
                    os.execv(sys.argv[1], sys.argv[1:])
                seen = b""
                def until(text):
                    global seen
                    while text not in seen:
                        seen += os.read(terminal, 1024)
                until(b"Password: ")
                os.write(terminal, b"Correct1Horse\\n")
                until(b"same again: ")
                os.write(terminal, b"Correct1Horse\\n")
                try:
                    while True:
                        part = os.read(terminal, 1024)
                        if not part: break
                        seen += part
                except OSError:
                    pass
                sys.stdout.write(seen.decode())
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                """
            try script.write(toFile: folder + "/type.py", atomically: true, encoding: .utf8)
            let child = try ChildProcess(
                [
                    "python3", folder + "/type.py", VellumServer.executable, "user", "add", "alice", "--email",
                    "alice@example.com", "--bcrypt-cost", "4", "--data-dir", folder + "/data",
                ], directory: folder, output: folder + "/output")
            #expect(await child.exitStatus() == 0)
            #expect(child.text.contains("alice is registered"))
            #expect(!child.text.contains("Correct1Horse"))
        }
    }
}
