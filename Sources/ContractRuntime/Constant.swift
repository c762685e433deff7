package import HTTPCore
internal import Synchronization

/// The output of an operation with `x-constant`.
package protocol ConstantOutput: Sendable {
    /// The response, checked against the contract.
    func response() throws(ContractBreach) -> HTTPResponse
}

/// The answer of an operation with `x-constant`: checked and rendered once, sent to everybody until another takes its
/// place. Its handler hands out the same constant each time: who has asked before is answered by it, unasked.
@safe package final class Constant<Output: ConstantOutput>: Sendable {
    private final class Content: Sendable {
        let whole: HTTPConstant
        let notModified: HTTPConstant
        let entityTag: String

        init(_ output: Output, notModified: Output) throws(ContractBreach) {
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
    }

    /// All that there ever were: a reader may still be about to take one. So reading needs no lock, and replacing is for
    /// what changes a few times in the life of a process.
    private let all: Mutex<[Content]>
    /// Invariant: points at one of `all`.
    private let newest: Atomic<Unmanaged<Content>>

    /// - Parameter notModified: for a client that has this answer already (RFC 9110 §13.1.2).
    /// - Throws: when one of them breaks the contract, or they have no entity tag or not the same.
    package init(_ output: Output, notModified: Output) throws(ContractBreach) {
        let content = try Content(output, notModified: notModified)
        all = Mutex([content])
        unsafe newest = Atomic(Unmanaged.passUnretained(content))
    }

    /// Puts another answer in its place: whoever asks from now on gets it.
    ///
    /// - Throws: as `init`; the answer stays as it was then.
    package func replace(with output: Output, notModified: Output) throws(ContractBreach) {
        let content = try Content(output, notModified: notModified)
        all.withLock { $0.append(content) }
        unsafe newest.store(Unmanaged.passUnretained(content), ordering: .releasing)
    }

    /// The whole answer, or that it has not changed.
    ///
    /// - Parameter ifNoneMatch: the field of that name.
    package func answer(unless ifNoneMatch: String?) -> HTTPConstant {
        unsafe newest.load(ordering: .acquiring)._withUnsafeGuaranteedRef { content in
            guard let ifNoneMatch else { return content.whole }
            return Preconditions.has(ifNoneMatch, current: content.entityTag) ? content.notModified : content.whole
        }
    }
}
