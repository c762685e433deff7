/// Why a documented response is not provoked by the tests: a line `operationId status reason` of the reasons file.
package struct Excuse: Sendable, Equatable {
    package let cell: Coverage.Cell
    package let reason: String

    /// More reasons than this are an error.
    package static let maximumCount = 5
    /// What a client meets every day is never excused.
    package static let neverExcused: Set<Int> = [401, 403, 404, 409, 413, 429, 503]

    /// Reads a reasons file; `#` begins a comment line, empty lines do not count.
    /// - Throws: OracleError with the line.
    package static func parse(_ text: String, file: String) throws(OracleError) -> [Excuse] {
        var excuses: [Excuse] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(maxSplits: 2) { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let place = "\(file):\(index + 1)"
            guard words.count == 3, let status = Int(words[1]) else {
                throw OracleError("\(place): write operationId, status and reason")
            }
            if neverExcused.contains(status) { throw OracleError("\(place): \(status) is never excused") }
            let cell = Coverage.Cell(String(first), status)
            if excuses.contains(where: { $0.cell == cell }) { throw OracleError("\(place): \(cell) is there twice") }
            excuses.append(Excuse(cell: cell, reason: String(words[2])))
        }
        if excuses.count > maximumCount {
            throw OracleError("\(file): \(excuses.count) reasons, at most \(maximumCount) may be given")
        }
        return excuses
    }
}
