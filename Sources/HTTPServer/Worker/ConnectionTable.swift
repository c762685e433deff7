/// The connections of a loop by their descriptors: memory that never moves, made as it is needed.
@safe final class ConnectionTable {
    private static let segmentSize = 1024
    private static let segmentCount = 1024

    private let segments = UnsafeMutablePointer<UnsafeMutablePointer<Connection>>.allocate(capacity: segmentCount)
    /// Descriptors below this number have a place.
    private(set) var count = 0

    deinit {
        for segment in 0..<count / ConnectionTable.segmentSize {
            unsafe segments[segment].deinitialize(count: ConnectionTable.segmentSize)
            unsafe segments[segment].deallocate()
        }
        unsafe segments.deallocate()
    }

    var indices: Range<Int> { 0..<count }

    /// - Returns: false for a descriptor beyond what the table can ever hold, about a million.
    func makeRoom(for index: Int) -> Bool {
        guard index < ConnectionTable.segmentSize * ConnectionTable.segmentCount else { return false }
        while count <= index {
            let segment = UnsafeMutablePointer<Connection>.allocate(capacity: ConnectionTable.segmentSize)
            unsafe segment.initialize(repeating: Connection(), count: ConnectionTable.segmentSize)
            unsafe (segments + count / ConnectionTable.segmentSize).initialize(to: segment)
            count += ConnectionTable.segmentSize
        }
        return true
    }

    subscript(index: Int) -> Connection {
        unsafeAddress { unsafe UnsafePointer(place(index)) }
        unsafeMutableAddress { unsafe place(index) }
    }

    private func place(_ index: Int) -> UnsafeMutablePointer<Connection> {
        precondition(0..<count ~= index)
        return unsafe segments[index / ConnectionTable.segmentSize] + index % ConnectionTable.segmentSize
    }
}
