internal import Glibc

/// Processor time of a process so far, microseconds, in steps of 10 ms.
struct ProcessTime {
    let user: Int
    let system: Int

    /// Zero when there is no such process.
    init(of pid: pid_t) { self.init(stat: Server.read("/proc/\(pid)/stat") ?? "") }

    /// - Parameter stat: "pid (name) state …": the name may hold anything; utime and stime are the 12th and 13th words
    ///   after it (proc(5)).
    init(stat: String) {
        let words = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let tick = 1_000_000 / sysconf(Int32(_SC_CLK_TCK))
        guard words.count > 12, let user = Int(words[11]), let system = Int(words[12]) else {
            (user, system) = (0, 0)
            return
        }
        (self.user, self.system) = (user * tick, system * tick)
    }
}
