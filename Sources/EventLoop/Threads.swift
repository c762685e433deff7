internal import CLinux
internal import Glibc

/// Threads beside Swift's own pool: for loops, and for work that blocks.
package enum Threads {
    /// Carries a closure through the C interface.
    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a detached thread. The name, in ASCII, is cut to 15 characters, the kernel's limit.
    package static func spawn(name: String, _ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let start = unsafe Unmanaged.passRetained(Start(name: String(name.prefix(15)), body: body)).toOpaque()
        let status = unsafe pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer = unsafe pointer else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
                unsafe pthread_setname_np(pthread_self(), start.name)
                start.body()
                return nil
            }, start)
        precondition(status == 0, "pthread_create failed: the process is out of threads")
        pthread_detach(thread)
    }
}
