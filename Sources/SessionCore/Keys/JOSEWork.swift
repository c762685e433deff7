internal import JOSE

/// Work with keys on the pool, its errors as ours.
enum JOSEWork {
    static func run<Value: Sendable>(
        _ pool: WorkPool, _ work: @escaping @Sendable () throws(JOSEError) -> Value
    ) async throws(CoreError) -> Value {
        let result = try await pool.run { () -> Result<Value, JOSEError> in
            do throws(JOSEError) { return .success(try work()) } catch { return .failure(error) }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw .corrupt(detail: "\(error.operation): \(error.detail)")
        }
    }
}
