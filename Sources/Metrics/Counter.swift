internal import Synchronization

/// A number that only grows, from any thread.
package final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    package func add(_ amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }
}

/// Counters of a closed set of labels, all there from the start, so that none appears out of nowhere.
package struct CounterTable<Label: CaseIterable & RawRepresentable & Hashable & Sendable>: Sendable
where Label.RawValue == String {
    private let counters: [Label: Counter]

    package init() { counters = Dictionary(uniqueKeysWithValues: Label.allCases.map { ($0, Counter()) }) }

    package subscript(label: Label) -> Counter {
        guard let counter = counters[label] else { preconditionFailure("every label has a counter") }
        return counter
    }

    /// One sample for each label, in the order of their declaration.
    package func samples(_ name: String) -> [Sample] {
        Label.allCases.map { Sample([(name, $0.rawValue)], Double(self[$0].value)) }
    }
}
