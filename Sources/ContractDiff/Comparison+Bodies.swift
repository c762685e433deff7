internal import OpenAPI

extension Comparison {
    mutating func compareBodies(_ old: RequestBody?, _ new: RequestBody?, _ whole: Sides) {
        switch (old, new) {
        case (nil, nil): break
        case (nil, let body?):
            added(
                body.isRequired ? .bodyAddedRequired : .bodyAdded,
                "a body was added and \(body.isRequired ? "is required" : "may be left out")", at: body.site)
        case (let body?, nil):
            removed(.bodyRemoved, "the body was removed and is passed over now", at: body.site, from: whole)
        case (let old?, let new?):
            compare(old, new, Sides(name: "the body of \(whole.name)", old: old.site, new: new.site))
        }
    }

    private mutating func compare(_ old: RequestBody, _ new: RequestBody, _ sides: Sides) {
        if old.isRequired != new.isRequired {
            changed(
                new.isRequired ? .bodyBecameRequired : .bodyBecameOptional,
                "the body was \(old.isRequired ? "required" : "optional") and is "
                    + (new.isRequired ? "required" : "optional"), at: sides.at("required"))
        }
        if old.maxBytes != new.maxBytes {
            let rule: Rule
            switch (old.maxBytes, new.maxBytes) {
            case (let before?, let now?): rule = now < before ? .bodyLimitLowered : .bodyLimitRaised
            case (nil, _): rule = .bodyLimitSet
            case (_, nil): rule = .bodyLimitUnset
            }
            changed(rule, wasAndIs("x-max-bytes", old.maxBytes, new.maxBytes), at: sides.at("x-max-bytes"))
        }
        documentation("description", old.description, new.description, at: sides)
        for content in new.contents {
            if let before = old.contents.first(where: { $0.mediaType == content.mediaType }) {
                compare(before, content, .request)
            } else {
                added(.requestTypeAdded, "the body may be \(content.mediaType) now", at: content.site)
            }
        }
        for content in old.contents where !new.contents.contains(where: { $0.mediaType == content.mediaType }) {
            removed(
                .requestTypeRemoved, "the body could be \(content.mediaType) and cannot any more", at: content.site,
                from: sides)
        }
    }

    /// The same media type on both sides.
    mutating func compare(_ old: Content, _ new: Content, _ direction: Direction) {
        let name = "the \(new.mediaType) \(direction == .request ? "body" : "response")"
        let sides = Sides(name: name, old: old.site, new: new.site)
        if direction == .response, old.isStream != new.isStream {
            return changed(
                new.isStream ? .becameStream : .noLongerStream,
                "\(name) \(new.isStream ? "is a stream now" : "was a stream and has an end now")", at: sides)
        }
        switch (old.schema, new.schema) {
        case (nil, nil): break
        case (nil, _?):
            changed(
                direction == .request ? .requestChecked : .responseChecked,
                "\(name) was anything and has a schema now", at: sides.at("schema"))
        case (_?, nil):
            changed(
                direction == .request ? .requestUnchecked : .responseUnchecked,
                "\(name) had a schema and is anything now", at: sides.at("schema"))
        case (let before?, let now?):
            compareSchemas(
                before, now, name, direction, old.site.pointer(to: "schema"), new.site.pointer(to: "schema"))
        }
    }
}

extension Content {
    var isStream: Bool { if case .stream = kind { true } else { false } }
}

/// "maxLength was 40 and is 20": a keyword that is absent on one side is named as such.
func wasAndIs<Value: CustomStringConvertible>(_ keyword: String, _ old: Value?, _ new: Value?) -> String {
    switch (old, new) {
    case (let old?, let new?): "\(keyword) was \(old) and is \(new)"
    case (nil, let new?): "\(keyword) was not set and is \(new)"
    case (let old?, nil): "\(keyword) was \(old) and is not set"
    case (nil, nil): "\(keyword) is not set"
    }
}
