extension EventLoop {
    /// Suspends the calling task for a time in nanoseconds, on this loop's timers. From any thread.
    package func sleep(nanoseconds: UInt64) async {
        await withCheckedContinuation { continuation in
            if isCurrent {
                schedule(after: nanoseconds) { continuation.resume() }
            } else {
                submit { self.schedule(after: nanoseconds) { continuation.resume() } }
            }
        }
    }

    /// Runs an async function to its end on this loop, from any thread.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        await Task(executorPreference: self, operation: body).value
    }
}
