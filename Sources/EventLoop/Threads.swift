internal import CLinux
internal import Glibc

/// Threads beside Swift's own pool: for loops, and for work that blocks.
package enum Threads {
    /// Carries a closure through the C interface.
    private final class Start {
        let name: String
        let niceness: Int32
        let body: @Sendable () -> Void

        init(name: String, niceness: Int32, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.niceness = niceness
            self.body = body
        }
    }

    /// Starts a detached thread. The name, in ASCII, is cut to 15 characters, the kernel's limit.
    ///
    /// - Parameter niceness: how much it gives way to other threads, 0 to 19 (setpriority(2)).
    package static func spawn(name: String, niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(name: String(name.prefix(15)), niceness: niceness, body: body))
            .toOpaque()
        let status = unsafe pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer = unsafe pointer else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
                unsafe pthread_setname_np(pthread_self(), start.name)
                if start.niceness > 0 {
                    // On Linux of the calling thread alone.
                    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, start.niceness)
                }
                start.body()
                return nil
            }, start)
        precondition(status == 0, "pthread_create failed: the process is out of threads")
        pthread_detach(thread)
    }
}
