package import HTTPCore

/// The output of an operation with `x-constant`.
package protocol ConstantOutput: Sendable {
    /// The response, checked against the contract.
    func response() throws(ContractBreach) -> HTTPResponse
}

/// The answer of an operation with `x-constant`: checked and rendered once, sent to everybody until another takes its
/// place.
package final class Constant<Output: ConstantOutput>: Sendable {
    let whole: HTTPConstant
    let notModified: HTTPConstant
    let entityTag: String

    /// - Parameter notModified: for a client that has this answer already (RFC 9110 §13.1.2).
    /// - Throws: when one of them breaks the contract, or they have no entity tag or not the same.
    package init(_ output: Output, notModified: Output) throws(ContractBreach) {
        let response = try output.response()
        let other = try notModified.response()
        guard let entityTag = response.fields["ETag"], other.fields["ETag"] == entityTag else {
            let breach = Breach(keyword: "x-constant", message: "must have one entity tag")
            throw ContractBreach(violations: [Violation(pointer: "header/ETag", breach)])
        }
        whole = HTTPConstant(response)
        self.notModified = HTTPConstant(other)
        self.entityTag = entityTag
    }

    /// The whole answer, or that it has not changed.
    ///
    /// - Parameter ifNoneMatch: the field of that name.
    package func answer(unless ifNoneMatch: String?) -> HTTPConstant {
        guard let ifNoneMatch else { return whole }
        return Preconditions.has(ifNoneMatch, current: entityTag) ? notModified : whole
    }
}
