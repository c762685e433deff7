/// The contract as it was published last: a copy of its bytes beside it, so that old places are places in a file.
package enum ContractLock {
    /// `contracts/a.yaml` has `contracts/a.lock.yaml`.
    package static func path(of contract: String) -> String {
        let start = contract.lastIndex(of: "/").map { contract.index(after: $0) } ?? contract.startIndex
        guard let dot = contract[start...].lastIndex(of: "."), dot > start else { return contract + ".lock" }
        return contract[..<dot] + ".lock" + contract[dot...]
    }

    package static func isLock(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.split(separator: ".").dropFirst().contains("lock")
    }
}
