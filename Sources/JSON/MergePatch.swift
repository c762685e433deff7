extension JSONObject {
    /// This object with a merge patch applied (RFC 7396 §2): members of the patch replace those of the same name or are
    /// added behind them, objects are merged member by member, and null removes.
    ///
    /// The time it takes grows with the sum of both, not with their product: names are looked up, not searched for.
    package func merged(with patch: JSONObject) -> JSONObject {
        var merged: [Member?] = members
        var places: [ExactText: Int] = [:]
        for (place, member) in members.enumerated() { places[ExactText(member.name)] = place }
        for change in patch.members {
            let place = places[ExactText(change.name)]
            let old = place.flatMap { merged[$0]?.value }
            let member = change.value.patching(old).map { Member(name: change.name, value: $0) }
            if let place {
                merged[place] = member
            } else if member != nil {
                merged.append(member)
            }
        }
        return JSONObject(uniqueMembers: merged.compactMap { $0 })
    }

    /// Objects and arrays inside one another, this one counted.
    package var depth: Int { 1 + (members.lazy.map(\.value.depth).max() ?? 0) }
}

extension JSONValue {
    /// What this value, as a patch, makes of another; nil removes it.
    fileprivate func patching(_ old: JSONValue?) -> JSONValue? {
        switch self {
        case .null: return nil
        case .object(let patch):
            // What was no object begins anew as an empty one, so that the nulls of a patch never stay.
            guard case .object(let object)? = old else { return .object(JSONObject().merged(with: patch)) }
            return .object(object.merged(with: patch))
        default: return self
        }
    }

    fileprivate var depth: Int {
        switch self {
        case .object(let object): object.depth
        case .array(let elements): 1 + (elements.lazy.map(\.depth).max() ?? 0)
        default: 0
        }
    }
}
