extension HTTPResponder {
    /// The answer to a request for what may only be read, as its conditions say.
    ///
    /// - Parameter representation: the 200, with its entity tag. The engine leaves out its body to HEAD.
    /// - Returns: the 200, the 304 that stands for it, or 412 in the shape of errors.
    public func answer(to request: HTTPRequest, from representation: HTTPResponse) -> HTTPResponse {
        let conditions = Preconditions(request.fields)
        switch conditions.verdict(method: request.method, current: representation.fields["ETag"]) {
        case .proceed: return representation
        case .notModified: return representation.notModified
        case .failed:
            return refusal(
                status: 412, code: "precondition_failed", message: "This is not what If-Match asks for: read it again")
        }
    }
}

extension HTTPResponse {
    /// 304 in place of this answer: with the fields that caches need, and none that describe content (RFC 9110
    /// §15.4.5). Date is the engine's.
    var notModified: HTTPResponse {
        var fields = HTTPFields()
        for name in ["ETag", "Cache-Control", "Content-Location", "Expires", "Vary"] {
            if let value = self.fields[name] { fields.append(name, value) }
        }
        return HTTPResponse(status: 304, fields: fields)
    }
}
