import Synchronization

/// Counts which documented responses the tests have provoked, and which keywords they have exercised.
package final class Coverage: Sendable {
    /// An operation and one of its documented statuses.
    package struct Cell: Sendable, Hashable, Comparable, CustomStringConvertible {
        package let operationID: String
        package let status: Int

        package init(_ operationID: String, _ status: Int) {
            self.operationID = operationID
            self.status = status
        }

        package var description: String { "\(operationID) \(status)" }

        package static func < (left: Cell, right: Cell) -> Bool {
            (left.operationID, left.status) < (right.operationID, right.status)
        }
    }

    private struct Counts {
        var cells: [Cell: Int] = [:]
        var mediaTypes: [Cell: Set<String>] = [:]
        var satisfied: [String: Set<KeywordUse>] = [:]
        var violated: [String: Set<KeywordUse>] = [:]
        /// Names of parameters that were sent, by operation.
        var parameters: [String: Set<String>] = [:]
        var suspicions: Set<String> = []
    }

    package let contracts: [Contract]
    private let counts = Mutex(Counts())

    package init(contracts: [Contract]) { self.contracts = contracts }

    /// Every operation × documented status, in contract order.
    package var documented: [Cell] {
        contracts.flatMap(\.operations).flatMap { operation in
            operation.responses.keys.sorted().map { Cell(operation.id, $0) }
        }
    }

    /// Counts an exchange that kept the contract. An answer to HEAD has no body to judge and fills no cell.
    /// - Parameter request: the judgement of the request, whose violated side counts for keywords.
    func record(_ exchange: Exchange, _ judgement: Judgement, request: Judgement? = nil) {
        guard judgement.findings.isEmpty, let operation = judgement.operation, let contract = judgement.contract else {
            return
        }
        counts.withLock { counts in
            counts.satisfied[contract, default: []].formUnion(judgement.satisfied)
            counts.violated[contract, default: []].formUnion(judgement.violated)
            if let request {
                counts.satisfied[contract, default: []].formUnion(request.satisfied)
                counts.violated[contract, default: []].formUnion(request.violated)
                counts.parameters[operation.id, default: []].formUnion(request.parameters)
            }
            guard exchange.request.method != "HEAD" else { return }
            let cell = Cell(operation.id, exchange.status)
            counts.cells[cell, default: 0] += 1
            if let mediaType = judgement.mediaType { counts.mediaTypes[cell, default: []].insert(mediaType) }
        }
    }

    /// Notes a request that is not valid, was not called so by its test, and was answered for another reason.
    func suspect(_ exchange: Exchange, _ request: Judgement) {
        guard request.operation != nil, let first = request.findings.first,
            !request.refusals.contains(exchange.status)
        else { return }
        let sent = "\(exchange.request.method) \(exchange.request.path)"
        counts.withLock { _ = $0.suspicions.insert("\(sent) answered \(exchange.status): \(first)") }
    }

    /// Requests that break the contract although their tests do not say so, and that were answered by something else
    /// than the refusal of just that.
    package var suspicions: [String] { counts.withLock { $0.suspicions.sorted() } }

    /// How often a documented response was provoked.
    package func count(_ cell: Cell) -> Int { counts.withLock { $0.cells[cell] ?? 0 } }

    func mediaTypes(_ cell: Cell) -> Set<String> { counts.withLock { $0.mediaTypes[cell] ?? [] } }

    func sentParameters(_ operationID: String) -> Set<String> { counts.withLock { $0.parameters[operationID] ?? [] } }

    func keywordSides(_ contract: String) -> (satisfied: Set<KeywordUse>, violated: Set<KeywordUse>) {
        counts.withLock { ($0.satisfied[contract] ?? [], $0.violated[contract] ?? []) }
    }

    /// Documented responses that no exchange provoked and no reason excuses.
    package func holes(excused: [Excuse] = []) -> [Cell] {
        let excused = Set(excused.map(\.cell))
        return documented.filter { count($0) == 0 && !excused.contains($0) }
    }

    /// Reasons that excuse nothing: the response is not documented, or was provoked after all.
    package func stale(_ excuses: [Excuse]) -> [Excuse] {
        let documented = Set(documented)
        return excuses.filter { !documented.contains($0.cell) || count($0.cell) > 0 }
    }

    /// A table of operation × documented status with counts; a hole is `-`, an excused one `(-)`.
    package func report(excused: [Excuse] = []) -> String {
        let excused = Set(excused.map(\.cell))
        let statuses = Set(documented.map(\.status)).sorted()
        var rows: [[String]] = [["operation"] + statuses.map(String.init)]
        for contract in contracts {
            rows.append([contract.name])
            for operation in contract.operations {
                let cells = statuses.map { status -> String in
                    guard operation.responses[status] != nil else { return "" }
                    let cell = Cell(operation.id, status)
                    let count = count(cell)
                    return count > 0 ? String(count) : excused.contains(cell) ? "(-)" : "-"
                }
                rows.append(["  " + operation.id] + cells)
            }
        }
        let total = documented.count
        let provoked = documented.count { count($0) > 0 }
        return Self.table(rows) + "\n\(provoked) of \(total) documented responses provoked"
    }

    /// The first column to the left, the others to the right.
    private static func table(_ rows: [[String]]) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.filter { $0.count > 1 || column == 0 }.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let lines = rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let blanks = String(repeating: " ", count: max(0, widths[column] - text.count))
                line += column == 0 ? text + blanks : "  " + blanks + text
            }
            while line.last == " " { line.removeLast() }
            return line
        }
        return lines.joined(separator: "\n")
    }
}
