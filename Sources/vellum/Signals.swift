internal import EventLoop
internal import Glibc

/// Signals as something to wait for.
enum Signals {
    /// Keeps SIGTERM and SIGINT from ending the process, and SIGPIPE from being sent at all. To be called before any
    /// thread starts: threads inherit the mask.
    static func prepare() {
        var ignored = sigaction()
        unsafe ignored.__sigaction_handler.sa_handler = SIG_IGN
        unsafe sigaction(SIGPIPE, &ignored, nil)
        var set = stopping
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Suspends until the process is asked to stop; the name of the signal.
    static func stopRequest() async -> String {
        await withCheckedContinuation { continuation in
            Threads.spawn(name: "signals") {
                var set = stopping
                var signal: Int32 = 0
                _ = unsafe sigwait(&set, &signal)
                continuation.resume(returning: signal == SIGINT ? "SIGINT" : "SIGTERM")
            }
        }
    }

    private static var stopping: sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        return set
    }
}
