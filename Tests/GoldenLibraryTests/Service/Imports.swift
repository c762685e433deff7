import ContractRuntime
import GoldenLibrary
import HTTPCore

extension LibraryService {
    func readFeed(
        _ input: Library.ReadFeed.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ReadFeed.Output {
        try enter()
        return .ok(Array("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>".utf8))
    }

    func getStatistics(
        _ input: Library.GetStatistics.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GetStatistics.Output {
        try enter()
        switch input.accept {
        case .json: return .ok(.json(Library.Statistics(months: [3, 5], shares: [0.375, isLying ? 1.5 : 0.625])))
        case .csv: return .ok(.csv("month,loans\n1,3\n2,5\n"))
        }
    }

    func exportCatalogue(
        _ input: Library.ExportCatalogue.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ExportCatalogue.Output {
        try enter()
        return .ok(ResponseStream(Script(["one ", "two ", "three"]), mediaTypeParameters: ""))
    }

    func importCatalogue(
        _ input: Library.ImportCatalogue.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ImportCatalogue.Output {
        try enter()
        await gate.wait()
        let report = try await read(input.body, batch: "all")
        return .created(report, location: "/imports/all")
    }

    func getImport(
        _ input: Library.GetImport.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GetImport.Output {
        try enter()
        guard let report = withState({ $0.imports[input.batch] }) else { throw Rejection.notFound }
        return .ok(report)
    }

    func importBatch(
        _ input: Library.ImportBatch.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ImportBatch.Output {
        try enter()
        var report: Library.ImportReport
        switch input.body {
        case .csv(let text):
            report = Library.ImportReport(batch: input.batch, bytes: text.utf8.count, pieces: 1, kind: "csv")
        case .json(let books):
            report = Library.ImportReport(batch: input.batch, bytes: 0, pieces: books.count, kind: "json")
        case .bytes(let stream):
            report = try await read(stream, batch: input.batch)
            report.kind = "bytes"
        case .multipart(let upload):
            let bytes = upload.records.bytes.count
            report = Library.ImportReport(batch: input.batch, bytes: bytes, pieces: 1, kind: upload.note ?? "multipart")
        }
        let old = withState { [report] in $0.imports.updateValue(report, forKey: input.batch) }
        return old == nil ? .created(report) : .ok(report)
    }

    /// Reads a body to its end, and notes how far it has come, and why it went no further.
    private func read(_ stream: RequestStream, batch: String) async throws -> Library.ImportReport {
        var bytes = 0
        var sum = 0
        do throws(Rejection) {
            while let piece = try await stream.next() {
                bytes += piece.count
                for byte in piece { sum = (sum &* 31 &+ Int(byte)) & 0xFFFF_FFFF }
                withState { $0.pieces += 1 }
            }
        } catch {
            withState { $0.ending = error.code ?? "" }
            throw error
        }
        withState { $0.ending = "end" }
        let pieces = withState { $0.pieces }
        return Library.ImportReport(batch: batch, bytes: bytes, pieces: pieces, kind: "sum \(sum)")
    }
}
