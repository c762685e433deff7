internal import Glibc

/// The command line: reads it, runs what was asked for, and says in one sentence why it cannot.
@main
struct Vellum {
    static func main() {
        Signals.prepare()
        do {
            switch try CommandLineParser.parse(Array(CommandLine.arguments.dropFirst()), environment: environment) {
            case .help(let text): print(text)
            case .serve(let sources): serve(try sources.resolve(), sources)
            case .run(let command, let words): run(command, words)
            }
        } catch {
            fail(error.message, status: ExitStatus.usage.rawValue)
        }
    }

    private static let environment: Environment = { name in
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Runs a command; a signal asks it to end early.
    private static func run(_ command: any Command.Type, _ words: ArraySlice<String>) -> Never {
        let task = Task.detached {
            do {
                try await command.run(words, environment: environment)
                exit(ExitStatus.done.rawValue)
            } catch let error as OptionError {
                fail(error.message, status: ExitStatus.usage.rawValue)
            } catch let failure as CommandFailure {
                fail(failure.message, status: failure.status.rawValue)
            } catch let error as StartError {
                fail(error.message, status: ExitStatus.failed.rawValue)
            } catch is CancellationError {
                exit(ExitStatus.interrupted.rawValue)
            } catch {
                fail("\(error)", status: ExitStatus.failed.rawValue)
            }
        }
        Signals.wait { _ in task.cancel() }
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

    /// - Parameter message: may be empty, where the status says it all.
    private static func fail(_ message: String, status: Int32) -> Never {
        if !message.isEmpty { StandardOutput.note(message) }
        exit(status)
    }
}

/// Why the server cannot start, in one sentence that says what to do.
struct StartError: Error {
    let message: String
}
