/// Names a timer on its loop.
package struct TimerID: Sendable, Hashable {
    let number: UInt64
}

/// Deadlines in a binary heap. A cancelled timer stays as an empty entry until its deadline comes up.
struct TimerHeap {
    private struct Entry {
        let deadline: UInt64
        let id: TimerID
    }

    private var heap: [Entry] = []
    private var work: [TimerID: () -> Void] = [:]
    private var lastNumber: UInt64 = 0

    var nextDeadline: UInt64? { heap.first?.deadline }

    mutating func add(deadline: UInt64, _ action: @escaping () -> Void) -> TimerID {
        lastNumber += 1
        let id = TimerID(number: lastNumber)
        work[id] = action
        heap.append(Entry(deadline: deadline, id: id))
        siftUp(heap.count - 1)
        return id
    }

    mutating func cancel(_ id: TimerID) {
        work[id] = nil
        // Short deadlines that are nearly always cancelled (a command's) must not pile up behind long ones.
        if heap.count > 64 && heap.count > work.count * 2 { compact() }
    }

    /// The work of one timer whose deadline has come; nil when there is none.
    mutating func popDue(_ now: UInt64) -> (() -> Void)? {
        while let first = heap.first, first.deadline <= now {
            removeFirst()
            if let action = work.removeValue(forKey: first.id) { return action }
        }
        return nil
    }

    private mutating func compact() {
        heap.removeAll { work[$0.id] == nil }
        heap.sort { $0.deadline < $1.deadline }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].deadline < heap[least].deadline { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            if heap[parent].deadline <= heap[child].deadline { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }
}
