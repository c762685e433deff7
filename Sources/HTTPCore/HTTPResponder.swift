/// What the engine asks for an answer: the seam between transports and everything above.
///
/// `answer` decides by the head alone. A request that needs no waiting is answered at once by a plain call; any other
/// gets an async function that the engine starts on the connection's loop.
public protocol HTTPResponder: Sendable {
    func answer(_ request: HTTPRequest) -> HTTPAnswer
    /// The answer to a request that the engine itself refuses (400, 408, 413, 414, 417, 421, 431, 500, 501, 503, 505), or
    /// a responder for what may only be read (405, 406, 412), in the documented shape of errors.
    func refusal(status: Int, code: String, message: String) -> HTTPResponse
}

extension HTTPResponder {
    /// What a resource that can only be read answers to a method; nil for GET and HEAD, which read it.
    public func answerOfReadOnly(to method: String) -> HTTPResponse? {
        let allow = "GET, HEAD, OPTIONS"
        switch method {
        case "GET", "HEAD": return nil
        case "OPTIONS": return HTTPResponse(status: 204, fields: ["Allow": allow])
        default:
            var response = refusal(status: 405, code: "method_not_allowed", message: "This method is not allowed here")
            response.fields["Allow"] = allow
            return response
        }
    }
}

/// How a request is answered: at once, or by a function that may wait.
public enum HTTPAnswer: Sendable {
    /// At hand.
    case now(HTTPResponse)
    /// An answer that depends on nothing but the bytes of the head: the engine may ask `again` when another head of
    /// the same bytes comes, instead of reading and checking it anew.
    ///
    /// - Parameter again: what is answered then; nil when it is no constant any more.
    case constant(HTTPConstant, again: @Sendable () -> HTTPConstant?)
    /// Started on the connection's loop; the connection reads no further request meanwhile.
    case later(@Sendable () async -> HTTPResponse)
}
