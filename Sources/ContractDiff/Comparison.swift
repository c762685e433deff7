internal import OpenAPI
internal import YAML

/// One thing as it stands in both contracts.
struct Sides {
    /// What messages call it.
    let name: String
    let old: Site
    let new: Site

    func at(_ keyword: String) -> Sides { Sides(name: name, old: old.at(keyword), new: new.at(keyword)) }
}

/// Goes through two contracts side by side and collects what differs.
struct Comparison {
    let old: Contract
    let new: Contract
    /// The operation that is being compared; nil for what belongs to none.
    var operationID: String?
    /// The pairs of schemas that this operation has led to: each is compared once, so that recursion ends.
    var visited: Set<Visit> = []
    private(set) var changes: [Change] = []
    private var indices: [Change: Int] = [:]

    struct Visit: Hashable {
        let old: String
        let new: String
        let direction: Direction
    }

    init(old: Contract, new: Contract) {
        self.old = old
        self.new = new
    }

    mutating func changed(_ rule: Rule, _ message: String, at sides: Sides) {
        record(rule, message, place(sides.old, old), place(sides.new, new), nearest: place(sides.new, new))
    }

    mutating func added(_ rule: Rule, _ message: String, at site: Site) {
        record(rule, message, nil, place(site, new), nearest: place(site, new))
    }

    /// - Parameter whole: what it was removed from.
    mutating func removed(_ rule: Rule, _ message: String, at site: Site, from whole: Sides) {
        record(rule, message, place(site, old), nil, nearest: place(whole.new, new))
    }

    /// What is shared by several operations is told once, with all of them.
    private mutating func record(
        _ rule: Rule, _ message: String, _ old: Place?, _ new: Place?, nearest: Place
    ) {
        let change = Change(rule: rule, message: message, old: old, new: new, nearest: nearest, operations: [])
        let index = indices[change] ?? changes.count
        if index == changes.count {
            indices[change] = index
            changes.append(change)
        }
        if let operationID, !changes[index].operations.contains(operationID) {
            changes[index].operations.append(operationID)
        }
    }

    private func place(_ site: Site, _ contract: Contract) -> Place {
        Place(file: contract.file, mark: site.mark, pointer: site.pointer)
    }

    /// Texts that people read.
    mutating func documentation(_ what: String, _ old: String?, _ new: String?, at sides: Sides) {
        guard old != new else { return }
        let fate = old == nil ? "was added" : new == nil ? "was removed" : "is another"
        changed(.documentationChanged, "the \(what) of \(sides.name) \(fate)", at: sides.at(what))
    }
}
