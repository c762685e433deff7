internal import EventLoop
internal import Glibc
internal import HTTPServer

/// The engine alone in a process, so that its memory can be told from its clients'. It says its port, and serves until
/// its standard input ends, also by the death of the test that started it.
@main
struct EngineHost {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            try serve(HostOptions(CommandLine.arguments.dropFirst()))
        } catch {
            print("EngineHost: \(error)")
            exit(64)
        }
    }

    private static func serve(_ options: HostOptions) throws {
        var files = rlimit()
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        files.rlim_cur = files.rlim_max
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        let loops = try (0..<options.loops).map { _ in try EventLoop() }
        for loop in loops { loop.start(name: "loop") }
        let counters = ServerCounters()
        let server = HTTPServer(
            configuration: options.configuration, loops: loops, counters: counters,
            responder: HostResponder(loop: loops[0], counters: counters))
        print("port \(try server.listen(host: "127.0.0.1", port: 0))")
        fflush(nil)
        var byte: UInt8 = 0
        while unsafe read(STDIN_FILENO, &byte, 1) != 0 {}
        withExtendedLifetime((loops, server)) {}
    }
}
