internal import HTTPServer
internal import SessionCore

/// Takes over, at SIGHUP, what has changed in the file of `--env-file`.
struct Reloader {
    /// What can change while the server runs. Everything else needs a restart, and the log says so.
    static let changeable = Set(
        [
            "--log-level", "--access-log", "--trusted-proxies", "--auth-attempts-per-minute",
            "--public-writes-per-minute",
        ]
            + Option.engine.map(\.name))

    let sources: OptionSources
    let server: HTTPServer
    let core: SessionCore
    let log: Log
    let accessLog: AccessLogFile?
    /// What is in force.
    private var current: ResolvedOptions

    init(
        _ current: ResolvedOptions, _ sources: OptionSources, server: HTTPServer, core: SessionCore, log: Log,
        accessLog: AccessLogFile?
    ) {
        self.accessLog = accessLog
        self.current = current
        self.sources = sources
        self.server = server
        self.core = core
        self.log = log
    }

    /// All or nothing: a file that cannot be used changes nothing. Names are logged, and no values, which may be secret.
    mutating func reload() async {
        do {
            try accessLog?.reopen()
        } catch {
            log(.error, "access_log_failed", ["detail": (error as? StartError)?.message ?? "\(error)"])
        }
        guard sources.file != nil else {
            log(.notice, "reload_without_file", ["advice": "start with --env-file FILE to reload options from it"])
            return
        }
        let wanted: ResolvedOptions
        do {
            wanted = try sources.resolve()
        } catch {
            log(.error, "reload_failed", ["detail": error.message])
            return
        }
        let changes = current.changes(to: wanted)
        let fixed = changes.filter { !Reloader.changeable.contains($0) }
        if !fixed.isEmpty { log(.warning, "reload_needs_restart", ["option": fixed.joined(separator: ",")]) }
        current = current.taking(Reloader.changeable, from: wanted)
        Resources.raiseFileLimit(for: current.options.engine.maxConnections, log)
        await server.reload(current.options.engine)
        core.rates.reload(CoreConfiguration(current.options))
        let level = current.options.logLevel
        // Whoever makes the log quieter still reads that it worked.
        log.level = min(level, log.level)
        let taken = changes.filter(Reloader.changeable.contains)
        log(.notice, "reloaded", ["options": taken.isEmpty ? "none" : taken.joined(separator: ",")])
        log.level = level
    }
}
