internal import Glibc
internal import Metrics

/// What every exporter tells of its process, under the names that all use.
enum ProcessMetrics {
    private static let startTime: Double = {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }()

    /// To be called at the start, whose time it keeps.
    static func begin() { _ = startTime }

    static var families: [MetricFamily] {
        var usage = rusage()
        _ = unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        return [
            MetricFamily(
                "process_cpu_seconds_total", "Processor time used, of user and system.",
                .counter([Sample([], seconds(usage.ru_utime) + seconds(usage.ru_stime))])),
            .gauge("process_start_time_seconds", "When the process started, Unix time.", startTime),
            .gauge("process_resident_memory_bytes", "Memory in use.", residentMemory),
        ]
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    /// The second number of /proc/self/statm, in pages (proc(5)).
    private static var residentMemory: Double {
        let descriptor = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard words.count > 1, let pages = Double(words[1]) else { return 0 }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
