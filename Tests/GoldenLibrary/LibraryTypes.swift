// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.

package import ContractRuntime
package import JSON

extension Library {
    /// An ISBN of thirteen digits.
    package typealias BookNumber = String
}

extension Library {
    /// The number of a reader's card.
    package typealias Card = String
}

extension Library {
    package typealias Place = String
}

extension Library {
    package typealias Few = Int
}

extension Library {
    package typealias Floor = Int
}

extension Library {
    package typealias Hall = String
}

extension Library {
    package typealias Message = String
}

extension Library {
    package typealias Batch = String
}

extension Library {
    /// How a book is bound.
    package enum Binding: String, Codable, CaseIterable, Sendable {
        case hardCover = "hard-cover"
        case paperBack = "paper_back"
        case `default`
        case _3Ring = "3-ring"
    }
}

extension Library {
    package enum Condition: String, Codable, CaseIterable, Sendable {
        case new
        case used
        case torn
    }
}

extension Library {
    package enum LoanState: String, Codable, CaseIterable, Sendable {
        case open
        case overdue
        case returned
    }
}

extension Library {
    package enum Weekday: String, Codable, CaseIterable, Sendable {
        case monday = "Monday"
        case tuesday = "Tuesday"
        case wednesday = "Wednesday"
        case thursday = "Thursday"
        case friday = "Friday"
        case saturday = "Saturday"
        case sunday = "Sunday"
    }
}

extension Library {
    package typealias Words = [String]
}

extension Library {
    package typealias Shelf = [String]
}

extension Library {
    package typealias Copies = [Copy]
}

extension Library {
    package typealias Notes = JSONObject
}

extension Library {
    package struct Hours: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var day: Weekday
        package var opens: String
        /// Null when it stays open.
        package var closes: String?

        package init(day: Weekday, opens: String, closes: String?) {
            self.day = day
            self.opens = opens
            self.closes = closes
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var day: Weekday?
            var opens: String?
            var closes: String??
            var object = reader.object(Rules.hours)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: day = reader.choice(Weekday.self, Rules.weekday)
                case 1: opens = reader.string(Rules.hoursOpens)
                case 2: closes = reader.nullable { reader in reader.string(Rules.hoursCloses) }
                default: break
                }
            }
            guard object.isObject, let day, let opens, let closes else { return nil }
            return Self(day: day, opens: opens, closes: closes)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("day")
            writer.string(day.rawValue, Rules.anyString)
            writer.name("opens")
            writer.string(opens, Rules.hoursOpens)
            writer.name("closes")
            if let closes { writer.string(closes, Rules.hoursCloses) } else { writer.null() }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case day
            case opens
            case closes
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.hours)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            day = try container.decode(Weekday.self, forKey: .day)
            opens = try container.checked(.opens, Rules.hoursOpens)
            closes = try container.decodeNil(forKey: .closes) ? nil : try container.checked(.closes, Rules.hoursCloses)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(day, forKey: .day)
            try container.encode(opens, forKey: .opens)
            try container.encode(closes, forKey: .closes)
        }
    }
}

extension Library {
    /// What visitors must keep to.
    package struct HouseRules: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        /// In the order of their age.
        package var rules: [String]

        package init(rules: [String]) {
            self.rules = rules
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var rules: [String]?
            var object = reader.object(Rules.houseRules)
            while let member = reader.member(of: &object) {
                switch member {
                case 0:
                    rules = reader.array(Rules.houseRulesRules) { reader in reader.string(Rules.houseRulesRulesItem) }
                default: break
                }
            }
            guard object.isObject, let rules else { return nil }
            return Self(rules: rules)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("rules")
            writer.array(rules, Rules.houseRulesRules) { writer, element in
                writer.string(element, Rules.houseRulesRulesItem)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case rules
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.houseRules)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            rules = try container.checked(.rules, Rules.houseRulesRules) { elements in
                try elements.checked(Rules.houseRulesRulesItem)
            }
        }
    }
}

extension Library {
    package struct Week: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var hours: [Hours]

        package init(hours: [Hours]) {
            self.hours = hours
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var hours: [Hours]?
            var object = reader.object(Rules.week)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: hours = reader.array(Rules.weekHours) { reader in Hours.read(from: &reader) }
                default: break
                }
            }
            guard object.isObject, let hours else { return nil }
            return Self(hours: hours)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("hours")
            writer.array(hours, Rules.weekHours) { writer, element in element.write(to: &writer) }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case hours
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.week)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            hours = try container.checked(.hours, Rules.weekHours) { elements in try elements.decode(Hours.self) }
        }
    }
}

extension Library {
    /// A book.
    ///
    /// Not every book has a price.
    package struct Book: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var isbn: BookNumber
        package var name: String
        package var pages: Int
        package var price: Double?
        package var binding: Binding
        package var authors: [String]
        /// Null when there is none.
        package var subtitle: String?
        package var shelf: Shelf?
        package var editions: [[Int]]?
        /// Whom it is for: a keyword of Swift as a name.
        package var `for`: String?
        package var lendable: Bool
        package var weightGrams: Double
        package var thickness: Double?
        package var language: String
        package var copies: Int
        package var publisherMail: String?
        package var addedAt: String?
        package var homePage: Place?
        package var notes: Notes?
        package var history: [JSONObject]?
        package var used: Bool?
        package var related: [Book]?

        package init(
            isbn: BookNumber, name: String, pages: Int, price: Double?, binding: Binding, authors: [String],
            subtitle: String?, shelf: Shelf? = nil, editions: [[Int]]? = nil, for: String? = nil,
            lendable: Bool = true, weightGrams: Double = 500.0, thickness: Double? = nil, language: String = "en",
            copies: Int = 1, publisherMail: String? = nil, addedAt: String? = nil, homePage: Place? = nil,
            notes: Notes? = nil, history: [JSONObject]? = nil, used: Bool? = nil, related: [Book]? = nil
        ) {
            self.isbn = isbn
            self.name = name
            self.pages = pages
            self.price = price
            self.binding = binding
            self.authors = authors
            self.subtitle = subtitle
            self.shelf = shelf
            self.editions = editions
            self.for = `for`
            self.lendable = lendable
            self.weightGrams = weightGrams
            self.thickness = thickness
            self.language = language
            self.copies = copies
            self.publisherMail = publisherMail
            self.addedAt = addedAt
            self.homePage = homePage
            self.notes = notes
            self.history = history
            self.used = used
            self.related = related
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var isbn: BookNumber?
            var name: String?
            var pages: Int?
            var price: Double??
            var binding: Binding?
            var authors: [String]?
            var subtitle: String??
            var shelf: Shelf?
            var editions: [[Int]]?
            var `for`: String?
            var lendable: Bool?
            var weightGrams: Double?
            var thickness: Double?
            var language: String?
            var copies: Int?
            var publisherMail: String?
            var addedAt: String?
            var homePage: Place?
            var notes: Notes?
            var history: [JSONObject]?
            var used: Bool?
            var related: [Book]?
            var object = reader.object(Rules.book)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: isbn = reader.string(Rules.bookNumber)
                case 1: name = reader.string(Rules.bookName)
                case 2: pages = reader.integer(Rules.bookPages)
                case 3: price = reader.nullable { reader in reader.number(Rules.bookPrice) }
                case 4: binding = reader.choice(Binding.self, Rules.binding)
                case 5: authors = reader.array(Rules.bookAuthors) { reader in reader.string(Rules.bookAuthorsItem) }
                case 6: subtitle = reader.nullable { reader in reader.string(Rules.bookSubtitle) }
                case 7: shelf = reader.array(Rules.shelf) { reader in reader.string(Rules.shelfItem) }
                case 8:
                    editions = reader.array(Rules.bookEditions) { reader in
                        reader.array(Rules.bookEditionsItem) { reader in reader.integer(Rules.bookEditionsItemItem) }
                    }
                case 9: `for` = reader.string(Rules.bookFor)
                case 10: lendable = reader.bool(Rules.bookLendable)
                case 11: weightGrams = reader.number(Rules.bookWeightGrams)
                case 12: thickness = reader.number(Rules.bookThickness)
                case 13: language = reader.string(Rules.bookLanguage)
                case 14: copies = reader.integer(Rules.bookCopies)
                case 15: publisherMail = reader.string(Rules.bookPublisherMail)
                case 16: addedAt = reader.string(Rules.bookAddedAt)
                case 17: homePage = reader.string(Rules.place)
                case 18: notes = reader.freeObject(Rules.notes)
                case 19:
                    history = reader.array(Rules.bookHistory) { reader in reader.freeObject(Rules.bookHistoryItem) }
                case 20: used = reader.bool(Rules.bookUsed)
                case 21: related = reader.array(Rules.bookRelated) { reader in Book.read(from: &reader) }
                default: break
                }
            }
            guard object.isObject, let isbn, let name, let pages, let price, let binding, let authors,
                let subtitle
            else { return nil }
            return Self(
                isbn: isbn, name: name, pages: pages, price: price, binding: binding, authors: authors,
                subtitle: subtitle, shelf: shelf, editions: editions, for: `for`, lendable: lendable ?? true,
                weightGrams: weightGrams ?? 500.0, thickness: thickness, language: language ?? "en",
                copies: copies ?? 1, publisherMail: publisherMail, addedAt: addedAt, homePage: homePage, notes: notes,
                history: history, used: used, related: related)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("isbn")
            writer.string(isbn, Rules.bookNumber)
            writer.name("name")
            writer.string(name, Rules.bookName)
            writer.name("pages")
            writer.integer(pages, Rules.bookPages)
            writer.name("price")
            if let price { writer.number(price, Rules.bookPrice) } else { writer.null() }
            writer.name("binding")
            writer.string(binding.rawValue, Rules.anyString)
            writer.name("authors")
            writer.array(authors, Rules.bookAuthors) { writer, element in
                writer.string(element, Rules.bookAuthorsItem)
            }
            writer.name("subtitle")
            if let subtitle { writer.string(subtitle, Rules.bookSubtitle) } else { writer.null() }
            if let shelf {
                writer.name("shelf")
                writer.array(shelf, Rules.shelf) { writer, element in writer.string(element, Rules.shelfItem) }
            }
            if let editions {
                writer.name("editions")
                writer.array(editions, Rules.bookEditions) { writer, element in
                    writer.array(element, Rules.bookEditionsItem) { writer, element in
                        writer.integer(element, Rules.bookEditionsItemItem)
                    }
                }
            }
            if let `for` {
                writer.name("for")
                writer.string(`for`, Rules.bookFor)
            }
            writer.name("lendable")
            writer.bool(lendable)
            writer.name("weight_grams")
            writer.number(weightGrams, Rules.bookWeightGrams)
            if let thickness {
                writer.name("thickness")
                writer.number(thickness, Rules.bookThickness)
            }
            writer.name("language")
            writer.string(language, Rules.bookLanguage)
            writer.name("copies")
            writer.integer(copies, Rules.bookCopies)
            if let publisherMail {
                writer.name("publisher-mail")
                writer.string(publisherMail, Rules.bookPublisherMail)
            }
            if let addedAt {
                writer.name("added_at")
                writer.string(addedAt, Rules.bookAddedAt)
            }
            if let homePage {
                writer.name("home_page")
                writer.string(homePage, Rules.place)
            }
            if let notes {
                writer.name("notes")
                writer.freeObject(notes)
            }
            if let history {
                writer.name("history")
                writer.array(history, Rules.bookHistory) { writer, element in writer.freeObject(element) }
            }
            if let used {
                writer.name("used")
                writer.bool(used)
            }
            if let related {
                writer.name("related")
                writer.array(related, Rules.bookRelated) { writer, element in element.write(to: &writer) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case isbn
            case name
            case pages
            case price
            case binding
            case authors
            case subtitle
            case shelf
            case editions
            case `for`
            case lendable
            case weightGrams = "weight_grams"
            case thickness
            case language
            case copies
            case publisherMail = "publisher-mail"
            case addedAt = "added_at"
            case homePage = "home_page"
            case notes
            case history
            case used
            case related
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.book)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            isbn = try container.checked(.isbn, Rules.bookNumber)
            name = try container.checked(.name, Rules.bookName)
            pages = try container.checked(.pages, Rules.bookPages)
            price = try container.decodeNil(forKey: .price) ? nil : try container.checked(.price, Rules.bookPrice)
            binding = try container.decode(Binding.self, forKey: .binding)
            authors = try container.checked(.authors, Rules.bookAuthors) { elements in
                try elements.checked(Rules.bookAuthorsItem)
            }
            subtitle =
                try container.decodeNil(forKey: .subtitle) ? nil : try container.checked(.subtitle, Rules.bookSubtitle)
            shelf = try container.checkedIfPresent(.shelf, Rules.shelf) { elements in
                try elements.checked(Rules.shelfItem)
            }
            editions = try container.checkedIfPresent(.editions, Rules.bookEditions) { elements in
                try elements.checked(Rules.bookEditionsItem) { elements in
                    try elements.checked(Rules.bookEditionsItemItem)
                }
            }
            `for` = try container.checkedIfPresent(.`for`, Rules.bookFor)
            lendable = try container.present(Bool.self, .lendable) ?? true
            weightGrams = try container.checkedIfPresent(.weightGrams, Rules.bookWeightGrams) ?? 500.0
            thickness = try container.checkedIfPresent(.thickness, Rules.bookThickness)
            language = try container.checkedIfPresent(.language, Rules.bookLanguage) ?? "en"
            copies = try container.checkedIfPresent(.copies, Rules.bookCopies) ?? 1
            publisherMail = try container.checkedIfPresent(.publisherMail, Rules.bookPublisherMail)
            addedAt = try container.checkedIfPresent(.addedAt, Rules.bookAddedAt)
            homePage = try container.checkedIfPresent(.homePage, Rules.place)
            notes = try container.present(Notes.self, .notes)
            history = try container.checkedIfPresent(.history, Rules.bookHistory) { elements in
                try elements.decode(JSONObject.self)
            }
            used = try container.present(Bool.self, .used)
            related = try container.checkedIfPresent(.related, Rules.bookRelated) { elements in
                try elements.decode(Book.self)
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(isbn, forKey: .isbn)
            try container.encode(name, forKey: .name)
            try container.encode(pages, forKey: .pages)
            try container.encode(price, forKey: .price)
            try container.encode(binding, forKey: .binding)
            try container.encode(authors, forKey: .authors)
            try container.encode(subtitle, forKey: .subtitle)
            try container.encodeIfPresent(shelf, forKey: .shelf)
            try container.encodeIfPresent(editions, forKey: .editions)
            try container.encodeIfPresent(`for`, forKey: .`for`)
            try container.encode(lendable, forKey: .lendable)
            try container.encode(weightGrams, forKey: .weightGrams)
            try container.encodeIfPresent(thickness, forKey: .thickness)
            try container.encode(language, forKey: .language)
            try container.encode(copies, forKey: .copies)
            try container.encodeIfPresent(publisherMail, forKey: .publisherMail)
            try container.encodeIfPresent(addedAt, forKey: .addedAt)
            try container.encodeIfPresent(homePage, forKey: .homePage)
            try container.encodeIfPresent(notes, forKey: .notes)
            try container.encodeIfPresent(history, forKey: .history)
            try container.encodeIfPresent(used, forKey: .used)
            try container.encodeIfPresent(related, forKey: .related)
        }
    }
}

extension Library {
    package struct BookPage: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var books: [Book]
        /// The offset of the next page, null on the last.
        package var next: Int?
        package var reader: Card?

        package init(books: [Book], next: Int?, reader: Card? = nil) {
            self.books = books
            self.next = next
            self.reader = reader
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var books: [Book]?
            var next: Int??
            var _reader: Card?
            var object = reader.object(Rules.bookPage)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: books = reader.array(Rules.bookPageBooks) { reader in Book.read(from: &reader) }
                case 1: next = reader.nullable { reader in reader.integer(Rules.bookPageNext) }
                case 2: _reader = reader.string(Rules.card)
                default: break
                }
            }
            guard object.isObject, let books, let next else { return nil }
            return Self(books: books, next: next, reader: _reader)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("books")
            writer.array(books, Rules.bookPageBooks) { writer, element in element.write(to: &writer) }
            writer.name("next")
            if let next { writer.integer(next, Rules.bookPageNext) } else { writer.null() }
            if let reader {
                writer.name("reader")
                writer.string(reader, Rules.card)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case books
            case next
            case reader
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.bookPage)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            books = try container.checked(.books, Rules.bookPageBooks) { elements in try elements.decode(Book.self) }
            next = try container.decodeNil(forKey: .next) ? nil : try container.checked(.next, Rules.bookPageNext)
            reader = try container.checkedIfPresent(.reader, Rules.card)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(books, forKey: .books)
            try container.encode(next, forKey: .next)
            try container.encodeIfPresent(reader, forKey: .reader)
        }
    }
}

extension Library {
    package struct Amendment: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var name: String?
        package var pages: Int?
        package var lendable: Bool?
        package var shelf: Shelf?

        package init(name: String? = nil, pages: Int? = nil, lendable: Bool? = nil, shelf: Shelf? = nil) {
            self.name = name
            self.pages = pages
            self.lendable = lendable
            self.shelf = shelf
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var name: String?
            var pages: Int?
            var lendable: Bool?
            var shelf: Shelf?
            var object = reader.object(Rules.amendment)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: name = reader.string(Rules.amendmentName)
                case 1: pages = reader.integer(Rules.amendmentPages)
                case 2: lendable = reader.bool(Rules.amendmentLendable)
                case 3: shelf = reader.array(Rules.shelf) { reader in reader.string(Rules.shelfItem) }
                default: break
                }
            }
            guard object.isObject else { return nil }
            return Self(name: name, pages: pages, lendable: lendable, shelf: shelf)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            if let name {
                writer.name("name")
                writer.string(name, Rules.amendmentName)
            }
            if let pages {
                writer.name("pages")
                writer.integer(pages, Rules.amendmentPages)
            }
            if let lendable {
                writer.name("lendable")
                writer.bool(lendable)
            }
            if let shelf {
                writer.name("shelf")
                writer.array(shelf, Rules.shelf) { writer, element in writer.string(element, Rules.shelfItem) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case name
            case pages
            case lendable
            case shelf
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.amendment)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.checkedIfPresent(.name, Rules.amendmentName)
            pages = try container.checkedIfPresent(.pages, Rules.amendmentPages)
            lendable = try container.present(Bool.self, .lendable)
            shelf = try container.checkedIfPresent(.shelf, Rules.shelf) { elements in
                try elements.checked(Rules.shelfItem)
            }
        }
    }
}

extension Library {
    package struct Rating: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var stars: Int
        package var comment: String
        package var words: Words?
        package var pagesRead: [Int]?
        package var again: Bool
        package var worth: Double?
        package var binding: Binding?

        package init(
            stars: Int, comment: String = "", words: Words? = nil, pagesRead: [Int]? = nil, again: Bool = false,
            worth: Double? = nil, binding: Binding? = nil
        ) {
            self.stars = stars
            self.comment = comment
            self.words = words
            self.pagesRead = pagesRead
            self.again = again
            self.worth = worth
            self.binding = binding
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var stars: Int?
            var comment: String?
            var words: Words?
            var pagesRead: [Int]?
            var again: Bool?
            var worth: Double?
            var binding: Binding?
            var object = reader.object(Rules.rating)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: stars = reader.integer(Rules.ratingStars)
                case 1: comment = reader.string(Rules.ratingComment)
                case 2: words = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                case 3:
                    pagesRead = reader.array(Rules.ratingPagesRead) { reader in
                        reader.integer(Rules.ratingPagesReadItem)
                    }
                case 4: again = reader.bool(Rules.ratingAgain)
                case 5: worth = reader.number(Rules.ratingWorth)
                case 6: binding = reader.choice(Binding.self, Rules.binding)
                default: break
                }
            }
            guard object.isObject, let stars else { return nil }
            return Self(
                stars: stars, comment: comment ?? "", words: words, pagesRead: pagesRead, again: again ?? false,
                worth: worth, binding: binding)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("stars")
            writer.integer(stars, Rules.ratingStars)
            writer.name("comment")
            writer.string(comment, Rules.ratingComment)
            if let words {
                writer.name("words")
                writer.array(words, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            if let pagesRead {
                writer.name("pages_read")
                writer.array(pagesRead, Rules.ratingPagesRead) { writer, element in
                    writer.integer(element, Rules.ratingPagesReadItem)
                }
            }
            writer.name("again")
            writer.bool(again)
            if let worth {
                writer.name("worth")
                writer.number(worth, Rules.ratingWorth)
            }
            if let binding {
                writer.name("binding")
                writer.string(binding.rawValue, Rules.anyString)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case stars
            case comment
            case words
            case pagesRead = "pages_read"
            case again
            case worth
            case binding
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.rating)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            stars = try container.checked(.stars, Rules.ratingStars)
            comment = try container.checkedIfPresent(.comment, Rules.ratingComment) ?? ""
            words = try container.checkedIfPresent(.words, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
            pagesRead = try container.checkedIfPresent(.pagesRead, Rules.ratingPagesRead) { elements in
                try elements.checked(Rules.ratingPagesReadItem)
            }
            again = try container.present(Bool.self, .again) ?? false
            worth = try container.checkedIfPresent(.worth, Rules.ratingWorth)
            binding = try container.present(Binding.self, .binding)
        }
    }
}

extension Library {
    package struct PictureDetails: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var photographer: String
        package var takenAt: String?

        package init(photographer: String, takenAt: String? = nil) {
            self.photographer = photographer
            self.takenAt = takenAt
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var photographer: String?
            var takenAt: String?
            var object = reader.object(Rules.pictureDetails)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: photographer = reader.string(Rules.pictureDetailsPhotographer)
                case 1: takenAt = reader.string(Rules.pictureDetailsTakenAt)
                default: break
                }
            }
            guard object.isObject, let photographer else { return nil }
            return Self(photographer: photographer, takenAt: takenAt)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("photographer")
            writer.string(photographer, Rules.pictureDetailsPhotographer)
            if let takenAt {
                writer.name("taken_at")
                writer.string(takenAt, Rules.pictureDetailsTakenAt)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case photographer
            case takenAt = "taken_at"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.pictureDetails)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            photographer = try container.checked(.photographer, Rules.pictureDetailsPhotographer)
            takenAt = try container.checkedIfPresent(.takenAt, Rules.pictureDetailsTakenAt)
        }
    }
}

extension Library {
    /// Pictures, and what is said of them.
    package struct PictureUpload: Codable, Equatable, Sendable, ContractDecodable {
        package var title: String
        /// The one that is shown first.
        package var front: FilePart
        package var more: [FilePart]?
        package var details: PictureDetails
        package var remarks: JSONObject?
        package var keywords: [String]?
        package var quality: Double
        package var width: Int?
        package var `public`: Bool
        package var condition: Condition?

        package init(
            title: String, front: FilePart, more: [FilePart]? = nil, details: PictureDetails,
            remarks: JSONObject? = nil, keywords: [String]? = nil, quality: Double = 0.5, width: Int? = nil,
            public: Bool = true, condition: Condition? = nil
        ) {
            self.title = title
            self.front = front
            self.more = more
            self.details = details
            self.remarks = remarks
            self.keywords = keywords
            self.quality = quality
            self.width = width
            self.public = `public`
            self.condition = condition
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var title: String?
            var front: FilePart?
            var more: [FilePart]?
            var details: PictureDetails?
            var remarks: JSONObject?
            var keywords: [String]?
            var quality: Double?
            var width: Int?
            var `public`: Bool?
            var condition: Condition?
            var object = reader.object(Rules.pictureUpload)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: title = reader.string(Rules.pictureUploadTitle)
                case 1: front = reader.file(Rules.pictureUploadFront)
                case 2:
                    more = reader.array(Rules.pictureUploadMore) { reader in reader.file(Rules.pictureUploadMoreItem) }
                case 3: details = PictureDetails.read(from: &reader)
                case 4: remarks = reader.freeObject(Rules.pictureUploadRemarks)
                case 5:
                    keywords = reader.array(Rules.pictureUploadKeywords) { reader in
                        reader.string(Rules.pictureUploadKeywordsItem)
                    }
                case 6: quality = reader.number(Rules.pictureUploadQuality)
                case 7: width = reader.integer(Rules.pictureUploadWidth)
                case 8: `public` = reader.bool(Rules.pictureUploadPublic)
                case 9: condition = reader.choice(Condition.self, Rules.condition)
                default: break
                }
            }
            guard object.isObject, let title, let front, let details else { return nil }
            return Self(
                title: title, front: front, more: more, details: details, remarks: remarks, keywords: keywords,
                quality: quality ?? 0.5, width: width, public: `public` ?? true, condition: condition)
        }

        enum CodingKeys: String, CodingKey {
            case title
            case front
            case more
            case details
            case remarks
            case keywords
            case quality
            case width
            case `public`
            case condition
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.pictureUpload)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            title = try container.checked(.title, Rules.pictureUploadTitle)
            front = try container.decode(FilePart.self, forKey: .front)
            more = try container.checkedIfPresent(.more, Rules.pictureUploadMore) { elements in
                try elements.decode(FilePart.self)
            }
            details = try container.decode(PictureDetails.self, forKey: .details)
            remarks = try container.present(JSONObject.self, .remarks)
            keywords = try container.checkedIfPresent(.keywords, Rules.pictureUploadKeywords) { elements in
                try elements.checked(Rules.pictureUploadKeywordsItem)
            }
            quality = try container.checkedIfPresent(.quality, Rules.pictureUploadQuality) ?? 0.5
            width = try container.checkedIfPresent(.width, Rules.pictureUploadWidth)
            `public` = try container.present(Bool.self, .`public`) ?? true
            condition = try container.present(Condition.self, .condition)
        }
    }
}

extension Library {
    package struct FileReceipt: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var name: String?
        package var mediaType: String
        package var bytes: Int

        package init(name: String?, mediaType: String, bytes: Int) {
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var name: String??
            var mediaType: String?
            var bytes: Int?
            var object = reader.object(Rules.fileReceipt)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: name = reader.nullable { reader in reader.string(Rules.fileReceiptName) }
                case 1: mediaType = reader.string(Rules.fileReceiptMediaType)
                case 2: bytes = reader.integer(Rules.fileReceiptBytes)
                default: break
                }
            }
            guard object.isObject, let name, let mediaType, let bytes else { return nil }
            return Self(name: name, mediaType: mediaType, bytes: bytes)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("name")
            if let name { writer.string(name, Rules.fileReceiptName) } else { writer.null() }
            writer.name("media_type")
            writer.string(mediaType, Rules.fileReceiptMediaType)
            writer.name("bytes")
            writer.integer(bytes, Rules.fileReceiptBytes)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case name
            case mediaType = "media_type"
            case bytes
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.fileReceipt)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decodeNil(forKey: .name) ? nil : try container.checked(.name, Rules.fileReceiptName)
            mediaType = try container.checked(.mediaType, Rules.fileReceiptMediaType)
            bytes = try container.checked(.bytes, Rules.fileReceiptBytes)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(mediaType, forKey: .mediaType)
            try container.encode(bytes, forKey: .bytes)
        }
    }
}

extension Library {
    package struct PictureReceipt: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var title: String
        package var front: FileReceipt
        package var more: [FileReceipt]
        package var details: PictureDetails
        package var remarks: Notes?
        package var keywords: [String]?
        package var quality: Double
        package var width: Int?
        package var `public`: Bool
        package var condition: Condition?

        package init(
            title: String, front: FileReceipt, more: [FileReceipt], details: PictureDetails, remarks: Notes? = nil,
            keywords: [String]? = nil, quality: Double, width: Int? = nil, public: Bool, condition: Condition? = nil
        ) {
            self.title = title
            self.front = front
            self.more = more
            self.details = details
            self.remarks = remarks
            self.keywords = keywords
            self.quality = quality
            self.width = width
            self.public = `public`
            self.condition = condition
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var title: String?
            var front: FileReceipt?
            var more: [FileReceipt]?
            var details: PictureDetails?
            var remarks: Notes?
            var keywords: [String]?
            var quality: Double?
            var width: Int?
            var `public`: Bool?
            var condition: Condition?
            var object = reader.object(Rules.pictureReceipt)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: title = reader.string(Rules.pictureReceiptTitle)
                case 1: front = FileReceipt.read(from: &reader)
                case 2: more = reader.array(Rules.pictureReceiptMore) { reader in FileReceipt.read(from: &reader) }
                case 3: details = PictureDetails.read(from: &reader)
                case 4: remarks = reader.freeObject(Rules.notes)
                case 5:
                    keywords = reader.array(Rules.pictureReceiptKeywords) { reader in
                        reader.string(Rules.pictureReceiptKeywordsItem)
                    }
                case 6: quality = reader.number(Rules.pictureReceiptQuality)
                case 7: width = reader.integer(Rules.pictureReceiptWidth)
                case 8: `public` = reader.bool(Rules.pictureReceiptPublic)
                case 9: condition = reader.choice(Condition.self, Rules.condition)
                default: break
                }
            }
            guard object.isObject, let title, let front, let more, let details, let quality, let `public`
            else { return nil }
            return Self(
                title: title, front: front, more: more, details: details, remarks: remarks, keywords: keywords,
                quality: quality, width: width, public: `public`, condition: condition)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("title")
            writer.string(title, Rules.pictureReceiptTitle)
            writer.name("front")
            front.write(to: &writer)
            writer.name("more")
            writer.array(more, Rules.pictureReceiptMore) { writer, element in element.write(to: &writer) }
            writer.name("details")
            details.write(to: &writer)
            if let remarks {
                writer.name("remarks")
                writer.freeObject(remarks)
            }
            if let keywords {
                writer.name("keywords")
                writer.array(keywords, Rules.pictureReceiptKeywords) { writer, element in
                    writer.string(element, Rules.pictureReceiptKeywordsItem)
                }
            }
            writer.name("quality")
            writer.number(quality, Rules.pictureReceiptQuality)
            if let width {
                writer.name("width")
                writer.integer(width, Rules.pictureReceiptWidth)
            }
            writer.name("public")
            writer.bool(`public`)
            if let condition {
                writer.name("condition")
                writer.string(condition.rawValue, Rules.anyString)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case title
            case front
            case more
            case details
            case remarks
            case keywords
            case quality
            case width
            case `public`
            case condition
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.pictureReceipt)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            title = try container.checked(.title, Rules.pictureReceiptTitle)
            front = try container.decode(FileReceipt.self, forKey: .front)
            more = try container.checked(.more, Rules.pictureReceiptMore) { elements in
                try elements.decode(FileReceipt.self)
            }
            details = try container.decode(PictureDetails.self, forKey: .details)
            remarks = try container.present(Notes.self, .remarks)
            keywords = try container.checkedIfPresent(.keywords, Rules.pictureReceiptKeywords) { elements in
                try elements.checked(Rules.pictureReceiptKeywordsItem)
            }
            quality = try container.checked(.quality, Rules.pictureReceiptQuality)
            width = try container.checkedIfPresent(.width, Rules.pictureReceiptWidth)
            `public` = try container.decode(Bool.self, forKey: .`public`)
            condition = try container.present(Condition.self, .condition)
        }
    }
}

extension Library {
    /// A subject, and those within it.
    package struct Subject: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var name: String
        package var narrower: [Subject]?

        package init(name: String, narrower: [Subject]? = nil) {
            self.name = name
            self.narrower = narrower
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var name: String?
            var narrower: [Subject]?
            var object = reader.object(Rules.subject)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: name = reader.string(Rules.subjectName)
                case 1: narrower = reader.array(Rules.subjectNarrower) { reader in Subject.read(from: &reader) }
                default: break
                }
            }
            guard object.isObject, let name else { return nil }
            return Self(name: name, narrower: narrower)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("name")
            writer.string(name, Rules.subjectName)
            if let narrower {
                writer.name("narrower")
                writer.array(narrower, Rules.subjectNarrower) { writer, element in element.write(to: &writer) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case name
            case narrower
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.subject)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.checked(.name, Rules.subjectName)
            narrower = try container.checkedIfPresent(.narrower, Rules.subjectNarrower) { elements in
                try elements.decode(Subject.self)
            }
        }
    }
}

extension Library {
    /// Where something stands.
    package struct Spot: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var row: String
        package var shelf: Int
        package var locked: Bool?

        package init(row: String, shelf: Int = 1, locked: Bool? = nil) {
            self.row = row
            self.shelf = shelf
            self.locked = locked
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var row: String?
            var shelf: Int?
            var locked: Bool?
            var object = reader.object(Rules.spot)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: row = reader.string(Rules.spotRow)
                case 1: shelf = reader.integer(Rules.spotShelf)
                case 2: locked = reader.bool(Rules.spotLocked)
                default: break
                }
            }
            guard object.isObject, let row else { return nil }
            return Self(row: row, shelf: shelf ?? 1, locked: locked)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("row")
            writer.string(row, Rules.spotRow)
            writer.name("shelf")
            writer.integer(shelf, Rules.spotShelf)
            if let locked {
                writer.name("locked")
                writer.bool(locked)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case row
            case shelf
            case locked
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.spot)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            row = try container.checked(.row, Rules.spotRow)
            shelf = try container.checkedIfPresent(.shelf, Rules.spotShelf) ?? 1
            locked = try container.present(Bool.self, .locked)
        }
    }
}

extension Library {
    package struct Copy: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var number: Int
        package var condition: Condition
        package var spot: Spot
        package var lentUntil: String?

        package init(number: Int, condition: Condition, spot: Spot, lentUntil: String?) {
            self.number = number
            self.condition = condition
            self.spot = spot
            self.lentUntil = lentUntil
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var number: Int?
            var condition: Condition?
            var spot: Spot?
            var lentUntil: String??
            var object = reader.object(Rules.copy)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: number = reader.integer(Rules.copyNumber)
                case 1: condition = reader.choice(Condition.self, Rules.condition)
                case 2: spot = Spot.read(from: &reader)
                case 3: lentUntil = reader.nullable { reader in reader.string(Rules.copyLentUntil) }
                default: break
                }
            }
            guard object.isObject, let number, let condition, let spot, let lentUntil else { return nil }
            return Self(number: number, condition: condition, spot: spot, lentUntil: lentUntil)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("number")
            writer.integer(number, Rules.copyNumber)
            writer.name("condition")
            writer.string(condition.rawValue, Rules.anyString)
            writer.name("spot")
            spot.write(to: &writer)
            writer.name("lent_until")
            if let lentUntil { writer.string(lentUntil, Rules.copyLentUntil) } else { writer.null() }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case number
            case condition
            case spot
            case lentUntil = "lent_until"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.copy)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            number = try container.checked(.number, Rules.copyNumber)
            condition = try container.decode(Condition.self, forKey: .condition)
            spot = try container.decode(Spot.self, forKey: .spot)
            lentUntil =
                try container.decodeNil(forKey: .lentUntil)
                ? nil : try container.checked(.lentUntil, Rules.copyLentUntil)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(number, forKey: .number)
            try container.encode(condition, forKey: .condition)
            try container.encode(spot, forKey: .spot)
            try container.encode(lentUntil, forKey: .lentUntil)
        }
    }
}

extension Library {
    /// Who asks for a card; what else the form of the web page sends is ignored.
    package struct Registration: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var name: String
        package var eMail: String
        package var newsletter: Bool
        package var interests: Words?

        package init(name: String, eMail: String, newsletter: Bool = false, interests: Words? = nil) {
            self.name = name
            self.eMail = eMail
            self.newsletter = newsletter
            self.interests = interests
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var name: String?
            var eMail: String?
            var newsletter: Bool?
            var interests: Words?
            var object = reader.object(Rules.registration)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: name = reader.string(Rules.registrationName)
                case 1: eMail = reader.string(Rules.registrationEMail)
                case 2: newsletter = reader.bool(Rules.registrationNewsletter)
                case 3: interests = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                default: break
                }
            }
            guard object.isObject, let name, let eMail else { return nil }
            return Self(name: name, eMail: eMail, newsletter: newsletter ?? false, interests: interests)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("name")
            writer.string(name, Rules.registrationName)
            writer.name("e-mail")
            writer.string(eMail, Rules.registrationEMail)
            writer.name("newsletter")
            writer.bool(newsletter)
            if let interests {
                writer.name("interests")
                writer.array(interests, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case name
            case eMail = "e-mail"
            case newsletter
            case interests
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.registration)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.checked(.name, Rules.registrationName)
            eMail = try container.checked(.eMail, Rules.registrationEMail)
            newsletter = try container.present(Bool.self, .newsletter) ?? false
            interests = try container.checkedIfPresent(.interests, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
        }
    }
}

extension Library {
    package struct Reader: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var card: Card
        package var name: String
        package var eMail: String
        package var joinedAt: String
        package var newsletter: Bool
        package var interests: Words?

        package init(
            card: Card, name: String, eMail: String, joinedAt: String, newsletter: Bool, interests: Words? = nil
        ) {
            self.card = card
            self.name = name
            self.eMail = eMail
            self.joinedAt = joinedAt
            self.newsletter = newsletter
            self.interests = interests
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var card: Card?
            var name: String?
            var eMail: String?
            var joinedAt: String?
            var newsletter: Bool?
            var interests: Words?
            var object = reader.object(Rules.reader)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: card = reader.string(Rules.card)
                case 1: name = reader.string(Rules.readerName)
                case 2: eMail = reader.string(Rules.readerEMail)
                case 3: joinedAt = reader.string(Rules.readerJoinedAt)
                case 4: newsletter = reader.bool(Rules.readerNewsletter)
                case 5: interests = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                default: break
                }
            }
            guard object.isObject, let card, let name, let eMail, let joinedAt, let newsletter else { return nil }
            return Self(
                card: card, name: name, eMail: eMail, joinedAt: joinedAt, newsletter: newsletter, interests: interests)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("card")
            writer.string(card, Rules.card)
            writer.name("name")
            writer.string(name, Rules.readerName)
            writer.name("e-mail")
            writer.string(eMail, Rules.readerEMail)
            writer.name("joined_at")
            writer.string(joinedAt, Rules.readerJoinedAt)
            writer.name("newsletter")
            writer.bool(newsletter)
            if let interests {
                writer.name("interests")
                writer.array(interests, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case card
            case name
            case eMail = "e-mail"
            case joinedAt = "joined_at"
            case newsletter
            case interests
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.reader)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            card = try container.checked(.card, Rules.card)
            name = try container.checked(.name, Rules.readerName)
            eMail = try container.checked(.eMail, Rules.readerEMail)
            joinedAt = try container.checked(.joinedAt, Rules.readerJoinedAt)
            newsletter = try container.decode(Bool.self, forKey: .newsletter)
            interests = try container.checkedIfPresent(.interests, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
        }
    }
}

extension Library {
    package struct ReaderUpdate: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var name: String?
        package var newsletter: Bool?

        package init(name: String? = nil, newsletter: Bool? = nil) {
            self.name = name
            self.newsletter = newsletter
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var name: String?
            var newsletter: Bool?
            var object = reader.object(Rules.readerUpdate)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: name = reader.string(Rules.readerUpdateName)
                case 1: newsletter = reader.bool(Rules.readerUpdateNewsletter)
                default: break
                }
            }
            guard object.isObject else { return nil }
            return Self(name: name, newsletter: newsletter)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            if let name {
                writer.name("name")
                writer.string(name, Rules.readerUpdateName)
            }
            if let newsletter {
                writer.name("newsletter")
                writer.bool(newsletter)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case name
            case newsletter
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.readerUpdate)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.checkedIfPresent(.name, Rules.readerUpdateName)
            newsletter = try container.present(Bool.self, .newsletter)
        }
    }
}

extension Library {
    /// The names that the generated code uses itself.
    package struct Loan: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var reader: String
        package var writer: String?
        package var container: Int
        package var decoder: Bool?
        package var encoder: String
        package var member: String?
        package var object: Double?
        package var element: [Bool]?
        package var saySo: Double?
        package var `await`: String?
        package var load: Double?

        package init(
            reader: String, writer: String?, container: Int, decoder: Bool? = nil, encoder: String = "a\tb",
            member: String? = nil, object: Double? = nil, element: [Bool]? = nil, saySo: Double? = nil,
            await: String? = nil, load: Double? = nil
        ) {
            self.reader = reader
            self.writer = writer
            self.container = container
            self.decoder = decoder
            self.encoder = encoder
            self.member = member
            self.object = object
            self.element = element
            self.saySo = saySo
            self.await = `await`
            self.load = load
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var _reader: String?
            var writer: String??
            var container: Int?
            var decoder: Bool?
            var encoder: String?
            var _member: String?
            var _object: Double?
            var element: [Bool]?
            var saySo: Double?
            var `await`: String?
            var load: Double?
            var object = reader.object(Rules.loan)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: _reader = reader.string(Rules.loanReader)
                case 1: writer = reader.nullable { reader in reader.string(Rules.loanWriter) }
                case 2: container = reader.integer(Rules.loanContainer)
                case 3: decoder = reader.bool(Rules.loanDecoder)
                case 4: encoder = reader.string(Rules.loanEncoder)
                case 5: _member = reader.string(Rules.loanMember)
                case 6: _object = reader.number(Rules.loanObject)
                case 7: element = reader.array(Rules.loanElement) { reader in reader.bool(Rules.loanElementItem) }
                case 8: saySo = reader.number(Rules.loanSaySo)
                case 9: `await` = reader.string(Rules.loanAwait)
                case 10: load = reader.number(Rules.loanLoad)
                default: break
                }
            }
            guard object.isObject, let _reader, let writer, let container else { return nil }
            return Self(
                reader: _reader, writer: writer, container: container, decoder: decoder, encoder: encoder ?? "a\tb",
                member: _member, object: _object, element: element, saySo: saySo, await: `await`, load: load)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("reader")
            writer.string(reader, Rules.loanReader)
            writer.name("writer")
            if let _writer = self.writer { writer.string(_writer, Rules.loanWriter) } else { writer.null() }
            writer.name("container")
            writer.integer(self.container, Rules.loanContainer)
            if let _decoder = self.decoder {
                writer.name("decoder")
                writer.bool(_decoder)
            }
            writer.name("encoder")
            writer.string(self.encoder, Rules.loanEncoder)
            if let member {
                writer.name("member")
                writer.string(member, Rules.loanMember)
            }
            if let object {
                writer.name("object")
                writer.number(object, Rules.loanObject)
            }
            if let element {
                writer.name("element")
                writer.array(element, Rules.loanElement) { writer, element in writer.bool(element) }
            }
            if let saySo {
                writer.name("say \\\"so\\\" \\\\ é")
                writer.number(saySo, Rules.loanSaySo)
            }
            if let `await` {
                writer.name("await")
                writer.string(`await`, Rules.loanAwait)
            }
            if let load {
                writer.name("load")
                writer.number(load, Rules.loanLoad)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case reader
            case writer
            case container
            case decoder
            case encoder
            case member
            case object
            case element
            case saySo = "say \"so\" \\ é"
            case `await`
            case load
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.loan)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            reader = try container.checked(.reader, Rules.loanReader)
            self.writer =
                try container.decodeNil(forKey: .writer) ? nil : try container.checked(.writer, Rules.loanWriter)
            self.container = try container.checked(.container, Rules.loanContainer)
            self.decoder = try container.present(Bool.self, .decoder)
            self.encoder = try container.checkedIfPresent(.encoder, Rules.loanEncoder) ?? "a\tb"
            member = try container.checkedIfPresent(.member, Rules.loanMember)
            object = try container.checkedIfPresent(.object, Rules.loanObject)
            element = try container.checkedIfPresent(.element, Rules.loanElement) { elements in
                try elements.decode(Bool.self)
            }
            saySo = try container.checkedIfPresent(.saySo, Rules.loanSaySo)
            `await` = try container.checkedIfPresent(.`await`, Rules.loanAwait)
            load = try container.checkedIfPresent(.load, Rules.loanLoad)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(reader, forKey: .reader)
            try container.encode(self.writer, forKey: .writer)
            try container.encode(self.container, forKey: .container)
            try container.encodeIfPresent(self.decoder, forKey: .decoder)
            try container.encode(self.encoder, forKey: .encoder)
            try container.encodeIfPresent(member, forKey: .member)
            try container.encodeIfPresent(object, forKey: .object)
            try container.encodeIfPresent(element, forKey: .element)
            try container.encodeIfPresent(saySo, forKey: .saySo)
            try container.encodeIfPresent(`await`, forKey: .`await`)
            try container.encodeIfPresent(load, forKey: .load)
        }
    }
}

extension Library {
    package struct LoanEntry: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var isbn: BookNumber
        package var state: LoanState
        package var dueAt: String

        package init(isbn: BookNumber, state: LoanState, dueAt: String) {
            self.isbn = isbn
            self.state = state
            self.dueAt = dueAt
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var isbn: BookNumber?
            var state: LoanState?
            var dueAt: String?
            var object = reader.object(Rules.loanEntry)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: isbn = reader.string(Rules.bookNumber)
                case 1: state = reader.choice(LoanState.self, Rules.loanState)
                case 2: dueAt = reader.string(Rules.loanEntryDueAt)
                default: break
                }
            }
            guard object.isObject, let isbn, let state, let dueAt else { return nil }
            return Self(isbn: isbn, state: state, dueAt: dueAt)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("isbn")
            writer.string(isbn, Rules.bookNumber)
            writer.name("state")
            writer.string(state.rawValue, Rules.anyString)
            writer.name("due_at")
            writer.string(dueAt, Rules.loanEntryDueAt)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case isbn
            case state
            case dueAt = "due_at"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.loanEntry)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            isbn = try container.checked(.isbn, Rules.bookNumber)
            state = try container.decode(LoanState.self, forKey: .state)
            dueAt = try container.checked(.dueAt, Rules.loanEntryDueAt)
        }
    }
}

extension Library {
    package struct LoanList: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var loans: [LoanEntry]
        package var byState: JSONObject?

        package init(loans: [LoanEntry], byState: JSONObject? = nil) {
            self.loans = loans
            self.byState = byState
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var loans: [LoanEntry]?
            var byState: JSONObject?
            var object = reader.object(Rules.loanList)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: loans = reader.array(Rules.loanListLoans) { reader in LoanEntry.read(from: &reader) }
                case 1: byState = reader.freeObject(Rules.loanListByState)
                default: break
                }
            }
            guard object.isObject, let loans else { return nil }
            return Self(loans: loans, byState: byState)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("loans")
            writer.array(loans, Rules.loanListLoans) { writer, element in element.write(to: &writer) }
            if let byState {
                writer.name("by_state")
                writer.freeObject(byState)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case loans
            case byState = "by_state"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.loanList)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            loans = try container.checked(.loans, Rules.loanListLoans) { elements in
                try elements.decode(LoanEntry.self)
            }
            byState = try container.present(JSONObject.self, .byState)
        }
    }
}

extension Library {
    package struct Renewal: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var dueAt: String

        package init(dueAt: String) {
            self.dueAt = dueAt
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var dueAt: String?
            var object = reader.object(Rules.renewal)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: dueAt = reader.string(Rules.renewalDueAt)
                default: break
                }
            }
            guard object.isObject, let dueAt else { return nil }
            return Self(dueAt: dueAt)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("due_at")
            writer.string(dueAt, Rules.renewalDueAt)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case dueAt = "due_at"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.renewal)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            dueAt = try container.checked(.dueAt, Rules.renewalDueAt)
        }
    }
}

extension Library {
    package struct MessageForm: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var subject: Message
        package var urgent: Bool
        package var copiesTo: [String]?

        package init(subject: Message, urgent: Bool = false, copiesTo: [String]? = nil) {
            self.subject = subject
            self.urgent = urgent
            self.copiesTo = copiesTo
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var subject: Message?
            var urgent: Bool?
            var copiesTo: [String]?
            var object = reader.object(Rules.messageForm)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: subject = reader.string(Rules.message)
                case 1: urgent = reader.bool(Rules.messageFormUrgent)
                case 2:
                    copiesTo = reader.array(Rules.messageFormCopiesTo) { reader in
                        reader.string(Rules.messageFormCopiesToItem)
                    }
                default: break
                }
            }
            guard object.isObject, let subject else { return nil }
            return Self(subject: subject, urgent: urgent ?? false, copiesTo: copiesTo)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("subject")
            writer.string(subject, Rules.message)
            writer.name("urgent")
            writer.bool(urgent)
            if let copiesTo {
                writer.name("copies_to")
                writer.array(copiesTo, Rules.messageFormCopiesTo) { writer, element in
                    writer.string(element, Rules.messageFormCopiesToItem)
                }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case subject
            case urgent
            case copiesTo = "copies_to"
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.messageForm)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            subject = try container.checked(.subject, Rules.message)
            urgent = try container.present(Bool.self, .urgent) ?? false
            copiesTo = try container.checkedIfPresent(.copiesTo, Rules.messageFormCopiesTo) { elements in
                try elements.checked(Rules.messageFormCopiesToItem)
            }
        }
    }
}

extension Library {
    package struct MessageReceipt: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var kind: String
        package var length: Int
        package var from: Card?

        package init(kind: String, length: Int, from: Card? = nil) {
            self.kind = kind
            self.length = length
            self.from = from
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var kind: String?
            var length: Int?
            var from: Card?
            var object = reader.object(Rules.messageReceipt)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: kind = reader.string(Rules.messageReceiptKind)
                case 1: length = reader.integer(Rules.messageReceiptLength)
                case 2: from = reader.string(Rules.card)
                default: break
                }
            }
            guard object.isObject, let kind, let length else { return nil }
            return Self(kind: kind, length: length, from: from)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("kind")
            writer.string(kind, Rules.messageReceiptKind)
            writer.name("length")
            writer.integer(length, Rules.messageReceiptLength)
            if let from {
                writer.name("from")
                writer.string(from, Rules.card)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case kind
            case length
            case from
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.messageReceipt)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kind = try container.checked(.kind, Rules.messageReceiptKind)
            length = try container.checked(.length, Rules.messageReceiptLength)
            from = try container.checkedIfPresent(.from, Rules.card)
        }
    }
}

extension Library {
    package struct Years: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var from: Int?
        package var to: Int?

        package init(from: Int? = nil, to: Int? = nil) {
            self.from = from
            self.to = to
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var from: Int?
            var to: Int?
            var object = reader.object(Rules.years)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: from = reader.integer(Rules.yearsFrom)
                case 1: to = reader.integer(Rules.yearsTo)
                default: break
                }
            }
            guard object.isObject else { return nil }
            return Self(from: from, to: to)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            if let from {
                writer.name("from")
                writer.integer(from, Rules.yearsFrom)
            }
            if let to {
                writer.name("to")
                writer.integer(to, Rules.yearsTo)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case from
            case to
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.years)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            from = try container.checkedIfPresent(.from, Rules.yearsFrom)
            to = try container.checkedIfPresent(.to, Rules.yearsTo)
        }
    }
}

extension Library {
    package struct Filter: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var binding: Binding?
        package var language: String?
        package var price: Double?
        package var lendable: Bool

        package init(binding: Binding? = nil, language: String? = nil, price: Double? = nil, lendable: Bool = true) {
            self.binding = binding
            self.language = language
            self.price = price
            self.lendable = lendable
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var binding: Binding?
            var language: String?
            var price: Double?
            var lendable: Bool?
            var object = reader.object(Rules.filter)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: binding = reader.choice(Binding.self, Rules.binding)
                case 1: language = reader.string(Rules.filterLanguage)
                case 2: price = reader.number(Rules.filterPrice)
                case 3: lendable = reader.bool(Rules.filterLendable)
                default: break
                }
            }
            guard object.isObject else { return nil }
            return Self(binding: binding, language: language, price: price, lendable: lendable ?? true)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            if let binding {
                writer.name("binding")
                writer.string(binding.rawValue, Rules.anyString)
            }
            if let language {
                writer.name("language")
                writer.string(language, Rules.filterLanguage)
            }
            if let price {
                writer.name("price")
                writer.number(price, Rules.filterPrice)
            }
            writer.name("lendable")
            writer.bool(lendable)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case binding
            case language
            case price
            case lendable
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.filter)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            binding = try container.present(Binding.self, .binding)
            language = try container.checkedIfPresent(.language, Rules.filterLanguage)
            price = try container.checkedIfPresent(.price, Rules.filterPrice)
            lendable = try container.present(Bool.self, .lendable) ?? true
        }
    }
}

extension Library {
    /// A question as it was understood.
    package struct Question: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var query: String
        package var subjects: Words?
        package var years: Years?
        package var filter: Filter?
        package var languages: Words?
        package var publishers: Words?
        package var binding: Binding?
        package var marks: [Int]?
        package var lendable: Bool?
        package var minStars: Double?
        package var spot: Spot?
        package var visits: Int?

        package init(
            query: String, subjects: Words? = nil, years: Years? = nil, filter: Filter? = nil,
            languages: Words? = nil, publishers: Words? = nil, binding: Binding? = nil, marks: [Int]? = nil,
            lendable: Bool? = nil, minStars: Double? = nil, spot: Spot? = nil, visits: Int? = nil
        ) {
            self.query = query
            self.subjects = subjects
            self.years = years
            self.filter = filter
            self.languages = languages
            self.publishers = publishers
            self.binding = binding
            self.marks = marks
            self.lendable = lendable
            self.minStars = minStars
            self.spot = spot
            self.visits = visits
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var query: String?
            var subjects: Words?
            var years: Years?
            var filter: Filter?
            var languages: Words?
            var publishers: Words?
            var binding: Binding?
            var marks: [Int]?
            var lendable: Bool?
            var minStars: Double?
            var spot: Spot?
            var visits: Int?
            var object = reader.object(Rules.question)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: query = reader.string(Rules.questionQuery)
                case 1: subjects = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                case 2: years = Years.read(from: &reader)
                case 3: filter = Filter.read(from: &reader)
                case 4: languages = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                case 5: publishers = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                case 6: binding = reader.choice(Binding.self, Rules.binding)
                case 7: marks = reader.array(Rules.questionMarks) { reader in reader.integer(Rules.questionMarksItem) }
                case 8: lendable = reader.bool(Rules.questionLendable)
                case 9: minStars = reader.number(Rules.questionMinStars)
                case 10: spot = Spot.read(from: &reader)
                case 11: visits = reader.integer(Rules.questionVisits)
                default: break
                }
            }
            guard object.isObject, let query else { return nil }
            return Self(
                query: query, subjects: subjects, years: years, filter: filter, languages: languages,
                publishers: publishers, binding: binding, marks: marks, lendable: lendable, minStars: minStars,
                spot: spot, visits: visits)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("query")
            writer.string(query, Rules.questionQuery)
            if let subjects {
                writer.name("subjects")
                writer.array(subjects, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            if let years {
                writer.name("years")
                years.write(to: &writer)
            }
            if let filter {
                writer.name("filter")
                filter.write(to: &writer)
            }
            if let languages {
                writer.name("languages")
                writer.array(languages, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            if let publishers {
                writer.name("publishers")
                writer.array(publishers, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            }
            if let binding {
                writer.name("binding")
                writer.string(binding.rawValue, Rules.anyString)
            }
            if let marks {
                writer.name("marks")
                writer.array(marks, Rules.questionMarks) { writer, element in
                    writer.integer(element, Rules.questionMarksItem)
                }
            }
            if let lendable {
                writer.name("lendable")
                writer.bool(lendable)
            }
            if let minStars {
                writer.name("min_stars")
                writer.number(minStars, Rules.questionMinStars)
            }
            if let spot {
                writer.name("spot")
                spot.write(to: &writer)
            }
            if let visits {
                writer.name("visits")
                writer.integer(visits, Rules.questionVisits)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case query
            case subjects
            case years
            case filter
            case languages
            case publishers
            case binding
            case marks
            case lendable
            case minStars = "min_stars"
            case spot
            case visits
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.question)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            query = try container.checked(.query, Rules.questionQuery)
            subjects = try container.checkedIfPresent(.subjects, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
            years = try container.present(Years.self, .years)
            filter = try container.present(Filter.self, .filter)
            languages = try container.checkedIfPresent(.languages, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
            publishers = try container.checkedIfPresent(.publishers, Rules.words) { elements in
                try elements.checked(Rules.wordsItem)
            }
            binding = try container.present(Binding.self, .binding)
            marks = try container.checkedIfPresent(.marks, Rules.questionMarks) { elements in
                try elements.checked(Rules.questionMarksItem)
            }
            lendable = try container.present(Bool.self, .lendable)
            minStars = try container.checkedIfPresent(.minStars, Rules.questionMinStars)
            spot = try container.present(Spot.self, .spot)
            visits = try container.checkedIfPresent(.visits, Rules.questionVisits)
        }
    }
}

extension Library {
    package struct Found: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var question: Question
        package var books: [BookNumber]

        package init(question: Question, books: [BookNumber]) {
            self.question = question
            self.books = books
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var question: Question?
            var books: [BookNumber]?
            var object = reader.object(Rules.found)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: question = Question.read(from: &reader)
                case 1: books = reader.array(Rules.foundBooks) { reader in reader.string(Rules.bookNumber) }
                default: break
                }
            }
            guard object.isObject, let question, let books else { return nil }
            return Self(question: question, books: books)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("question")
            question.write(to: &writer)
            writer.name("books")
            writer.array(books, Rules.foundBooks) { writer, element in writer.string(element, Rules.bookNumber) }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case question
            case books
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.found)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            question = try container.decode(Question.self, forKey: .question)
            books = try container.checked(.books, Rules.foundBooks) { elements in
                try elements.checked(Rules.bookNumber)
            }
        }
    }
}

extension Library {
    package struct Directions: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var hall: Hall
        package var floor: Floor
        package var aisles: Words
        package var spot: Spot

        package init(hall: Hall, floor: Floor, aisles: Words, spot: Spot) {
            self.hall = hall
            self.floor = floor
            self.aisles = aisles
            self.spot = spot
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var hall: Hall?
            var floor: Floor?
            var aisles: Words?
            var spot: Spot?
            var object = reader.object(Rules.directions)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: hall = reader.string(Rules.hall)
                case 1: floor = reader.integer(Rules.floor)
                case 2: aisles = reader.array(Rules.words) { reader in reader.string(Rules.wordsItem) }
                case 3: spot = Spot.read(from: &reader)
                default: break
                }
            }
            guard object.isObject, let hall, let floor, let aisles, let spot else { return nil }
            return Self(hall: hall, floor: floor, aisles: aisles, spot: spot)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("hall")
            writer.string(hall, Rules.hall)
            writer.name("floor")
            writer.integer(floor, Rules.floor)
            writer.name("aisles")
            writer.array(aisles, Rules.words) { writer, element in writer.string(element, Rules.wordsItem) }
            writer.name("spot")
            spot.write(to: &writer)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case hall
            case floor
            case aisles
            case spot
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.directions)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            hall = try container.checked(.hall, Rules.hall)
            floor = try container.checked(.floor, Rules.floor)
            aisles = try container.checked(.aisles, Rules.words) { elements in try elements.checked(Rules.wordsItem) }
            spot = try container.decode(Spot.self, forKey: .spot)
        }
    }
}

extension Library {
    package struct BatchUpload: Codable, Equatable, Sendable, ContractDecodable {
        package var records: FilePart
        package var note: String?

        package init(records: FilePart, note: String? = nil) {
            self.records = records
            self.note = note
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var records: FilePart?
            var note: String?
            var object = reader.object(Rules.batchUpload)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: records = reader.file(Rules.batchUploadRecords)
                case 1: note = reader.string(Rules.batchUploadNote)
                default: break
                }
            }
            guard object.isObject, let records else { return nil }
            return Self(records: records, note: note)
        }

        enum CodingKeys: String, CodingKey {
            case records
            case note
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.batchUpload)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            records = try container.decode(FilePart.self, forKey: .records)
            note = try container.checkedIfPresent(.note, Rules.batchUploadNote)
        }
    }
}

extension Library {
    package struct ImportReport: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var batch: Batch
        package var bytes: Int
        package var pieces: Int
        package var kind: String?

        package init(batch: Batch, bytes: Int, pieces: Int, kind: String? = nil) {
            self.batch = batch
            self.bytes = bytes
            self.pieces = pieces
            self.kind = kind
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var batch: Batch?
            var bytes: Int?
            var pieces: Int?
            var kind: String?
            var object = reader.object(Rules.importReport)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: batch = reader.string(Rules.batch)
                case 1: bytes = reader.integer(Rules.importReportBytes)
                case 2: pieces = reader.integer(Rules.importReportPieces)
                case 3: kind = reader.string(Rules.importReportKind)
                default: break
                }
            }
            guard object.isObject, let batch, let bytes, let pieces else { return nil }
            return Self(batch: batch, bytes: bytes, pieces: pieces, kind: kind)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("batch")
            writer.string(batch, Rules.batch)
            writer.name("bytes")
            writer.integer(bytes, Rules.importReportBytes)
            writer.name("pieces")
            writer.integer(pieces, Rules.importReportPieces)
            if let kind {
                writer.name("kind")
                writer.string(kind, Rules.importReportKind)
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case batch
            case bytes
            case pieces
            case kind
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.importReport)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            batch = try container.checked(.batch, Rules.batch)
            bytes = try container.checked(.bytes, Rules.importReportBytes)
            pieces = try container.checked(.pieces, Rules.importReportPieces)
            kind = try container.checkedIfPresent(.kind, Rules.importReportKind)
        }
    }
}

extension Library {
    package struct Statistics: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var months: [Int]
        package var shares: [Double]?

        package init(months: [Int], shares: [Double]? = nil) {
            self.months = months
            self.shares = shares
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var months: [Int]?
            var shares: [Double]?
            var object = reader.object(Rules.statistics)
            while let member = reader.member(of: &object) {
                switch member {
                case 0:
                    months = reader.array(Rules.statisticsMonths) { reader in
                        reader.integer(Rules.statisticsMonthsItem)
                    }
                case 1:
                    shares = reader.array(Rules.statisticsShares) { reader in
                        reader.number(Rules.statisticsSharesItem)
                    }
                default: break
                }
            }
            guard object.isObject, let months else { return nil }
            return Self(months: months, shares: shares)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("months")
            writer.array(months, Rules.statisticsMonths) { writer, element in
                writer.integer(element, Rules.statisticsMonthsItem)
            }
            if let shares {
                writer.name("shares")
                writer.array(shares, Rules.statisticsShares) { writer, element in
                    writer.number(element, Rules.statisticsSharesItem)
                }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case months
            case shares
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.statistics)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            months = try container.checked(.months, Rules.statisticsMonths) { elements in
                try elements.checked(Rules.statisticsMonthsItem)
            }
            shares = try container.checkedIfPresent(.shares, Rules.statisticsShares) { elements in
                try elements.checked(Rules.statisticsSharesItem)
            }
        }
    }
}

extension Library {
    package struct Problem: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        package var error: String
        package var code: String?
        package var details: [ProblemDetail]?

        package init(error: String, code: String? = nil, details: [ProblemDetail]? = nil) {
            self.error = error
            self.code = code
            self.details = details
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var error: String?
            var code: String?
            var details: [ProblemDetail]?
            var object = reader.object(Rules.problem)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: error = reader.string(Rules.problemError)
                case 1: code = reader.string(Rules.problemCode)
                case 2: details = reader.array(Rules.problemDetails) { reader in ProblemDetail.read(from: &reader) }
                default: break
                }
            }
            guard object.isObject, let error else { return nil }
            return Self(error: error, code: code, details: details)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("error")
            writer.string(error, Rules.problemError)
            if let code {
                writer.name("code")
                writer.string(code, Rules.problemCode)
            }
            if let details {
                writer.name("details")
                writer.array(details, Rules.problemDetails) { writer, element in element.write(to: &writer) }
            }
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case error
            case code
            case details
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.problem)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            error = try container.checked(.error, Rules.problemError)
            code = try container.checkedIfPresent(.code, Rules.problemCode)
            details = try container.checkedIfPresent(.details, Rules.problemDetails) { elements in
                try elements.decode(ProblemDetail.self)
            }
        }
    }
}

extension Library {
    package struct ProblemDetail: Codable, Equatable, Sendable, ContractDecodable, ContractEncodable {
        /// RFC 6901 into the body, or the place and name of a parameter.
        package var pointer: String
        package var message: String

        package init(pointer: String, message: String) {
            self.pointer = pointer
            self.message = message
        }

        package static func read(from reader: inout BodyReader) -> Self? {
            var pointer: String?
            var message: String?
            var object = reader.object(Rules.problemDetail)
            while let member = reader.member(of: &object) {
                switch member {
                case 0: pointer = reader.string(Rules.problemDetailPointer)
                case 1: message = reader.string(Rules.problemDetailMessage)
                default: break
                }
            }
            guard object.isObject, let pointer, let message else { return nil }
            return Self(pointer: pointer, message: message)
        }

        package func write(to writer: inout BodyWriter) {
            writer.beginObject()
            writer.name("pointer")
            writer.string(pointer, Rules.problemDetailPointer)
            writer.name("message")
            writer.string(message, Rules.problemDetailMessage)
            writer.endObject()
        }

        enum CodingKeys: String, CodingKey {
            case pointer
            case message
        }

        package init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(Rules.problemDetail)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            pointer = try container.checked(.pointer, Rules.problemDetailPointer)
            message = try container.checked(.message, Rules.problemDetailMessage)
        }
    }
}
