internal import OpenAPI

extension Comparison {
    mutating func compareResponses(_ old: Operation, _ new: Operation, _ whole: Sides) {
        for response in new.responses {
            if let before = old.responses.first(where: { $0.status == response.status }) {
                compare(before, response)
            } else {
                added(
                    response.isError ? .errorAdded : .statusAdded, "\(new.title) may answer \(response.status) now",
                    at: response.site)
            }
        }
        for response in old.responses where !new.responses.contains(where: { $0.status == response.status }) {
            removed(
                response.isError ? .errorRemoved : .statusRemoved,
                "\(new.title) could answer \(response.status) and does not any more", at: response.site, from: whole)
        }
    }

    private mutating func compare(_ old: Response, _ new: Response) {
        // One component may be the answer of many operations, and under several statuses.
        let name = new.site.component ?? String(new.status)
        let sides = Sides(name: "the response \(name)", old: old.site, new: new.site)
        documentation("description", old.description, new.description, at: sides)
        compareHeaders(old, new, sides)
        for content in new.contents {
            if let before = old.contents.first(where: { $0.mediaType == content.mediaType }) {
                compare(before, content, .response)
            } else {
                added(.responseTypeAdded, "\(sides.name) may be \(content.mediaType) now", at: content.site)
            }
        }
        for content in old.contents where !new.contents.contains(where: { $0.mediaType == content.mediaType }) {
            removed(
                .responseTypeRemoved, "\(sides.name) could be \(content.mediaType) and cannot any more",
                at: content.site, from: sides)
        }
        // What was first and is gone has been told already.
        if let before = old.contents.first, let now = new.contents.first, before.mediaType != now.mediaType,
            new.contents.contains(where: { $0.mediaType == before.mediaType })
        {
            changed(
                .defaultTypeChanged,
                "the first media type of \(sides.name) was \(before.mediaType) and is "
                    + now.mediaType, at: Sides(name: sides.name, old: before.site, new: now.site))
        }
    }

    private mutating func compareHeaders(_ old: Response, _ new: Response, _ whole: Sides) {
        for header in new.headers {
            if let before = old.headers.first(where: { $0.isSame(as: header) }) {
                compare(before, header)
            } else {
                added(.headerAdded, "\(header.title) was added to \(whole.name)", at: header.site)
            }
        }
        for header in old.headers where !new.headers.contains(where: { $0.isSame(as: header) }) {
            removed(
                header.isRequired ? .requiredHeaderRemoved : .optionalHeaderRemoved,
                "\(header.title) was removed from \(whole.name)", at: header.site, from: whole)
        }
    }

    private mutating func compare(_ old: Response.Header, _ new: Response.Header) {
        let sides = Sides(name: new.title, old: old.site, new: new.site)
        if old.isRequired != new.isRequired {
            changed(
                new.isRequired ? .headerBecameRequired : .headerBecameOptional,
                "\(new.title) \(new.isRequired ? "could be missing and is always there" : "was always there and may be missing")",
                at: sides.at("required"))
        }
        documentation("description", old.description, new.description, at: sides)
        compareSchemas(
            old.schema, new.schema, new.title, .response, old.site.pointer(to: "schema"),
            new.site.pointer(to: "schema"))
    }
}

extension Response {
    var isError: Bool { status >= 400 }
}

extension Response.Header {
    var title: String { "the field \(name)" }
    func isSame(as other: Response.Header) -> Bool { name.lowercased() == other.name.lowercased() }
}
