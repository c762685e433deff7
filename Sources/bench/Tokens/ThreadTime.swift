internal import Glibc

/// Processor time of the thread that asks, in user and system mode, nanoseconds.
enum ThreadTime {
    static var now: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
