internal import Glibc

/// The command line: reads it, runs what was asked for, and says in one sentence why it cannot.
@main
struct Vellum {
    static func main() {
        Signals.prepare()
        do {
            let action = try CommandLineParser.parse(Array(CommandLine.arguments.dropFirst())) { name in
                unsafe getenv(name).map { unsafe String(cString: $0) }
            }
            switch action {
            case .help: print(CommandLineParser.usage)
            case .serve(let sources): serve(try sources.resolve(), sources)
            case .contract(nil): print(ContractPrinter.digests)
            case .contract(let name?): write(try ContractPrinter.text(of: name))
            }
        } catch {
            fail(error.message, status: 64)
        }
    }

    private static func serve(_ options: ResolvedOptions, _ sources: OptionSources) -> Never {
        let (requests, request) = AsyncStream.makeStream(of: Signals.Request.self)
        Task.detached {
            do {
                try await Service.run(options, sources, requests)
                exit(0)
            } catch let error as StartError {
                fail(error.message, status: 1)
            } catch {
                fail("\(error)", status: 1)
            }
        }
        Signals.wait { request.yield($0) }
    }

    private static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }

    private static func fail(_ message: String, status: Int32) -> Never {
        let line = Array("vellum: \(message)\n".utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}

/// Why the server cannot start, in one sentence that says what to do.
struct StartError: Error {
    let message: String
}
