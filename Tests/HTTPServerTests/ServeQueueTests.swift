import HTTPServer
import Testing

@Suite struct ServeQueueTests {
    @Test func elementsComeInTheirOrder() {
        var queue = ServeQueue<Int>()
        #expect(queue.isEmpty && queue.next() == nil)
        queue.append(contentsOf: Array(0..<100))
        queue.append(contentsOf: Array(100..<300))
        #expect((0..<300).allSatisfy { queue.next() == $0 })
        #expect(queue.isEmpty && queue.next() == nil && queue.held == 0)
    }

    /// Under more wake-ups than a turn serves the queue of streams is never empty.
    @Test func aQueueThatIsNeverEmptyForgetsWhatWasServed() {
        var queue = ServeQueue<Int>()
        queue.append(contentsOf: [0, 1, 2])
        for number in 0..<10_000 {
            queue.append(contentsOf: [number + 3])
            #expect(queue.next() == number && !queue.isEmpty)
            #expect(queue.held <= 2 * 4 + 64)
        }
    }
}
