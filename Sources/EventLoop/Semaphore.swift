internal import Glibc

/// A POSIX semaphore at a fixed address, for threads that block. Never to be waited for on a loop.
///
/// - Note: `@unchecked Sendable`: sem_post and sem_wait may be called from any thread (sem_overview(7)).
@safe package final class Semaphore: @unchecked Sendable {
    private let pointer: UnsafeMutablePointer<sem_t>

    package init() {
        unsafe pointer = .allocate(capacity: 1)
        unsafe sem_init(pointer, 0, 0)
    }

    deinit {
        unsafe sem_destroy(pointer)
        unsafe pointer.deallocate()
    }

    package func signal() { unsafe sem_post(pointer) }
    package func wait() { while unsafe sem_wait(pointer) != 0 {} }
    /// Takes a signal that is there; does not wait for one.
    package func takeIfSignalled() -> Bool { unsafe sem_trywait(pointer) == 0 }
}
