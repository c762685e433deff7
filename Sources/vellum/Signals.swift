internal import Glibc

/// Signals as something to wait for.
///
/// The main thread waits for them itself: under an `async` main it would sleep in `dispatch_main`, which unblocks every
/// signal, and SIGTERM would end the process before the server could stop.
enum Signals {
    /// Keeps SIGTERM, SIGINT and SIGHUP from ending the process, and SIGPIPE from being sent at all. To be called before any
    /// thread starts: threads inherit the mask.
    static func prepare() {
        var ignored = sigaction()
        unsafe ignored.__sigaction_handler.sa_handler = SIG_IGN
        unsafe sigaction(SIGPIPE, &ignored, nil)
        var set = awaited
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// What a signal asks for.
    enum Request: Sendable {
        /// With the signal's name.
        case stop(String)
        case reload
    }

    /// Hands on what each signal asks for. Blocks its thread for good.
    ///
    /// A second signal does not cut the stop short: it is bounded in time, and would leave redis-server behind.
    static func wait(_ onSignal: (Request) -> Void) -> Never {
        var set = awaited
        var signal: Int32 = 0
        while true {
            guard unsafe sigwait(&set, &signal) == 0 else { continue }
            onSignal(signal == SIGINT ? .stop("SIGINT") : signal == SIGHUP ? .reload : .stop("SIGTERM"))
        }
    }

    private static var awaited: sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGHUP)
        return set
    }
}
