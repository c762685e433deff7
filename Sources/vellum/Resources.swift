internal import Glibc
internal import SessionCore

/// What the process may use of the machine.
enum Resources {
    /// Event loops: one per core that is online.
    static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Raises the soft limit of open files to the hard one, and tells the log when it is too low for so many
    /// connections.
    static func raiseFileLimit(for connections: Int, _ log: Log) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let files = Int(clamping: limit.rlim_cur)
        guard files < connections + 64 else { return }
        log(
            .warning, "file_limit_low",
            ["files": String(files), "advice": "raise the limit of open files, or lower --max-connections"])
    }
}
