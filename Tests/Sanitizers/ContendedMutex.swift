import Glibc
import Synchronization

/// The proof that ThreadSanitizer does not understand `Mutex`: one number that is touched under one mutex only, by two
/// threads. There is no race, and a race is reported as soon as one thread waits for the other.
final class Shared: Sendable { let number = Mutex(0) }

let shared = Shared()
let threads = (0..<2).map { _ in
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { _ in
            for _ in 0..<200_000 { shared.number.withLock { $0 += 1 } }
            return nil
        }, nil)
    return thread
}
for thread in threads { pthread_join(thread, nil) }
print(shared.number.withLock { $0 })
