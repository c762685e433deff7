import ContractRuntime
import GoldenLibrary
import HTTPCore

/// Search and guide give back what they understood, for the tests to compare.
extension LibraryService {
    private static func found(_ question: Library.Question) -> Library.Found {
        Library.Found(question: question, books: [owls.isbn])
    }

    func searchBooks(
        _ input: Library.SearchBooks.Input, context: RequestContext
    ) async throws -> Library.SearchBooks.Output {
        try enter()
        return .ok(
            Self.found(
                Library.Question(
                    query: input.query, subjects: input.subjects, years: input.years, filter: input.filter,
                    languages: input.languages, publishers: input.publishers, binding: input.binding,
                    marks: input.marks, lendable: input.lendable, minStars: input.minStars)))
    }

    func searchCompactly(
        _ input: Library.SearchCompactly.Input, context: RequestContext
    ) async throws -> Library.SearchCompactly.Output {
        try enter()
        return .ok(
            Self.found(
                Library.Question(
                    query: input.query, subjects: input.subjects, years: input.years, languages: input.languages,
                    publishers: input.publishers, marks: input.marks)))
    }

    func recommendBooks(
        _ input: Library.RecommendBooks.Input, context: RequestContext
    ) async throws -> Library.RecommendBooks.Output {
        try enter()
        return .ok(
            Self.found(
                Library.Question(
                    query: input.xQuery, subjects: input.xSubjects, years: input.xYears, filter: input.xFilter,
                    languages: input.languages, publishers: input.xPublishers, binding: input.xBinding,
                    lendable: input.xLendable, minStars: input.minStars, spot: input.shelf, visits: input.visits)))
    }

    func searchAnywhere(
        _ input: Library.SearchAnywhere.Input, context: RequestContext
    ) async throws -> Library.SearchAnywhere.Output {
        try enter()
        return .ok(Self.found(Library.Question(query: input.query, filter: input.filter)))
    }

    func findPlain(_ input: Library.FindPlain.Input, context: RequestContext) async throws -> Library.FindPlain.Output {
        try enter()
        if input.hall == "nowhere" { throw Rejection.notFound }
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }

    func findPlainPairs(
        _ input: Library.FindPlainPairs.Input, context: RequestContext
    ) async throws -> Library.FindPlainPairs.Output {
        try enter()
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }

    func findDotted(
        _ input: Library.FindDotted.Input, context: RequestContext
    ) async throws -> Library.FindDotted.Output {
        try enter()
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }

    func findDottedPairs(
        _ input: Library.FindDottedPairs.Input, context: RequestContext
    ) async throws -> Library.FindDottedPairs.Output {
        try enter()
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }

    func findMatrix(
        _ input: Library.FindMatrix.Input, context: RequestContext
    ) async throws -> Library.FindMatrix.Output {
        try enter()
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }

    func findMatrixPairs(
        _ input: Library.FindMatrixPairs.Input, context: RequestContext
    ) async throws -> Library.FindMatrixPairs.Output {
        try enter()
        return .ok(Library.Directions(hall: input.hall, floor: input.floor, aisles: input.aisles, spot: input.spot))
    }
}
