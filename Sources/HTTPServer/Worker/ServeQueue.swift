/// What waits to be served, in order. What was served is forgotten even while the queue is never empty: it holds at most
/// twice what waits, and 64 more.
package struct ServeQueue<Element: Sendable>: Sendable {
    private var elements: [Element] = []
    /// The elements before it were served.
    private var first = 0

    package init() {}

    package var isEmpty: Bool { first == elements.count }
    /// Elements in memory, those served included.
    package var held: Int { elements.count }

    package mutating func append(contentsOf new: [Element]) { elements.append(contentsOf: new) }

    package mutating func next() -> Element? {
        guard first < elements.count else { return nil }
        defer {
            first += 1
            if first == elements.count {
                elements.removeAll(keepingCapacity: true)
                first = 0
            } else if first > 64, first > elements.count / 2 {
                elements.removeFirst(first)
                first = 0
            }
        }
        return elements[first]
    }
}
