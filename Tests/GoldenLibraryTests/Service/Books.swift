import ContractRuntime
import GoldenLibrary
import HTTPCore

extension LibraryService {
    func listBooks(
        _ input: Library.ListBooks.Input, caller: Visitor?, context: RequestContext
    ) async throws -> Library.ListBooks.Output {
        try enter()
        let tag = "\"page\(input.offset)\""
        if input.ifNoneMatch == tag { return .notModified }
        let books = withState { $0.books.values.sorted { $0.isbn < $1.isbn } }
        let page = books.dropFirst(input.offset).prefix(input.limit)
        return .ok(
            Library.BookPage(books: Array(page), next: isLying ? -1 : nil, reader: caller?.name), eTag: tag,
            xTotal: isLying ? -1 : books.count, xLastPage: input.offset + input.limit >= books.count)
    }

    func addBook(
        _ input: Library.AddBook.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.AddBook.Output {
        try enter()
        let isNew = withState { state in
            if state.books[input.body.isbn] != nil { return false }
            state.books[input.body.isbn] = input.body
            return true
        }
        guard isNew else { return .conflict(Self.problem("The book is here already", "known_book")) }
        return .created(input.body, location: isLying ? "not a place" : "/books/\(input.body.isbn)")
    }

    func getBook(_ input: Library.GetBook.Input, context: RequestContext) async throws -> Library.GetBook.Output {
        try enter()
        var book = try book(input.isbn)
        if isLying { book.authors = [] }
        return .ok(book, eTag: "\"\(input.isbn)\"")
    }

    func replaceBook(
        _ input: Library.ReplaceBook.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.ReplaceBook.Output {
        try enter()
        if let match = input.ifMatch, match != "\"\(input.isbn)\"" {
            return .preconditionFailed(Self.problem("The record is another", "changed"))
        }
        let tag = "\"\(input.isbn)\""
        let old = withState { $0.books.updateValue(input.body, forKey: input.isbn) }
        return old == nil
            ? .created(input.body, location: "/books/\(input.isbn)", eTag: tag) : .ok(input.body, eTag: tag)
    }

    func amendBook(
        _ input: Library.AmendBook.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.AmendBook.Output {
        try enter()
        var book = try book(input.isbn)
        book.name = input.body.name ?? book.name
        book.pages = input.body.pages ?? book.pages
        book.lendable = input.body.lendable ?? book.lendable
        book.shelf = input.body.shelf ?? book.shelf
        withState { [book] in $0.books[input.isbn] = book }
        return .noContent
    }

    func removeBook(
        _ input: Library.RemoveBook.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.RemoveBook.Output {
        try enter()
        _ = try book(input.isbn)
        let isLent = withState { $0.loans.values.joined().contains { $0.isbn == input.isbn } }
        if isLent { return .conflict(Self.problem("Somebody reads it", "lent")) }
        withState { $0.books[input.isbn] = nil }
        return .noContent
    }

    func readBlurb(
        _ input: Library.ReadBlurb.Input, context: RequestContext
    ) async throws -> Library.ReadBlurb.Output {
        try enter()
        guard let blurb = withState({ $0.blurbs[input.isbn] }) else { throw Rejection.notFound }
        return .ok(isLying ? String(repeating: "long ", count: 101) : blurb)
    }

    func writeBlurb(
        _ input: Library.WriteBlurb.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.WriteBlurb.Output {
        try enter()
        _ = try book(input.isbn)
        withState { $0.blurbs[input.isbn] = input.body }
        return .noContent
    }

    func getCover(_ input: Library.GetCover.Input, context: RequestContext) async throws -> Library.GetCover.Output {
        try enter()
        guard let cover = withState({ $0.covers[input.isbn] }) else { throw Rejection.notFound }
        return .ok(cover)
    }

    func setCover(
        _ input: Library.SetCover.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.SetCover.Output {
        try enter()
        _ = try book(input.isbn)
        withState { $0.covers[input.isbn] = input.body }
        return .noContent
    }

    func getNotes(
        _ input: Library.GetNotes.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.GetNotes.Output {
        try enter()
        guard let notes = withState({ $0.notes[input.isbn] }) else { throw Rejection.notFound }
        return .ok(notes)
    }

    func setNotes(
        _ input: Library.SetNotes.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.SetNotes.Output {
        try enter()
        _ = try book(input.isbn)
        withState { $0.notes[input.isbn] = input.body }
        return .noContent
    }

    func relateBooks(
        _ input: Library.RelateBooks.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.RelateBooks.Output {
        try enter()
        _ = try book(input.isbn)
        return .ok(isLying ? ["owls"] : input.body)
    }

    func rateBook(
        _ input: Library.RateBook.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.RateBook.Output {
        try enter()
        _ = try book(input.isbn)
        return .created(input.body)
    }

    func addPictures(
        _ input: Library.AddPictures.Input, caller: Visitor, context: RequestContext
    ) async throws -> Library.AddPictures.Output {
        try enter()
        _ = try book(input.isbn)
        let upload = input.body
        return .created(
            Library.PictureReceipt(
                title: upload.title, front: Library.FileReceipt(upload.front),
                more: (upload.more ?? []).map(Library.FileReceipt.init), details: upload.details,
                remarks: upload.remarks, keywords: upload.keywords, quality: upload.quality, width: upload.width,
                public: upload.public, condition: upload.condition))
    }

    func listSubjects(
        _ input: Library.ListSubjects.Input, context: RequestContext
    ) async throws -> Library.ListSubjects.Output {
        try enter()
        let owls = Library.Subject(name: "owls", narrower: [Library.Subject(name: isLying ? "" : "barn owls")])
        return .ok(Library.Subject(name: "birds", narrower: [owls, Library.Subject(name: "wrens", narrower: [])]))
    }

    func lookUpOldNumber(
        _ input: Library.LookUpOldNumber.Input, context: RequestContext
    ) async throws -> Library.LookUpOldNumber.Output {
        try enter()
        switch input.number {
        case 1: return .ok(Self.owls)
        case 2: return .movedPermanently(location: "/books/\(Self.owls.isbn)")
        default: throw Rejection.notFound
        }
    }
}

extension Library.FileReceipt {
    init(_ file: FilePart) { self.init(name: file.fileName, mediaType: file.mediaType, bytes: file.bytes.count) }
}
