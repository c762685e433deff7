internal import EventLoop
internal import Glibc

/// Live pictures: how soon every viewer has a new frame, and what requests for sessions cost.
enum StreamsBench {
    /// - Returns: the exit status.
    static func run(_ options: StreamsOptions, _ loop: EventLoop, _ running: Running) async -> Int32 {
        var report = Report()
        do {
            for part in options.parts {
                defer { running.stop() }
                EngineBench.say("\n== \(part.rawValue)")
                let rig = StreamsRig(options, loop, running)
                switch part {
                case .crowd: try await CrowdedSessions(rig).run(&report)
                case .fanout: try await FanOut(rig).run(&report)
                case .stalled: try await StalledViewer(rig).run(&report)
                case .sessions: try await SessionCalls(rig).run(&report)
                }
            }
        } catch {
            report.require("everything could be measured", isMet: false, "\(error)")
        }
        EngineBench.say("\n" + report.text)
        return report.isMet ? 0 : 1
    }
}

/// Starts the servers of one part.
struct StreamsRig: Sendable {
    let options: StreamsOptions
    let loop: EventLoop
    let running: Running

    init(_ options: StreamsOptions, _ loop: EventLoop, _ running: Running) {
        self.options = options
        self.loop = loop
        self.running = running
    }

    /// - Parameters:
    ///   - viewers: that will come, all from one address.
    ///   - tool: what it is started by.
    func vellum(viewers: Int = 100, _ more: [String] = [], tool: [String] = []) throws -> Server {
        var settings = Options()
        settings.server = options.server
        settings.tool = tool
        settings.viewers = viewers
        settings.more = more
        let server = try Server.start(settings)
        running.add { server.stop() }
        return server
    }
}
