/// What lies beyond operation × status: media types, parameters and keywords that the tests never met.
extension Coverage {
    /// Keywords of the schemas in use that no value has met, by contract.
    package func unexercisedKeywords() -> [(contract: String, uses: [KeywordUse])] {
        contracts.map { contract in
            let sides = keywordSides(contract.name)
            let missing = contract.keywords.subtracting(sides.satisfied).subtracting(sides.violated)
            let uses = missing.sorted { ($0.schema, $0.keyword) < ($1.schema, $1.keyword) }
            return (contract.name, uses)
        }
    }

    /// What was never exercised, as lines for the end of a run.
    package func gaps() -> String {
        var lines: [String] = []
        for contract in contracts {
            for operation in contract.operations {
                for parameter in operation.parameters where !sentParameters(operation.id).contains(parameter.name) {
                    lines.append("\(operation.id): the parameter \(parameter.name) was never sent")
                }
                for (status, response) in operation.responses.sorted(by: { $0.key < $1.key }) {
                    let seen = mediaTypes(Cell(operation.id, status))
                    for media in response.content where !seen.contains(media.mediaType.description) {
                        lines.append("\(operation.id) \(status): \(media.mediaType) was never received")
                    }
                }
            }
        }
        for (contract, uses) in unexercisedKeywords() {
            lines += uses.map { "\(contract)#\($0.schema): \($0.keyword) was never exercised" }
        }
        for contract in contracts {
            let sides = keywordSides(contract.name)
            lines.append(
                "\(contract.name): of \(contract.keywords.count) keywords \(sides.satisfied.count) were satisfied, "
                    + "\(sides.violated.count) violated")
        }
        lines += suspicions.map { "a request that was not meant to be invalid? \($0)" }
        return lines.joined(separator: "\n")
    }
}
