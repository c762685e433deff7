// Generated from Tests/GoldenLibrary/library.yaml. Change the contract, not this file.

package import ContractRuntime

/// Town Library, version 2.1.0.
package enum Library {
    /// What the schemas say.
    enum Rules {
        static let anyString = StringRule(line: 0)
        static let hours = ObjectRule(["day", "opens", "closes"], required: 0b111, line: Lines.hours)
        static let weekday = PlainRule(line: Lines.weekday)
        static let hoursOpens = StringRule(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", line: Lines.hoursOpens)
        static let hoursCloses = StringRule(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", line: Lines.hoursCloses)
        static let houseRules = ObjectRule(["rules"], required: 0b1, line: Lines.houseRules)
        static let houseRulesRules = ArrayRule(minItems: 1, maxItems: 20, line: Lines.houseRulesRules)
        static let houseRulesRulesItem = StringRule(minLength: 1, maxLength: 200, line: Lines.houseRulesRulesItem)
        static let week = ObjectRule(["hours"], required: 0b1, line: Lines.week)
        static let weekHours = ArrayRule(minItems: 1, maxItems: 7, line: Lines.weekHours)
        static let book = ObjectRule(
            [
                "isbn", "name", "pages", "price", "binding", "authors", "subtitle", "shelf", "editions", "for",
                "lendable", "weight_grams", "thickness", "language", "copies", "publisher-mail", "added_at",
                "home_page", "notes", "history", "used", "related",
            ], required: 0b1111111, line: Lines.book)
        static let bookNumber = StringRule(pattern: "^97[89]\\d{10}$", line: Lines.bookNumber)
        static let bookName = StringRule(minLength: 1, maxLength: 200, line: Lines.bookName)
        static let bookPages = IntegerRule(minimum: 1, maximum: 20000, line: Lines.bookPages)
        static let bookPrice = NumberRule(minimum: 0.0, maximum: 999.5, line: Lines.bookPrice)
        static let binding = PlainRule(line: Lines.binding)
        static let bookAuthors = ArrayRule(minItems: 1, line: Lines.bookAuthors)
        static let bookAuthorsItem = StringRule(minLength: 1, maxLength: 100, line: Lines.bookAuthorsItem)
        static let bookSubtitle = StringRule(line: Lines.bookSubtitle)
        static let shelf = ArrayRule(minItems: 1, maxItems: 3, line: Lines.shelf)
        static let shelfItem = StringRule(minLength: 1, line: Lines.shelfItem)
        static let bookEditions = ArrayRule(line: Lines.bookEditions)
        static let bookEditionsItem = ArrayRule(maxItems: 4, line: Lines.bookEditionsItem)
        static let bookEditionsItemItem = IntegerRule(minimum: 1, line: Lines.bookEditionsItemItem)
        static let bookFor = StringRule(line: Lines.bookFor)
        static let bookLendable = PlainRule(line: Lines.bookLendable)
        static let bookWeightGrams = NumberRule(line: Lines.bookWeightGrams)
        static let bookThickness = NumberRule(
            minimum: -3.4028234663852886e+38, maximum: 3.4028234663852886e+38, line: Lines.bookThickness)
        static let bookLanguage = StringRule(maxLength: 8, line: Lines.bookLanguage)
        static let bookCopies = IntegerRule(minimum: -2_147_483_648, maximum: 2_147_483_647, line: Lines.bookCopies)
        static let bookPublisherMail = StringRule(format: .email, line: Lines.bookPublisherMail)
        static let bookAddedAt = StringRule(format: .dateTime, line: Lines.bookAddedAt)
        static let place = StringRule(format: .uriReference, line: Lines.place)
        static let notes = PlainRule(line: Lines.notes)
        static let bookHistory = ArrayRule(line: Lines.bookHistory)
        static let bookHistoryItem = PlainRule(line: Lines.bookHistoryItem)
        static let bookUsed = PlainRule(line: Lines.bookUsed)
        static let bookRelated = ArrayRule(maxItems: 3, line: Lines.bookRelated)
        static let bookPage = ObjectRule(["books", "next", "reader"], required: 0b11, line: Lines.bookPage)
        static let bookPageBooks = ArrayRule(maxItems: 50, line: Lines.bookPageBooks)
        static let bookPageNext = IntegerRule(line: Lines.bookPageNext)
        static let card = StringRule(
            minLength: 4, maxLength: 12, pattern: "^[A-Z0-9-]+$", excluded: "^-", line: Lines.card)
        static let amendment = ObjectRule(["name", "pages", "lendable", "shelf"], required: 0b0, line: Lines.amendment)
        static let amendmentName = StringRule(minLength: 1, maxLength: 200, line: Lines.amendmentName)
        static let amendmentPages = IntegerRule(minimum: 1, maximum: 20000, line: Lines.amendmentPages)
        static let amendmentLendable = PlainRule(line: Lines.amendmentLendable)
        static let rating = ObjectRule(
            ["stars", "comment", "words", "pages_read", "again", "worth", "binding"], required: 0b1,
            line: Lines.rating)
        static let ratingStars = IntegerRule(minimum: 1, maximum: 5, line: Lines.ratingStars)
        static let ratingComment = StringRule(maxLength: 500, line: Lines.ratingComment)
        static let words = ArrayRule(minItems: 1, maxItems: 4, line: Lines.words)
        static let wordsItem = StringRule(minLength: 1, maxLength: 40, line: Lines.wordsItem)
        static let ratingPagesRead = ArrayRule(line: Lines.ratingPagesRead)
        static let ratingPagesReadItem = IntegerRule(minimum: 0, line: Lines.ratingPagesReadItem)
        static let ratingAgain = PlainRule(line: Lines.ratingAgain)
        static let ratingWorth = NumberRule(minimum: 0.0, line: Lines.ratingWorth)
        static let pictureDetails = ObjectRule(["photographer", "taken_at"], required: 0b1, line: Lines.pictureDetails)
        static let pictureDetailsPhotographer = StringRule(minLength: 1, line: Lines.pictureDetailsPhotographer)
        static let pictureDetailsTakenAt = StringRule(format: .dateTime, line: Lines.pictureDetailsTakenAt)
        static let pictureUpload = ObjectRule(
            ["title", "front", "more", "details", "remarks", "keywords", "quality", "width", "public", "condition"],
            required: 0b1011, line: Lines.pictureUpload)
        static let pictureUploadTitle = StringRule(minLength: 1, maxLength: 60, line: Lines.pictureUploadTitle)
        static let pictureUploadFront = FileRule(maxLength: 20000, line: Lines.pictureUploadFront)
        static let pictureUploadMore = ArrayRule(maxItems: 3, line: Lines.pictureUploadMore)
        static let pictureUploadMoreItem = FileRule(maxLength: 1000, line: Lines.pictureUploadMoreItem)
        static let pictureUploadRemarks = PlainRule(line: Lines.pictureUploadRemarks)
        static let pictureUploadKeywords = ArrayRule(line: Lines.pictureUploadKeywords)
        static let pictureUploadKeywordsItem = StringRule(minLength: 1, line: Lines.pictureUploadKeywordsItem)
        static let pictureUploadQuality = NumberRule(minimum: 0.0, maximum: 1.0, line: Lines.pictureUploadQuality)
        static let pictureUploadWidth = IntegerRule(minimum: 1, line: Lines.pictureUploadWidth)
        static let pictureUploadPublic = PlainRule(line: Lines.pictureUploadPublic)
        static let condition = PlainRule(line: Lines.condition)
        static let fileReceipt = ObjectRule(["name", "media_type", "bytes"], required: 0b111, line: Lines.fileReceipt)
        static let fileReceiptName = StringRule(line: Lines.fileReceiptName)
        static let fileReceiptMediaType = StringRule(line: Lines.fileReceiptMediaType)
        static let fileReceiptBytes = IntegerRule(minimum: 0, line: Lines.fileReceiptBytes)
        static let pictureReceipt = ObjectRule(
            ["title", "front", "more", "details", "remarks", "keywords", "quality", "width", "public", "condition"],
            required: 0b1_01001111, line: Lines.pictureReceipt)
        static let pictureReceiptTitle = StringRule(line: Lines.pictureReceiptTitle)
        static let pictureReceiptMore = ArrayRule(line: Lines.pictureReceiptMore)
        static let pictureReceiptKeywords = ArrayRule(line: Lines.pictureReceiptKeywords)
        static let pictureReceiptKeywordsItem = StringRule(line: Lines.pictureReceiptKeywordsItem)
        static let pictureReceiptQuality = NumberRule(line: Lines.pictureReceiptQuality)
        static let pictureReceiptWidth = IntegerRule(line: Lines.pictureReceiptWidth)
        static let pictureReceiptPublic = PlainRule(line: Lines.pictureReceiptPublic)
        static let subject = ObjectRule(["name", "narrower"], required: 0b1, line: Lines.subject)
        static let subjectName = StringRule(minLength: 1, line: Lines.subjectName)
        static let subjectNarrower = ArrayRule(line: Lines.subjectNarrower)
        static let spot = ObjectRule(["row", "shelf", "locked"], required: 0b1, line: Lines.spot)
        static let spotRow = StringRule(minLength: 1, maxLength: 20, line: Lines.spotRow)
        static let spotShelf = IntegerRule(minimum: 1, maximum: 12, line: Lines.spotShelf)
        static let spotLocked = PlainRule(line: Lines.spotLocked)
        static let copy = ObjectRule(["number", "condition", "spot", "lent_until"], required: 0b1111, line: Lines.copy)
        static let copyNumber = IntegerRule(minimum: 1, maximum: 2_147_483_647, line: Lines.copyNumber)
        static let copyLentUntil = StringRule(format: .dateTime, line: Lines.copyLentUntil)
        static let registration = ObjectRule(
            ["name", "e-mail", "newsletter", "interests"], required: 0b11, ignoresUnknown: true,
            line: Lines.registration)
        static let registrationName = StringRule(
            minLength: 1, maxLength: 100, excluded: "[<>]", line: Lines.registrationName)
        static let registrationEMail = StringRule(format: .email, line: Lines.registrationEMail)
        static let registrationNewsletter = PlainRule(line: Lines.registrationNewsletter)
        static let reader = ObjectRule(
            ["card", "name", "e-mail", "joined_at", "newsletter", "interests"], required: 0b11111, line: Lines.reader)
        static let readerName = StringRule(line: Lines.readerName)
        static let readerEMail = StringRule(format: .email, line: Lines.readerEMail)
        static let readerJoinedAt = StringRule(format: .dateTime, line: Lines.readerJoinedAt)
        static let readerNewsletter = PlainRule(line: Lines.readerNewsletter)
        static let readerUpdate = ObjectRule(["name", "newsletter"], required: 0b0, line: Lines.readerUpdate)
        static let readerUpdateName = StringRule(minLength: 1, maxLength: 100, line: Lines.readerUpdateName)
        static let readerUpdateNewsletter = PlainRule(line: Lines.readerUpdateNewsletter)
        static let loan = ObjectRule(
            [
                "reader", "writer", "container", "decoder", "encoder", "member", "object", "element",
                "say \"so\" \\ é", "await", "load",
            ], required: 0b111, ignoresUnknown: true, line: Lines.loan)
        static let loanReader = StringRule(line: Lines.loanReader)
        static let loanWriter = StringRule(line: Lines.loanWriter)
        static let loanContainer = IntegerRule(line: Lines.loanContainer)
        static let loanDecoder = PlainRule(line: Lines.loanDecoder)
        static let loanEncoder = StringRule(line: Lines.loanEncoder)
        static let loanMember = StringRule(line: Lines.loanMember)
        static let loanObject = NumberRule(line: Lines.loanObject)
        static let loanElement = ArrayRule(line: Lines.loanElement)
        static let loanElementItem = PlainRule(line: Lines.loanElementItem)
        static let loanSaySo = NumberRule(line: Lines.loanSaySo)
        static let loanAwait = StringRule(line: Lines.loanAwait)
        static let loanLoad = NumberRule(
            minimum: -3.4028234663852886e+38, maximum: 3.4028234663852886e+38, line: Lines.loanLoad)
        static let loanEntry = ObjectRule(["isbn", "state", "due_at"], required: 0b111, line: Lines.loanEntry)
        static let loanState = PlainRule(line: Lines.loanState)
        static let loanEntryDueAt = StringRule(format: .dateTime, line: Lines.loanEntryDueAt)
        static let loanList = ObjectRule(["loans", "by_state"], required: 0b1, line: Lines.loanList)
        static let loanListLoans = ArrayRule(line: Lines.loanListLoans)
        static let loanListByState = PlainRule(line: Lines.loanListByState)
        static let renewal = ObjectRule(["due_at"], required: 0b1, line: Lines.renewal)
        static let renewalDueAt = StringRule(format: .dateTime, line: Lines.renewalDueAt)
        static let messageForm = ObjectRule(["subject", "urgent", "copies_to"], required: 0b1, line: Lines.messageForm)
        static let message = StringRule(minLength: 1, maxLength: 200, line: Lines.message)
        static let messageFormUrgent = PlainRule(line: Lines.messageFormUrgent)
        static let messageFormCopiesTo = ArrayRule(maxItems: 3, line: Lines.messageFormCopiesTo)
        static let messageFormCopiesToItem = StringRule(format: .email, line: Lines.messageFormCopiesToItem)
        static let messageReceipt = ObjectRule(["kind", "length", "from"], required: 0b11, line: Lines.messageReceipt)
        static let messageReceiptKind = StringRule(line: Lines.messageReceiptKind)
        static let messageReceiptLength = IntegerRule(line: Lines.messageReceiptLength)
        static let years = ObjectRule(["from", "to"], required: 0b0, line: Lines.years)
        static let yearsFrom = IntegerRule(minimum: 1400, line: Lines.yearsFrom)
        static let yearsTo = IntegerRule(maximum: 2100, line: Lines.yearsTo)
        static let filter = ObjectRule(["binding", "language", "price", "lendable"], required: 0b0, line: Lines.filter)
        static let filterLanguage = StringRule(maxLength: 20, line: Lines.filterLanguage)
        static let filterPrice = NumberRule(minimum: 0.0, line: Lines.filterPrice)
        static let filterLendable = PlainRule(line: Lines.filterLendable)
        static let question = ObjectRule(
            [
                "query", "subjects", "years", "filter", "languages", "publishers", "binding", "marks", "lendable",
                "min_stars", "spot", "visits",
            ], required: 0b1, line: Lines.question)
        static let questionQuery = StringRule(line: Lines.questionQuery)
        static let questionMarks = ArrayRule(line: Lines.questionMarks)
        static let questionMarksItem = IntegerRule(line: Lines.questionMarksItem)
        static let questionLendable = PlainRule(line: Lines.questionLendable)
        static let questionMinStars = NumberRule(line: Lines.questionMinStars)
        static let questionVisits = IntegerRule(line: Lines.questionVisits)
        static let found = ObjectRule(["question", "books"], required: 0b11, line: Lines.found)
        static let foundBooks = ArrayRule(line: Lines.foundBooks)
        static let directions = ObjectRule(
            ["hall", "floor", "aisles", "spot"], required: 0b1111, line: Lines.directions)
        static let hall = StringRule(minLength: 1, maxLength: 20, line: Lines.hall)
        static let floor = IntegerRule(minimum: -2, maximum: 9, line: Lines.floor)
        static let batchUpload = ObjectRule(
            ["records", "note"], required: 0b1, ignoresUnknown: true, line: Lines.batchUpload)
        static let batchUploadRecords = FileRule(line: Lines.batchUploadRecords)
        static let batchUploadNote = StringRule(maxLength: 100, line: Lines.batchUploadNote)
        static let importReport = ObjectRule(
            ["batch", "bytes", "pieces", "kind"], required: 0b111, line: Lines.importReport)
        static let batch = StringRule(maxLength: 20, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", line: Lines.batch)
        static let importReportBytes = IntegerRule(minimum: 0, line: Lines.importReportBytes)
        static let importReportPieces = IntegerRule(minimum: 0, line: Lines.importReportPieces)
        static let importReportKind = StringRule(line: Lines.importReportKind)
        static let statistics = ObjectRule(["months", "shares"], required: 0b1, line: Lines.statistics)
        static let statisticsMonths = ArrayRule(maxItems: 12, line: Lines.statisticsMonths)
        static let statisticsMonthsItem = IntegerRule(minimum: 0, line: Lines.statisticsMonthsItem)
        static let statisticsShares = ArrayRule(line: Lines.statisticsShares)
        static let statisticsSharesItem = NumberRule(minimum: 0.0, maximum: 1.0, line: Lines.statisticsSharesItem)
        static let problem = ObjectRule(["error", "code", "details"], required: 0b1, line: Lines.problem)
        static let problemError = StringRule(minLength: 1, line: Lines.problemError)
        static let problemCode = StringRule(pattern: "^[a-z_]+$", line: Lines.problemCode)
        static let problemDetails = ArrayRule(maxItems: 100, line: Lines.problemDetails)
        static let problemDetail = ObjectRule(["pointer", "message"], required: 0b11, line: Lines.problemDetail)
        static let problemDetailPointer = StringRule(line: Lines.problemDetailPointer)
        static let problemDetailMessage = StringRule(minLength: 1, line: Lines.problemDetailMessage)
        static let response200Csv = StringRule(line: Lines.response200Csv)
        static let response200Text = StringRule(minLength: 1, maxLength: 2000, line: Lines.response200Text)
        static let retryAfterHeader = IntegerRule(minimum: 1, line: Lines.retryAfterHeader)
        static let getHouseRulesIfNoneMatch = StringRule(maxLength: 200, line: Lines.getHouseRulesIfNoneMatch)
        static let eTagHeader = StringRule(pattern: "^\"[0-9a-z]+\"$", line: Lines.eTagHeader)
        static let xWaitingHeader = IntegerRule(minimum: 0, maximum: 99, line: Lines.xWaitingHeader)
        static let followNoticesLastEventID = IntegerRule(minimum: 0, line: Lines.followNoticesLastEventID)
        static let listBooksLimit = IntegerRule(minimum: 1, maximum: 50, line: Lines.listBooksLimit)
        static let listBooksOffset = IntegerRule(minimum: 0, line: Lines.listBooksOffset)
        static let listBooksMinPrice = NumberRule(minimum: 0.5, line: Lines.listBooksMinPrice)
        static let listBooksMaxWeight = NumberRule(
            minimum: -3.4028234663852886e+38, maximum: 3.4028234663852886e+38, line: Lines.listBooksMaxWeight)
        static let listBooksSoldOut = PlainRule(line: Lines.listBooksSoldOut)
        static let listBooksLanguage = StringRule(minLength: 2, maxLength: 8, line: Lines.listBooksLanguage)
        static let listBooksIn = StringRule(line: Lines.listBooksIn)
        static let xTotalHeader = IntegerRule(minimum: 0, maximum: 2_147_483_647, line: Lines.xTotalHeader)
        static let wwwAuthenticateHeader = StringRule(line: Lines.wwwAuthenticateHeader)
        static let wwwAuthenticateHeader2 = StringRule(line: Lines.wwwAuthenticateHeader2)
        static let acceptHeader = StringRule(line: Lines.acceptHeader)
        static let replaceBookIfMatch = StringRule(maxLength: 80, line: Lines.replaceBookIfMatch)
        static let response200 = StringRule(maxLength: 500, line: Lines.response200)
        static let writeBlurbBody = StringRule(minLength: 1, maxLength: 500, excluded: "<", line: Lines.writeBlurbBody)
        static let setNotesBody = PlainRule(line: Lines.setNotesBody)
        static let relateBooksBody = ArrayRule(minItems: 1, maxItems: 5, line: Lines.relateBooksBody)
        static let response2002 = ArrayRule(line: Lines.response2002)
        static let rateBookBodyText = TextRule(
            .object(
                [
                    ("stars", .integer), ("comment", .string), ("words", .array(.string)),
                    ("pages_read", .array(.integer)), ("again", .boolean), ("worth", .number), ("binding", .string),
                ]),
            line: Lines.rateBookBodyText)
        static let addPicturesBodyText = TextRule(
            .object(
                [
                    ("title", .string), ("front", .file), ("more", .array(.file)), ("details", .json),
                    ("remarks", .json), ("keywords", .array(.string)), ("quality", .number), ("width", .integer),
                    ("public", .boolean), ("condition", .string),
                ]),
            line: Lines.addPicturesBodyText)
        static let lookUpOldNumberNumber = IntegerRule(minimum: 1, line: Lines.lookUpOldNumberNumber)
        static let copies = ArrayRule(maxItems: 100, line: Lines.copies)
        static let getCopyCopy = IntegerRule(minimum: 1, maximum: 2_147_483_647, line: Lines.getCopyCopy)
        static let registerReaderBodyFormText = TextRule(
            .object(
                [("name", .string), ("e-mail", .string), ("newsletter", .boolean), ("interests", .array(.string))]),
            line: Lines.registerReaderBodyFormText)
        static let response2003 = ArrayRule(line: Lines.response2003)
        static let listLoansInStatesText = TextRule(.array(.string), line: Lines.listLoansInStatesText)
        static let listLoansInStates = ArrayRule(maxItems: 2, line: Lines.listLoansInStates)
        static let lendDefault = StringRule(line: Lines.lendDefault)
        static let lendInput = IntegerRule(line: Lines.lendInput)
        static let responseHeader = StringRule(line: Lines.responseHeader)
        static let few = IntegerRule(minimum: 0, maximum: 3, line: Lines.few)
        static let openDeskDesk = StringRule(pattern: "^[a-z]{1,12}$", line: Lines.openDeskDesk)
        static let sendMessageBodyJson = ArrayRule(maxItems: 10, line: Lines.sendMessageBodyJson)
        static let sendMessageBodyJsonItem = StringRule(maxLength: 80, line: Lines.sendMessageBodyJsonItem)
        static let sendMessageBodyFormText = TextRule(
            .object([("subject", .string), ("urgent", .boolean), ("copies_to", .array(.string))]),
            line: Lines.sendMessageBodyFormText)
        static let response200Text2 = StringRule(line: Lines.response200Text2)
        static let searchBooksQuery = StringRule(minLength: 1, maxLength: 80, line: Lines.searchBooksQuery)
        static let searchBooksSubjectsText = TextRule(.array(.string), line: Lines.searchBooksSubjectsText)
        static let searchBooksYearsText = TextRule(
            .object([("from", .integer), ("to", .integer)]), line: Lines.searchBooksYearsText)
        static let searchBooksFilterText = TextRule(
            .object([("binding", .string), ("language", .string), ("price", .number), ("lendable", .boolean)]),
            line: Lines.searchBooksFilterText)
        static let searchBooksLanguagesText = TextRule(.array(.string), line: Lines.searchBooksLanguagesText)
        static let searchBooksPublishersText = TextRule(.array(.string), line: Lines.searchBooksPublishersText)
        static let searchBooksMarksText = TextRule(.array(.integer), line: Lines.searchBooksMarksText)
        static let searchBooksMarks = ArrayRule(line: Lines.searchBooksMarks)
        static let searchBooksMarksItem = IntegerRule(minimum: 1, maximum: 5, line: Lines.searchBooksMarksItem)
        static let searchBooksLendable = PlainRule(line: Lines.searchBooksLendable)
        static let searchBooksMinStars = NumberRule(minimum: 0.0, maximum: 5.0, line: Lines.searchBooksMinStars)
        static let searchCompactlyQuery = StringRule(minLength: 1, maxLength: 80, line: Lines.searchCompactlyQuery)
        static let searchCompactlySubjectsText = TextRule(.array(.string), line: Lines.searchCompactlySubjectsText)
        static let searchCompactlyYearsText = TextRule(
            .object([("from", .integer), ("to", .integer)]), line: Lines.searchCompactlyYearsText)
        static let searchCompactlyLanguagesText = TextRule(.array(.string), line: Lines.searchCompactlyLanguagesText)
        static let searchCompactlyPublishersText = TextRule(.array(.string), line: Lines.searchCompactlyPublishersText)
        static let searchCompactlyMarksText = TextRule(.array(.integer), line: Lines.searchCompactlyMarksText)
        static let searchCompactlyMarks = ArrayRule(line: Lines.searchCompactlyMarks)
        static let searchCompactlyMarksItem = IntegerRule(minimum: 1, maximum: 5, line: Lines.searchCompactlyMarksItem)
        static let recommendBooksXQuery = StringRule(maxLength: 80, line: Lines.recommendBooksXQuery)
        static let recommendBooksXSubjectsText = TextRule(.array(.string), line: Lines.recommendBooksXSubjectsText)
        static let recommendBooksXPublishersText = TextRule(.array(.string), line: Lines.recommendBooksXPublishersText)
        static let recommendBooksXYearsText = TextRule(
            .object([("from", .integer), ("to", .integer)]), line: Lines.recommendBooksXYearsText)
        static let recommendBooksXFilterText = TextRule(
            .object([("binding", .string), ("language", .string), ("price", .number), ("lendable", .boolean)]),
            line: Lines.recommendBooksXFilterText)
        static let recommendBooksXLendable = PlainRule(line: Lines.recommendBooksXLendable)
        static let recommendBooksMinStars = NumberRule(minimum: 0.0, maximum: 5.0, line: Lines.recommendBooksMinStars)
        static let recommendBooksLanguagesText = TextRule(.array(.string), line: Lines.recommendBooksLanguagesText)
        static let recommendBooksShelfText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]),
            line: Lines.recommendBooksShelfText)
        static let recommendBooksVisits = IntegerRule(line: Lines.recommendBooksVisits)
        static let searchAnywhereQuery = StringRule(minLength: 1, maxLength: 80, line: Lines.searchAnywhereQuery)
        static let searchAnywhereFilterText = TextRule(
            .object([("binding", .string), ("language", .string), ("price", .number), ("lendable", .boolean)]),
            line: Lines.searchAnywhereFilterText)
        static let findPlainAislesText = TextRule(.array(.string), line: Lines.findPlainAislesText)
        static let findPlainSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]), line: Lines.findPlainSpotText)
        static let findPlainPairsAislesText = TextRule(.array(.string), line: Lines.findPlainPairsAislesText)
        static let findPlainPairsSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]), line: Lines.findPlainPairsSpotText)
        static let findDottedAislesText = TextRule(.array(.string), line: Lines.findDottedAislesText)
        static let findDottedSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]), line: Lines.findDottedSpotText)
        static let findDottedPairsAislesText = TextRule(.array(.string), line: Lines.findDottedPairsAislesText)
        static let findDottedPairsSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]),
            line: Lines.findDottedPairsSpotText)
        static let findMatrixAislesText = TextRule(.array(.string), line: Lines.findMatrixAislesText)
        static let findMatrixSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]), line: Lines.findMatrixSpotText)
        static let findMatrixPairsAislesText = TextRule(.array(.string), line: Lines.findMatrixPairsAislesText)
        static let findMatrixPairsSpotText = TextRule(
            .object([("row", .string), ("shelf", .integer), ("locked", .boolean)]),
            line: Lines.findMatrixPairsSpotText)
        static let getStatisticsYear = IntegerRule(minimum: 1900, maximum: 2100, line: Lines.getStatisticsYear)
        static let response200Csv2 = StringRule(pattern: "^month,loans", line: Lines.response200Csv2)
        static let importBatchBodyCsv = StringRule(minLength: 1, line: Lines.importBatchBodyCsv)
        static let importBatchBodyJson = ArrayRule(minItems: 1, line: Lines.importBatchBodyJson)
        static let importBatchBodyMultipartText = TextRule(
            .object([("records", .file), ("note", .string)]), line: Lines.importBatchBodyMultipartText)
    }
}

extension Library {
    /// Where they say it: lines of Tests/GoldenLibrary/library.yaml.
    enum Lines {
        static var hours: Int { 1578 }
        static var weekday: Int { 1568 }
        static var hoursOpens: Int { 1583 }
        static var hoursCloses: Int { 1584 }
        static var houseRules: Int { 1586 }
        static var houseRulesRules: Int { 1592 }
        static var houseRulesRulesItem: Int { 1596 }
        static var week: Int { 1598 }
        static var weekHours: Int { 1602 }
        static var book: Int { 1606 }
        static var bookNumber: Int { 1546 }
        static var bookName: Int { 1616 }
        static var bookPages: Int { 1617 }
        static var bookPrice: Int { 1618 }
        static var binding: Int { 1563 }
        static var bookAuthors: Int { 1620 }
        static var bookAuthorsItem: Int { 1620 }
        static var bookSubtitle: Int { 1621 }
        static var shelf: Int { 1572 }
        static var shelfItem: Int { 1572 }
        static var bookEditions: Int { 1623 }
        static var bookEditionsItem: Int { 1623 }
        static var bookEditionsItemItem: Int { 1623 }
        static var bookFor: Int { 1624 }
        static var bookLendable: Int { 1625 }
        static var bookWeightGrams: Int { 1626 }
        static var bookThickness: Int { 1627 }
        static var bookLanguage: Int { 1628 }
        static var bookCopies: Int { 1629 }
        static var bookPublisherMail: Int { 1630 }
        static var bookAddedAt: Int { 1631 }
        static var place: Int { 1556 }
        static var notes: Int { 1574 }
        static var bookHistory: Int { 1634 }
        static var bookHistoryItem: Int { 1634 }
        static var bookUsed: Int { 1635 }
        static var bookRelated: Int { 1636 }
        static var bookPage: Int { 1638 }
        static var bookPageBooks: Int { 1642 }
        static var bookPageNext: Int { 1643 }
        static var card: Int { 1550 }
        static var amendment: Int { 1646 }
        static var amendmentName: Int { 1649 }
        static var amendmentPages: Int { 1650 }
        static var amendmentLendable: Int { 1651 }
        static var rating: Int { 1654 }
        static var ratingStars: Int { 1658 }
        static var ratingComment: Int { 1659 }
        static var words: Int { 1571 }
        static var wordsItem: Int { 1571 }
        static var ratingPagesRead: Int { 1661 }
        static var ratingPagesReadItem: Int { 1661 }
        static var ratingAgain: Int { 1662 }
        static var ratingWorth: Int { 1663 }
        static var pictureDetails: Int { 1666 }
        static var pictureDetailsPhotographer: Int { 1670 }
        static var pictureDetailsTakenAt: Int { 1671 }
        static var pictureUpload: Int { 1673 }
        static var pictureUploadTitle: Int { 1678 }
        static var pictureUploadFront: Int { 1679 }
        static var pictureUploadMore: Int { 1680 }
        static var pictureUploadMoreItem: Int { 1680 }
        static var pictureUploadRemarks: Int { 1682 }
        static var pictureUploadKeywords: Int { 1683 }
        static var pictureUploadKeywordsItem: Int { 1683 }
        static var pictureUploadQuality: Int { 1684 }
        static var pictureUploadWidth: Int { 1685 }
        static var pictureUploadPublic: Int { 1686 }
        static var condition: Int { 1566 }
        static var fileReceipt: Int { 1689 }
        static var fileReceiptName: Int { 1693 }
        static var fileReceiptMediaType: Int { 1694 }
        static var fileReceiptBytes: Int { 1695 }
        static var pictureReceipt: Int { 1697 }
        static var pictureReceiptTitle: Int { 1701 }
        static var pictureReceiptMore: Int { 1703 }
        static var pictureReceiptKeywords: Int { 1706 }
        static var pictureReceiptKeywordsItem: Int { 1706 }
        static var pictureReceiptQuality: Int { 1707 }
        static var pictureReceiptWidth: Int { 1708 }
        static var pictureReceiptPublic: Int { 1709 }
        static var subject: Int { 1712 }
        static var subjectName: Int { 1717 }
        static var subjectNarrower: Int { 1718 }
        static var spot: Int { 1722 }
        static var spotRow: Int { 1727 }
        static var spotShelf: Int { 1728 }
        static var spotLocked: Int { 1729 }
        static var copy: Int { 1731 }
        static var copyNumber: Int { 1735 }
        static var copyLentUntil: Int { 1738 }
        static var registration: Int { 1742 }
        static var registrationName: Int { 1747 }
        static var registrationEMail: Int { 1748 }
        static var registrationNewsletter: Int { 1749 }
        static var reader: Int { 1752 }
        static var readerName: Int { 1757 }
        static var readerEMail: Int { 1758 }
        static var readerJoinedAt: Int { 1759 }
        static var readerNewsletter: Int { 1760 }
        static var readerUpdate: Int { 1763 }
        static var readerUpdateName: Int { 1766 }
        static var readerUpdateNewsletter: Int { 1767 }
        static var loan: Int { 1769 }
        static var loanReader: Int { 1774 }
        static var loanWriter: Int { 1775 }
        static var loanContainer: Int { 1776 }
        static var loanDecoder: Int { 1777 }
        static var loanEncoder: Int { 1778 }
        static var loanMember: Int { 1779 }
        static var loanObject: Int { 1780 }
        static var loanElement: Int { 1781 }
        static var loanElementItem: Int { 1781 }
        static var loanSaySo: Int { 1782 }
        static var loanAwait: Int { 1783 }
        static var loanLoad: Int { 1784 }
        static var loanEntry: Int { 1786 }
        static var loanState: Int { 1567 }
        static var loanEntryDueAt: Int { 1792 }
        static var loanList: Int { 1794 }
        static var loanListLoans: Int { 1798 }
        static var loanListByState: Int { 1799 }
        static var renewal: Int { 1801 }
        static var renewalDueAt: Int { 1805 }
        static var messageForm: Int { 1807 }
        static var message: Int { 1560 }
        static var messageFormUrgent: Int { 1812 }
        static var messageFormCopiesTo: Int { 1813 }
        static var messageFormCopiesToItem: Int { 1813 }
        static var messageReceipt: Int { 1815 }
        static var messageReceiptKind: Int { 1819 }
        static var messageReceiptLength: Int { 1820 }
        static var years: Int { 1825 }
        static var yearsFrom: Int { 1828 }
        static var yearsTo: Int { 1829 }
        static var filter: Int { 1831 }
        static var filterLanguage: Int { 1835 }
        static var filterPrice: Int { 1836 }
        static var filterLendable: Int { 1837 }
        static var question: Int { 1839 }
        static var questionQuery: Int { 1844 }
        static var questionMarks: Int { 1851 }
        static var questionMarksItem: Int { 1851 }
        static var questionLendable: Int { 1852 }
        static var questionMinStars: Int { 1853 }
        static var questionVisits: Int { 1855 }
        static var found: Int { 1857 }
        static var foundBooks: Int { 1862 }
        static var directions: Int { 1864 }
        static var hall: Int { 1559 }
        static var floor: Int { 1558 }
        static var batchUpload: Int { 1875 }
        static var batchUploadRecords: Int { 1879 }
        static var batchUploadNote: Int { 1880 }
        static var importReport: Int { 1882 }
        static var batch: Int { 1561 }
        static var importReportBytes: Int { 1887 }
        static var importReportPieces: Int { 1888 }
        static var importReportKind: Int { 1889 }
        static var statistics: Int { 1891 }
        static var statisticsMonths: Int { 1895 }
        static var statisticsMonthsItem: Int { 1895 }
        static var statisticsShares: Int { 1896 }
        static var statisticsSharesItem: Int { 1896 }
        static var problem: Int { 1900 }
        static var problemError: Int { 1904 }
        static var problemCode: Int { 1905 }
        static var problemDetails: Int { 1906 }
        static var problemDetail: Int { 1908 }
        static var problemDetailPointer: Int { 1912 }
        static var problemDetailMessage: Int { 1913 }
        static var response200Csv: Int { 60 }
        static var response200Text: Int { 62 }
        static var retryAfterHeader: Int { 1452 }
        static var getHouseRulesIfNoneMatch: Int { 1444 }
        static var eTagHeader: Int { 1447 }
        static var xWaitingHeader: Int { 140 }
        static var followNoticesLastEventID: Int { 174 }
        static var listBooksLimit: Int { 1437 }
        static var listBooksOffset: Int { 200 }
        static var listBooksMinPrice: Int { 201 }
        static var listBooksMaxWeight: Int { 202 }
        static var listBooksSoldOut: Int { 203 }
        static var listBooksLanguage: Int { 204 }
        static var listBooksIn: Int { 205 }
        static var xTotalHeader: Int { 214 }
        static var wwwAuthenticateHeader: Int { 1450 }
        static var wwwAuthenticateHeader2: Int { 1451 }
        static var acceptHeader: Int { 1521 }
        static var replaceBookIfMatch: Int { 281 }
        static var response200: Int { 363 }
        static var writeBlurbBody: Int { 379 }
        static var setNotesBody: Int { 464 }
        static var relateBooksBody: Int { 488 }
        static var response2002: Int { 494 }
        static var rateBookBodyText: Int { 517 }
        static var addPicturesBodyText: Int { 547 }
        static var lookUpOldNumberNumber: Int { 590 }
        static var copies: Int { 1573 }
        static var getCopyCopy: Int { 1421 }
        static var registerReaderBodyFormText: Int { 716 }
        static var response2003: Int { 811 }
        static var listLoansInStatesText: Int { 835 }
        static var listLoansInStates: Int { 835 }
        static var lendDefault: Int { 860 }
        static var lendInput: Int { 861 }
        static var responseHeader: Int { 888 }
        static var few: Int { 1557 }
        static var openDeskDesk: Int { 1432 }
        static var sendMessageBodyJson: Int { 960 }
        static var sendMessageBodyJsonItem: Int { 960 }
        static var sendMessageBodyFormText: Int { 962 }
        static var response200Text2: Int { 970 }
        static var searchBooksQuery: Int { 991 }
        static var searchBooksSubjectsText: Int { 992 }
        static var searchBooksYearsText: Int { 993 }
        static var searchBooksFilterText: Int { 994 }
        static var searchBooksLanguagesText: Int { 995 }
        static var searchBooksPublishersText: Int { 996 }
        static var searchBooksMarksText: Int { 998 }
        static var searchBooksMarks: Int { 998 }
        static var searchBooksMarksItem: Int { 998 }
        static var searchBooksLendable: Int { 999 }
        static var searchBooksMinStars: Int { 1000 }
        static var searchCompactlyQuery: Int { 1016 }
        static var searchCompactlySubjectsText: Int { 1017 }
        static var searchCompactlyYearsText: Int { 1018 }
        static var searchCompactlyLanguagesText: Int { 1019 }
        static var searchCompactlyPublishersText: Int { 1020 }
        static var searchCompactlyMarksText: Int { 1021 }
        static var searchCompactlyMarks: Int { 1021 }
        static var searchCompactlyMarksItem: Int { 1021 }
        static var recommendBooksXQuery: Int { 1037 }
        static var recommendBooksXSubjectsText: Int { 1038 }
        static var recommendBooksXPublishersText: Int { 1039 }
        static var recommendBooksXYearsText: Int { 1040 }
        static var recommendBooksXFilterText: Int { 1041 }
        static var recommendBooksXLendable: Int { 1043 }
        static var recommendBooksMinStars: Int { 1044 }
        static var recommendBooksLanguagesText: Int { 1045 }
        static var recommendBooksShelfText: Int { 1046 }
        static var recommendBooksVisits: Int { 1047 }
        static var searchAnywhereQuery: Int { 1064 }
        static var searchAnywhereFilterText: Int { 1065 }
        static var findPlainAislesText: Int { 1083 }
        static var findPlainSpotText: Int { 1084 }
        static var findPlainPairsAislesText: Int { 1102 }
        static var findPlainPairsSpotText: Int { 1103 }
        static var findDottedAislesText: Int { 1121 }
        static var findDottedSpotText: Int { 1122 }
        static var findDottedPairsAislesText: Int { 1140 }
        static var findDottedPairsSpotText: Int { 1141 }
        static var findMatrixAislesText: Int { 1159 }
        static var findMatrixSpotText: Int { 1160 }
        static var findMatrixPairsAislesText: Int { 1178 }
        static var findMatrixPairsSpotText: Int { 1179 }
        static var getStatisticsYear: Int { 1217 }
        static var response200Csv2: Int { 1225 }
        static var importBatchBodyCsv: Int { 1319 }
        static var importBatchBodyJson: Int { 1321 }
        static var importBatchBodyMultipartText: Int { 1326 }
    }
}

extension Library {
    /// The contract, byte for byte.
    // swift-format-ignore
    package static var document: ContractDocument {
        ContractDocument(
            file: "Tests/GoldenLibrary/library.yaml",
            title: "Town Library",
            version: "2.1.0",
            sha256: "bbb5a992a4485f5f9bfa6b9e0267f169ba54c595082e02d0d4c2fc4ff6bd373b",
            text: #"""
# The contract of a town library: another domain than Vellum's own, and every construct that the generator knows.
#
# The Swift files beside it are generated from it. They are checked in, so that a change of the generator can be read,
# compiled, so that it is known to work, and served and driven over the wire by Tests/GoldenLibraryTests.
openapi: 3.0.3
info:
  title: Town Library
  version: 2.1.0
  description: |
    Books, the copies on the shelves, the readers who borrow them, and the desks where they do.

    Checks come in a fixed order: who calls (401), whether the path can exist (404), whether it is theirs (403), what
    they accept (406), what they send (400, 411, 413, 415), and last what is stored (404, 409, 412).
servers:
  - url: http://127.0.0.1:3000
    description: The server at the returns desk.

# Who calls is a reader, unless an operation says otherwise.
security:
  - readerToken: []

tags:
  - name: House
    description: The building, its hours and its news. Anybody may ask.
  - name: Books
    description: |
      What stands on the shelves.

      Anybody may look; partners and the desks may change it.
  - name: Copies
  - name: Readers
    description: Who has a card.
  - name: Loan desk
    description: Who has which book, and for how long.
  - name: Search
    description: Looking for books, in the many ways in which catalogues of other makers write a question.
  - name: Guide
    description: |
      Directions to a shelf.

      The guide posts in the halls are of three makers, and each writes the places in a path in a style of its own.
  - name: Imports
    description: Catalogue records that come and go in bulk.

paths:
  # House
  /opening-hours:
    get:
      operationId: getOpeningHours
      tags: [House]
      summary: When the library is open
      security: []
      responses:
        '200':
          description: The hours of a week, as data, as a table, or as the note on the door.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Week'}
            text/csv:
              schema: {type: string}
            text/plain:
              schema: {type: string, minLength: 1, maxLength: 2000}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /house-rules:
    get:
      operationId: getHouseRules
      tags: [House]
      summary: What visitors must keep to
      description: On the wall since 1911.
      security: []
      x-constant: true
      parameters:
        - {$ref: '#/components/parameters/IfNoneMatch'}
      responses:
        '200':
          description: The rules.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/HouseRules'}
        '304':
          description: The client has them already.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /logo:
    get:
      operationId: getLogo
      tags: [House]
      summary: The library's sign
      description: The two owls.
      security: []
      parameters:
        - {$ref: '#/components/parameters/IfNoneMatch'}
      responses:
        '200':
          description: The sign, as the client likes it best.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
            Cache-Control: {$ref: '#/components/headers/NoCache'}
            X-Content-Type-Options:
              description: What it says it is, it is.
              required: true
              schema: {type: string, enum: [nosniff]}
          content:
            image/svg+xml:
              schema: {type: string, format: binary}
            image/png:
              schema: {type: string, format: binary}
        '304':
          description: The client has it already.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /bell:
    post:
      operationId: ringBell
      tags: [House]
      summary: Ring the bell of the desk
      security: []
      responses:
        '202':
          description: Somebody will come.
          headers:
            X-Waiting:
              description: How many wait already.
              schema: {type: integer, minimum: 0, maximum: 99}
        '204': {description: Somebody is here.}
        '418': {description: The bell is a teapot.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /arrivals:
    get:
      operationId: watchArrivals
      tags: [House]
      summary: Watch books arrive
      security: []
      responses:
        '200':
          description: A picture for each arrival.
          content:
            multipart/x-mixed-replace:
              schema: {type: string, format: binary, description: Parts of image/svg+xml.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /notices:
    get:
      operationId: followNotices
      tags: [House]
      summary: Follow the notice board
      security: []
      parameters:
        - name: Last-Event-ID
          in: header
          description: The notice that the client saw last.
          schema: {type: integer, format: int64, minimum: 0}
      responses:
        '200':
          description: An event for each notice.
          headers:
            Cache-Control: {$ref: '#/components/headers/NoCache'}
          content:
            text/event-stream:
              schema: {type: string, format: binary}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Books
  /books:
    get:
      operationId: listBooks
      tags: [Books]
      summary: List the books
      description: The newest first. Who has a card sees first what they may borrow.
      security:
        - readerToken: []
        - {}
      parameters:
        - {$ref: '#/components/parameters/Limit'}
        - {name: offset, in: query, description: So many are passed over., schema: {type: integer, minimum: 0, default: 0}}
        - {name: min_price, in: query, schema: {type: number, minimum: 0.5}}
        - {name: max_weight, in: query, schema: {type: number, format: float, default: 2.5}}
        - {name: sold_out, in: query, schema: {type: boolean, default: false}}
        - {name: language, in: query, schema: {type: string, minLength: 2, maxLength: 8, default: en}}
        - {name: in, in: query, deprecated: true, description: A hall; ask the guide instead., schema: {type: string}}
        - {$ref: '#/components/parameters/IfNoneMatch'}
      responses:
        '200':
          description: |
            Some books.
            The ETag names this page of them.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
            X-Total: {description: How many there are., schema: {type: integer, format: int32, minimum: 0}}
            X-Last-Page: {required: true, schema: {type: boolean}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/BookPage'}
        '304': {description: Nothing new.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    post:
      operationId: addBook
      tags: [Books]
      summary: Add a book
      description: From a desk, with its key and a clerk's password, or by a partner who may write.
      security:
        - clerk: []
          deskKey: []
        - partner: ['catalogue:write']
      requestBody: {$ref: '#/components/requestBodies/Book'}
      responses:
        '201':
          description: It stands on the shelf.
          headers:
            Location: {$ref: '#/components/headers/Location'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Book'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '409': {$ref: '#/components/responses/Conflict'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    get:
      operationId: getBook
      tags: [Books]
      summary: Read about a book
      security: []
      responses:
        '200':
          description: The book.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Book'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    put:
      operationId: replaceBook
      tags: [Books]
      summary: Write a book's record anew
      security:
        - clerk: []
      parameters:
        - {name: If-Match, in: header, description: The ETag of the record that is to go., schema: {type: string, maxLength: 80}}
      requestBody: {$ref: '#/components/requestBodies/Book'}
      responses:
        '200':
          description: The new record.
          headers:
            ETag: {$ref: '#/components/headers/ETag'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Book'}
        '201':
          description: There was none before.
          headers:
            Location: {$ref: '#/components/headers/Location'}
            ETag: {$ref: '#/components/headers/ETag'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Book'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '412': {$ref: '#/components/responses/PreconditionFailed'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    patch:
      operationId: amendBook
      tags: [Books]
      summary: Change some of a book's record
      security:
        - partner: ['catalogue:write']
      requestBody:
        description: What is to change (RFC 7396).
        required: true
        content:
          application/merge-patch+json:
            schema: {$ref: '#/components/schemas/Amendment'}
      responses:
        '204': {description: Changed.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    delete:
      operationId: removeBook
      tags: [Books]
      summary: Take a book off the shelves
      security:
        - partner: ['catalogue:write', 'catalogue:remove']
      responses:
        '204': {description: It is gone.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '409': {$ref: '#/components/responses/Conflict'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/blurb:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    get:
      operationId: readBlurb
      tags: [Books]
      summary: |
        Read the back
        of a book

        Or its flap.
      security: []
      responses:
        '200':
          description: What it says.
          content:
            text/plain:
              schema: {type: string, maxLength: 500}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    put:
      operationId: writeBlurb
      tags: [Books]
      summary: Write the back of a book
      security:
        - clerk: []
      requestBody:
        required: true
        content:
          text/plain:
            schema: {type: string, minLength: 1, maxLength: 500, not: {pattern: '<'}}
      responses:
        '204': {description: Written.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/cover:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    get:
      operationId: getCover
      tags: [Books]
      summary: See the cover
      security: []
      responses:
        '200':
          description: The picture.
          content:
            image/png:
              schema: {type: string, format: binary}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    put:
      operationId: setCover
      tags: [Books]
      summary: Send the cover
      security:
        - deskKey: []
      requestBody:
        description: A picture of 64 KiB at most.
        required: true
        x-max-bytes: 65536
        content:
          image/png:
            schema: {type: string, format: binary}
      responses:
        '204': {description: It is on the book.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/notes:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    get:
      operationId: getNotes
      tags: [Books]
      summary: Read the librarian's notes
      security:
        - clerk: []
      responses:
        '200':
          description: Whatever was noted.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Notes'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    put:
      operationId: setNotes
      tags: [Books]
      summary: Replace the librarian's notes
      security:
        - clerk: []
      requestBody:
        required: true
        x-max-bytes: 4096
        content:
          application/json:
            schema: {type: object, additionalProperties: true}
      responses:
        '204': {description: Noted.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/related:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    put:
      operationId: relateBooks
      tags: [Books]
      summary: Say which books go with this one
      security:
        - partner: []
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: array, minItems: 1, maxItems: 5, items: {$ref: '#/components/schemas/BookNumber'}}
      responses:
        '200':
          description: All that go with it now.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/BookNumber'}}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/ratings:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    post:
      operationId: rateBook
      tags: [Books]
      summary: Say how a book was
      requestBody:
        description: The form on the web page.
        required: true
        x-max-bytes: 2000
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Rating'}
      responses:
        '201':
          description: Thank you.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Rating'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/pictures:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    post:
      operationId: addPictures
      tags: [Books]
      summary: Add pictures of a book
      security:
        - deskKey: []
      requestBody:
        required: true
        x-max-bytes: 200000
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/PictureUpload'}
      responses:
        '201':
          description: What has come.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/PictureReceipt'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /subjects:
    get:
      operationId: listSubjects
      tags: [Books]
      summary: See what the books are about
      security: []
      responses:
        '200':
          description: The subjects, the narrower within the broader.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Subject'}
              examples:
                subjects: {$ref: '#/components/examples/Subjects'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /old-numbers/{number}:
    get:
      operationId: lookUpOldNumber
      tags: [Books]
      summary: Find a book by its number of before 1974
      deprecated: true
      security: []
      parameters:
        - {name: number, in: path, required: true, schema: {type: integer, format: int64, minimum: 1}}
      responses:
        '200':
          description: The book has kept its old number only.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Book'}
        '301':
          description: It has a new one.
          headers:
            Location: {$ref: '#/components/headers/Location'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Copies
  /books/{isbn}/copies:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
    get:
      operationId: listCopies
      tags: [Copies]
      summary: List the copies of a book
      security: []
      responses:
        '200':
          description: All copies.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Copies'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/copies/{copy}:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
      - {$ref: '#/components/parameters/Copy'}
    get:
      operationId: getCopy
      tags: [Copies]
      summary: Read about a copy
      security: []
      responses:
        '200':
          description: The copy.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Copy'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/copies/{copy}/moves:
    parameters:
      - {$ref: '#/components/parameters/ISBN'}
      - {$ref: '#/components/parameters/Copy'}
    post:
      operationId: moveCopy
      tags: [Copies]
      summary: Move a copy
      description: Without a body it goes back to where it belongs.
      security:
        - deskKey: []
      requestBody:
        description: Where to.
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Spot'}
      responses:
        '202':
          description: It is on the trolley.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Copy'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /books/{isbn}/copies/{copy}/condition/{condition}:
    put:
      operationId: judgeCopy
      tags: [Copies]
      summary: Say how a copy looks
      security:
        - deskKey: []
      parameters:
        - {$ref: '#/components/parameters/ISBN'}
        - {$ref: '#/components/parameters/Copy'}
        - name: condition
          in: path
          required: true
          schema: {$ref: '#/components/schemas/Condition'}
      responses:
        '204': {description: Noted.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Readers
  /readers:
    post:
      operationId: registerReader
      tags: [Readers]
      summary: Get a card
      security: []
      requestBody:
        description: Who it is for, by a program or by the form on the web page.
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Registration'}
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Registration'}
      responses:
        '201':
          description: The card.
          headers:
            Location: {$ref: '#/components/headers/Location'}
            Cache-Control: {$ref: '#/components/headers/NoCache'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Reader'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '409': {$ref: '#/components/responses/Conflict'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /readers/{card}:
    parameters:
      - {$ref: '#/components/parameters/Card'}
    get:
      operationId: getReader
      tags: [Readers]
      summary: See what the library knows of a reader
      description: By the app with its token, or on the web page with its cookie.
      security:
        - readerToken: []
        - readerCookie: []
      x-owner: card
      responses:
        '200':
          description: All of it.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Reader'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    patch:
      operationId: updateReader
      tags: [Readers]
      summary: Change what the library knows of a reader
      x-owner: card
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/ReaderUpdate'}
      responses:
        '200':
          description: As it is now.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Reader'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    delete:
      operationId: cancelCard
      tags: [Readers]
      summary: Give a card back
      x-owner: card
      responses:
        '204': {description: Good-bye.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '409': {$ref: '#/components/responses/Conflict'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /my/shelf:
    get:
      operationId: getMyShelf
      tags: [Readers]
      summary: See the books that wait for me
      security:
        - readerCookie: []
      responses:
        '200':
          description: Their numbers.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/BookNumber'}}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Loan desk
  /readers/{card}/loans:
    parameters:
      - {$ref: '#/components/parameters/Card'}
    get:
      operationId: listLoans
      tags: [Loan desk]
      summary: List the loans of a reader
      x-owner: card
      parameters:
        - name: state
          in: query
          description: Only those in this state.
          schema: {$ref: '#/components/schemas/LoanState'}
        - name: in_states
          in: query
          description: Or in any of these.
          schema: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/LoanState'}}
      responses:
        '200':
          description: The loans.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/LoanList'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /readers/{card}/loans/{isbn}:
    parameters:
      - {$ref: '#/components/parameters/Card'}
      - {$ref: '#/components/parameters/ISBN'}
    put:
      operationId: lend
      tags: [Loan desk]
      summary: Lend a book
      x-owner: card
      parameters:
        - {name: default, in: query, description: A keyword of Swift as a name., schema: {type: string}}
        - {name: input, in: query, required: true, description: A name of the generated code., schema: {type: integer}}
      requestBody:
        description: What is said of the loan.
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Loan'}
      responses:
        '204': {description: Lent.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '409': {$ref: '#/components/responses/Conflict'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    delete:
      operationId: giveBack
      tags: [Loan desk]
      summary: Give a book back
      x-owner: card
      responses:
        '202':
          description: Thank you.
          headers:
            Response: {description: A name of the generated code., schema: {type: string}}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /readers/{card}/loans/{isbn}/renewals:
    post:
      operationId: renewLoan
      tags: [Loan desk]
      summary: Keep a book longer
      x-owner: card
      parameters:
        - {$ref: '#/components/parameters/Card'}
        - {$ref: '#/components/parameters/ISBN'}
      responses:
        '200':
          description: Until when.
          headers:
            X-Renewals-Left: {required: true, schema: {$ref: '#/components/schemas/Few'}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Renewal'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '409': {$ref: '#/components/responses/Conflict'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /desks/{desk}/opening:
    parameters:
      - {$ref: '#/components/parameters/Desk'}
    put:
      operationId: openDesk
      tags: [Loan desk]
      summary: Open a desk
      description: Whoever opens it has a password, and the key that lies in the drawer.
      security:
        - clerk: []
          deskKey: []
      responses:
        '204': {description: It is open.}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /desks/{desk}/messages:
    parameters:
      - {$ref: '#/components/parameters/Desk'}
    post:
      operationId: sendMessage
      tags: [Loan desk]
      summary: Send a desk a message
      description: With a card it comes from a reader, without from somebody.
      security:
        - {}
        - readerToken: []
        - readerCookie: []
      requestBody:
        description: A note, a form, or a picture of a book that nobody can name.
        x-max-bytes: 10000
        content:
          text/plain:
            schema: {$ref: '#/components/schemas/Message'}
          application/json:
            schema: {type: array, maxItems: 10, items: {type: string, maxLength: 80}}
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/MessageForm'}
          application/octet-stream:
            schema: {type: string, format: binary}
      responses:
        '200':
          description: What has come, in words, or as data.
          content:
            text/plain:
              schema: {type: string}
            application/json:
              schema: {$ref: '#/components/schemas/MessageReceipt'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Search
  /search:
    get:
      operationId: searchBooks
      tags: [Search]
      summary: Look for books
      description: Each item of a list stands by itself.
      security: []
      parameters:
        - {name: query, in: query, required: true, style: form, explode: true, allowReserved: true, schema: {type: string, minLength: 1, maxLength: 80}}
        - {name: subjects, in: query, schema: {$ref: '#/components/schemas/Words'}}
        - {name: years, in: query, schema: {$ref: '#/components/schemas/Years'}}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: languages, in: query, style: spaceDelimited, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: publishers, in: query, style: pipeDelimited, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: binding, in: query, schema: {$ref: '#/components/schemas/Binding'}}
        - {name: marks, in: query, schema: {type: array, items: {type: integer, minimum: 1, maximum: 5}}}
        - {name: lendable, in: query, schema: {type: boolean}}
        - {name: min_stars, in: query, schema: {type: number, minimum: 0, maximum: 5}}
      responses:
        '200': {$ref: '#/components/responses/Found'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /search/compact:
    get:
      operationId: searchCompactly
      tags: [Search]
      summary: Look for books with a short question
      description: All items of a list stand together.
      security: []
      parameters:
        - {name: query, in: query, required: true, explode: false, schema: {type: string, minLength: 1, maxLength: 80}}
        - {name: subjects, in: query, explode: false, schema: {$ref: '#/components/schemas/Words'}}
        - {name: years, in: query, explode: false, schema: {$ref: '#/components/schemas/Years'}}
        - {name: languages, in: query, style: spaceDelimited, schema: {$ref: '#/components/schemas/Words'}}
        - {name: publishers, in: query, style: pipeDelimited, explode: false, schema: {$ref: '#/components/schemas/Words'}}
        - {name: marks, in: query, explode: false, schema: {type: array, items: {type: integer, minimum: 1, maximum: 5}}}
      responses:
        '200': {$ref: '#/components/responses/Found'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /search/recommended:
    get:
      operationId: recommendBooks
      tags: [Search]
      summary: Ask for books that one might like
      description: What is asked for stands in fields and cookies, as the kiosks send it.
      security: []
      parameters:
        - {name: X-Query, in: header, required: true, schema: {type: string, maxLength: 80}}
        - {name: X-Subjects, in: header, schema: {$ref: '#/components/schemas/Words'}}
        - {name: X-Publishers, in: header, style: simple, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: X-Years, in: header, schema: {$ref: '#/components/schemas/Years'}}
        - {name: X-Filter, in: header, explode: true, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: X-Binding, in: header, schema: {$ref: '#/components/schemas/Binding'}}
        - {name: X-Lendable, in: header, explode: true, schema: {type: boolean}}
        - {name: min_stars, in: cookie, schema: {type: number, minimum: 0, maximum: 5}}
        - {name: languages, in: cookie, style: form, explode: false, schema: {$ref: '#/components/schemas/Words'}}
        - {name: shelf, in: cookie, explode: false, schema: {$ref: '#/components/schemas/Spot'}}
        - {name: visits, in: cookie, explode: false, schema: {type: integer, default: 1}}
      responses:
        '200': {$ref: '#/components/responses/Found'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /search/anywhere:
    get:
      operationId: searchAnywhere
      tags: [Search]
      summary: Look for books from another catalogue's page
      description: Whatever else that page sends is passed over.
      security: []
      x-undeclared-query: ignore
      parameters:
        - {name: query, in: query, required: true, example: owls, schema: {type: string, minLength: 1, maxLength: 80}}
        - {name: filter, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}
      responses:
        '200': {$ref: '#/components/responses/Found'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Guide
  /guide/plain/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findPlain
      tags: [Guide]
      summary: 'Find a place that is written plainly: east/2/5,6/row,4,shelf,7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /guide/plain-pairs/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findPlainPairs
      tags: [Guide]
      summary: 'Find a place that is written plainly in pairs: east/2/5,6/row=4,shelf=7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, style: simple, explode: true, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, style: simple, explode: true, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, style: simple, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, style: simple, explode: true, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /guide/dotted/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findDotted
      tags: [Guide]
      summary: 'Find a place that is written with dots: .east/.2/.5,6/.row,4,shelf,7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, style: label, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /guide/dotted-pairs/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findDottedPairs
      tags: [Guide]
      summary: 'Find a place that is written with dots in pairs: .east/.2/.5.6/.row=4.shelf=7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, style: label, explode: true, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, style: label, explode: true, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, style: label, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, style: label, explode: true, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /guide/matrix/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findMatrix
      tags: [Guide]
      summary: 'Find a place that is written by name: ;hall=east/;floor=2/;aisles=5,6/;spot=row,4,shelf,7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, style: matrix, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, style: matrix, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, style: matrix, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, style: matrix, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /guide/matrix-pairs/{hall}/{floor}/{aisles}/{spot}:
    get:
      operationId: findMatrixPairs
      tags: [Guide]
      summary: 'Find a place that is written by name in pairs: ;hall=east/;floor=2/;aisles=5;aisles=6/;row=4;shelf=7'
      security: []
      parameters:
        - {name: hall, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/Hall'}}
        - {name: floor, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/Floor'}}
        - {name: aisles, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/Words'}}
        - {name: spot, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/Spot'}}
      responses:
        '200': {$ref: '#/components/responses/Directions'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  # Imports
  /feed:
    get:
      operationId: readFeed
      tags: [Imports]
      summary: Follow the catalogue with a feed reader
      description: Feed readers send no fields, so the key stands in the address.
      security:
        - feedKey: []
      responses:
        '200':
          description: The newest books.
          content:
            application/atom+xml:
              schema: {type: string, format: binary}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /statistics:
    get:
      operationId: getStatistics
      tags: [Imports]
      summary: Count the loans
      security:
        - university: [statistics, openid]
      parameters:
        - {name: year, in: query, schema: {type: integer, minimum: 1900, maximum: 2100}}
      responses:
        '200':
          description: The loans of each month, as data or as a table.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Statistics'}
            text/csv:
              schema: {type: string, pattern: '^month,loans'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /catalogue:
    get:
      operationId: exportCatalogue
      tags: [Imports]
      summary: Fetch the whole catalogue
      security:
        - partner: ['catalogue:read']
        - university: [catalogue]
      responses:
        '200':
          description: All records, as they come from the store.
          headers:
            Content-Disposition: {required: true, schema: {type: string, enum: ['attachment; filename="catalogue.bin"']}}
          content:
            application/octet-stream:
              x-stream: true
              schema: {type: string, format: binary}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '403': {$ref: '#/components/responses/Forbidden'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /imports:
    post:
      operationId: importCatalogue
      tags: [Imports]
      summary: Send the whole catalogue
      description: It is read as it comes; records that have come are kept when it breaks off.
      security:
        - deskKey: []
      requestBody:
        required: true
        x-max-bytes: 1048576
        content:
          application/octet-stream:
            x-stream: true
            schema: {type: string, format: binary}
      responses:
        '201':
          description: All of it.
          headers:
            Location: {$ref: '#/components/headers/Location'}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/ImportReport'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

  /imports/{batch}:
    parameters:
      - {name: batch, in: path, required: true, schema: {$ref: '#/components/schemas/Batch'}}
    get:
      operationId: getImport
      tags: [Imports]
      summary: See what became of an import
      security:
        - deskKey: []
      responses:
        '200':
          description: What became of it.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/ImportReport'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}
    put:
      operationId: importBatch
      tags: [Imports]
      summary: Send some records
      security:
        - deskKey: []
      requestBody:
        required: true
        content:
          text/csv:
            schema: {type: string, minLength: 1}
          application/json:
            schema: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Book'}}
          application/octet-stream:
            x-stream: true
            schema: {type: string, format: binary}
          multipart/form-data:
            schema: {$ref: '#/components/schemas/BatchUpload'}
      responses:
        '200':
          description: The batch was there before, and is replaced.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/ImportReport'}
        '201':
          description: A new batch.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/ImportReport'}
        '400': {$ref: '#/components/responses/BadRequest'}
        '401': {$ref: '#/components/responses/Unauthorized'}
        '404': {$ref: '#/components/responses/NotFound'}
        '406': {$ref: '#/components/responses/NotAcceptable'}
        '413': {$ref: '#/components/responses/ContentTooLarge'}
        '415': {$ref: '#/components/responses/UnsupportedMediaType'}
        '500': {$ref: '#/components/responses/ServerError'}
        '503': {$ref: '#/components/responses/Unavailable'}

# What the engine answers on any path.
x-engine-responses:
  '404': {$ref: '#/components/responses/NotFound'}
  '405':
    description: The path has other methods.
    headers:
      Allow: {required: true, schema: {type: string}}
    content:
      application/json:
        schema: {$ref: '#/components/schemas/Problem'}
  '408': {$ref: '#/components/responses/BadRequest'}
  '411': {$ref: '#/components/responses/BadRequest'}

components:
  securitySchemes:
    readerToken:
      type: http
      scheme: bearer
      bearerFormat: JWT
      description: A reader, by the token of the app.
    readerCookie:
      type: apiKey
      in: cookie
      name: reader_session
      description: A reader, by the cookie of the web page.
    clerk:
      type: http
      scheme: basic
      description: Who works here, by name and password.
    deskKey:
      type: apiKey
      in: header
      name: X-Desk-Key
      description: A desk, by the key in its drawer.
    feedKey: {type: apiKey, in: query, name: key}
    partner:
      type: oauth2
      description: Another library, by a token of the union catalogue.
      flows:
        clientCredentials:
          tokenUrl: https://union.example/token
          scopes:
            catalogue:read: Read all records.
            catalogue:write: Write records.
        authorizationCode:
          authorizationUrl: https://union.example/authorize
          tokenUrl: https://union.example/token
          refreshUrl: https://union.example/refresh
          scopes:
            catalogue:write: Write records.
            catalogue:remove: Remove records.
        implicit:
          authorizationUrl: https://union.example/authorize
          scopes: {}
        password:
          tokenUrl: https://union.example/token
          scopes: {}
    university:
      type: openIdConnect
      openIdConnectUrl: https://university.example/.well-known/openid-configuration
      description: Who studies the library, by a token of the university.

  parameters:
    ISBN:
      name: isbn
      in: path
      required: true
      description: Thirteen digits.
      example: '9780000000002'
      schema: {$ref: '#/components/schemas/BookNumber'}
    Copy:
      name: copy
      in: path
      required: true
      schema: {type: integer, format: int32, minimum: 1}
    Card:
      name: card
      in: path
      required: true
      description: The reader's card.
      schema: {$ref: '#/components/schemas/Card'}
    Desk:
      name: desk
      in: path
      required: true
      schema: {type: string, pattern: '^[a-z]{1,12}$'}
    Limit:
      name: limit
      in: query
      description: So many at most.
      schema: {type: integer, minimum: 1, maximum: 50, default: 20}
      examples:
        few: {value: 5}
    IfNoneMatch:
      name: If-None-Match
      in: header
      description: What the client has already.
      schema: {type: string, maxLength: 200}

  headers:
    ETag: {required: true, schema: {type: string, pattern: '^"[0-9a-z]+"$'}}
    Location: {required: true, description: Where it is., schema: {$ref: '#/components/schemas/Place'}}
    NoCache: {required: true, schema: {type: string, enum: [no-cache]}}
    Challenge: {required: true, description: How to say who one is., schema: {type: string}}
    ScopeChallenge: {deprecated: false, description: Which scope is missing., schema: {type: string}}
    RetryAfter: {required: true, description: In so many seconds., example: 1, schema: {type: integer, minimum: 1}}

  requestBodies:
    Book:
      description: The record.
      required: true
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Book'}

  responses:
    Found:
      description: Some books, and the question as it was understood.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Found'}
    Directions:
      description: The place, as it was understood, and the way.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Directions'}
    BadRequest:
      description: What was wrong with the request.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
          example: {error: The request is not valid, code: invalid_request}
    Unauthorized:
      description: Say who you are.
      headers:
        WWW-Authenticate: {$ref: '#/components/headers/Challenge'}
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    Forbidden:
      description: It is not yours, or your token does not reach that far.
      headers:
        WWW-Authenticate: {$ref: '#/components/headers/ScopeChallenge'}
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    NotFound:
      description: There is no such thing here.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    NotAcceptable:
      description: There is nothing that the client accepts.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    Conflict:
      description: Something else stands against it.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    PreconditionFailed:
      description: Somebody was faster.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    ContentTooLarge:
      description: That is too much.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    UnsupportedMediaType:
      description: Send something else.
      headers:
        Accept: {required: true, description: What to send., schema: {type: string}}
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    ServerError:
      description: Something broke; the log says what.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}
    Unavailable:
      description: The library is closed for now.
      headers:
        Retry-After: {$ref: '#/components/headers/RetryAfter'}
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Problem'}

  examples:
    Subjects:
      summary: Owls among birds
      value: {name: birds, narrower: [{name: owls}]}

  schemas:
    # Single values.
    BookNumber:
      description: An ISBN of thirteen digits.
      type: string
      pattern: '^97[89]\d{10}$'
    Card:
      description: The number of a reader's card.
      type: string
      minLength: 4
      maxLength: 12
      pattern: ^[A-Z0-9-]+$
      not: {pattern: ^-}
    Place: {type: string, format: uri-reference}
    Few: {type: integer, minimum: 0, maximum: 3}
    Floor: {type: integer, format: int32, minimum: -2, maximum: 9}
    Hall: {type: string, minLength: 1, maxLength: 20}
    Message: {type: string, minLength: 1, maxLength: 200}
    Batch: {type: string, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 20}
    Binding:
      description: How a book is bound.
      type: string
      enum: [hard-cover, paper_back, default, '3-ring']
    Condition: {type: string, enum: [new, used, torn]}
    LoanState: {type: string, enum: [open, overdue, returned]}
    Weekday: {type: string, enum: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]}

    # Lists, and objects that nobody fixes.
    Words: {type: array, minItems: 1, maxItems: 4, items: {type: string, minLength: 1, maxLength: 40}}
    Shelf: {type: array, items: {type: string, minLength: 1}, minItems: 1, maxItems: 3}
    Copies: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/Copy'}}
    Notes: {type: object, additionalProperties: true}

    # House.
    Hours:
      type: object
      additionalProperties: false
      required: [day, opens, closes]
      properties:
        day: {$ref: '#/components/schemas/Weekday'}
        opens: {type: string, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$'}
        closes: {type: string, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', nullable: true, description: Null when it stays open.}
    HouseRules:
      type: object
      description: What visitors must keep to.
      additionalProperties: false
      required: [rules]
      properties:
        rules:
          type: array
          description: In the order of their age.
          minItems: 1
          maxItems: 20
          items: {type: string, minLength: 1, maxLength: 200}
    Week:
      type: object
      additionalProperties: false
      required: [hours]
      properties:
        hours: {type: array, minItems: 1, maxItems: 7, items: {$ref: '#/components/schemas/Hours'}}

    # Books.
    Book:
      title: Book
      description: |
        A book.

        Not every book has a price.
      type: object
      additionalProperties: false
      required: [isbn, name, pages, price, binding, authors, subtitle]
      properties:
        isbn: {$ref: '#/components/schemas/BookNumber'}
        name: {type: string, minLength: 1, maxLength: 200, example: "The \"Art\" of \\ Reading"}
        pages: {type: integer, minimum: 1, maximum: 20000}
        price: {type: number, minimum: 0, maximum: 999.5, nullable: true}
        binding: {$ref: '#/components/schemas/Binding'}
        authors: {type: array, minItems: 1, items: {type: string, minLength: 1, maxLength: 100}}
        subtitle: {type: string, nullable: true, description: Null when there is none.}
        shelf: {$ref: '#/components/schemas/Shelf'}
        editions: {type: array, items: {type: array, items: {type: integer, minimum: 1}, maxItems: 4}}
        for: {type: string, description: 'Whom it is for: a keyword of Swift as a name.'}
        lendable: {type: boolean, default: true}
        weight_grams: {type: number, default: 500}
        thickness: {type: number, format: float}
        language: {type: string, maxLength: 8, default: en}
        copies: {type: integer, format: int32, default: 1}
        publisher-mail: {type: string, format: email}
        added_at: {type: string, format: date-time}
        home_page: {$ref: '#/components/schemas/Place'}
        notes: {$ref: '#/components/schemas/Notes'}
        history: {type: array, items: {type: object, additionalProperties: true}}
        used: {type: boolean}
        related: {type: array, maxItems: 3, items: {$ref: '#/components/schemas/Book'}}
    BookPage:
      type: object
      additionalProperties: false
      required: [books, next]
      properties:
        books: {type: array, maxItems: 50, items: {$ref: '#/components/schemas/Book'}}
        next: {type: integer, nullable: true, description: 'The offset of the next page, null on the last.'}
        reader: {$ref: '#/components/schemas/Card'}
    Amendment:
      type: object
      additionalProperties: false
      properties:
        name: {type: string, minLength: 1, maxLength: 200}
        pages: {type: integer, minimum: 1, maximum: 20000}
        lendable: {type: boolean}
        shelf: {$ref: '#/components/schemas/Shelf'}
    Rating:
      type: object
      additionalProperties: false
      required: [stars]
      properties:
        stars: {type: integer, minimum: 1, maximum: 5}
        comment: {type: string, maxLength: 500, default: ''}
        words: {$ref: '#/components/schemas/Words'}
        pages_read: {type: array, items: {type: integer, minimum: 0}}
        again: {type: boolean, default: false}
        worth: {type: number, minimum: 0}
        binding: {$ref: '#/components/schemas/Binding'}
    PictureDetails:
      type: object
      additionalProperties: false
      required: [photographer]
      properties:
        photographer: {type: string, minLength: 1}
        taken_at: {type: string, format: date-time}
    PictureUpload:
      description: Pictures, and what is said of them.
      type: object
      additionalProperties: false
      required: [title, front, details]
      properties:
        title: {type: string, minLength: 1, maxLength: 60}
        front: {type: string, format: binary, maxLength: 20000, description: The one that is shown first.}
        more: {type: array, maxItems: 3, items: {type: string, format: binary, maxLength: 1000}}
        details: {$ref: '#/components/schemas/PictureDetails'}
        remarks: {type: object, additionalProperties: true}
        keywords: {type: array, items: {type: string, minLength: 1}}
        quality: {type: number, minimum: 0, maximum: 1, default: 0.5}
        width: {type: integer, minimum: 1}
        public: {type: boolean, default: true}
        condition: {$ref: '#/components/schemas/Condition'}
    FileReceipt:
      type: object
      additionalProperties: false
      required: [name, media_type, bytes]
      properties:
        name: {type: string, nullable: true}
        media_type: {type: string}
        bytes: {type: integer, minimum: 0}
    PictureReceipt:
      type: object
      additionalProperties: false
      required: [title, front, more, details, quality, public]
      properties:
        title: {type: string}
        front: {$ref: '#/components/schemas/FileReceipt'}
        more: {type: array, items: {$ref: '#/components/schemas/FileReceipt'}}
        details: {$ref: '#/components/schemas/PictureDetails'}
        remarks: {$ref: '#/components/schemas/Notes'}
        keywords: {type: array, items: {type: string}}
        quality: {type: number}
        width: {type: integer}
        public: {type: boolean}
        condition: {$ref: '#/components/schemas/Condition'}
    Subject:
      description: A subject, and those within it.
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: {type: string, minLength: 1}
        narrower: {type: array, items: {$ref: '#/components/schemas/Subject'}}

    # Copies.
    Spot:
      description: Where something stands.
      type: object
      additionalProperties: false
      required: [row]
      properties:
        row: {type: string, minLength: 1, maxLength: 20}
        shelf: {type: integer, minimum: 1, maximum: 12, default: 1}
        locked: {type: boolean}
    Copy:
      type: object
      additionalProperties: false
      required: [number, condition, spot, lent_until]
      properties:
        number: {type: integer, format: int32, minimum: 1}
        condition: {$ref: '#/components/schemas/Condition'}
        spot: {$ref: '#/components/schemas/Spot'}
        lent_until: {type: string, format: date-time, nullable: true}

    # Readers and loans.
    Registration:
      description: Who asks for a card; what else the form of the web page sends is ignored.
      type: object
      additionalProperties: true
      required: [name, e-mail]
      properties:
        name: {type: string, minLength: 1, maxLength: 100, not: {pattern: '[<>]'}}
        e-mail: {type: string, format: email}
        newsletter: {type: boolean, default: false}
        interests: {$ref: '#/components/schemas/Words'}
    Reader:
      type: object
      additionalProperties: false
      required: [card, name, e-mail, joined_at, newsletter]
      properties:
        card: {$ref: '#/components/schemas/Card'}
        name: {type: string}
        e-mail: {type: string, format: email}
        joined_at: {type: string, format: date-time}
        newsletter: {type: boolean}
        interests: {$ref: '#/components/schemas/Words'}
    ReaderUpdate:
      type: object
      additionalProperties: false
      properties:
        name: {type: string, minLength: 1, maxLength: 100}
        newsletter: {type: boolean}
    Loan:
      description: The names that the generated code uses itself.
      type: object
      additionalProperties: true
      required: [reader, writer, container]
      properties:
        reader: {type: string}
        writer: {type: string, nullable: true}
        container: {type: integer, format: int64}
        decoder: {type: boolean}
        encoder: {type: string, default: "a\tb"}
        member: {type: string}
        object: {type: number}
        element: {type: array, items: {type: boolean}}
        'say "so" \ é': {type: number, format: double}
        await: {type: string}
        load: {type: number, format: float}
    LoanEntry:
      type: object
      additionalProperties: false
      required: [isbn, state, due_at]
      properties:
        isbn: {$ref: '#/components/schemas/BookNumber'}
        state: {$ref: '#/components/schemas/LoanState'}
        due_at: {type: string, format: date-time}
    LoanList:
      type: object
      additionalProperties: false
      required: [loans]
      properties:
        loans: {type: array, items: {$ref: '#/components/schemas/LoanEntry'}}
        by_state: {type: object, additionalProperties: true}
    Renewal:
      type: object
      additionalProperties: false
      required: [due_at]
      properties:
        due_at: {type: string, format: date-time}
    MessageForm:
      type: object
      additionalProperties: false
      required: [subject]
      properties:
        subject: {$ref: '#/components/schemas/Message'}
        urgent: {type: boolean, default: false}
        copies_to: {type: array, maxItems: 3, items: {type: string, format: email}}
    MessageReceipt:
      type: object
      additionalProperties: false
      required: [kind, length]
      properties:
        kind: {type: string}
        length: {type: integer}
        from: {$ref: '#/components/schemas/Card'}

    # Search and guide.
    Years:
      type: object
      additionalProperties: false
      properties:
        from: {type: integer, minimum: 1400}
        to: {type: integer, maximum: 2100}
    Filter:
      type: object
      additionalProperties: false
      properties:
        binding: {$ref: '#/components/schemas/Binding'}
        language: {type: string, maxLength: 20}
        price: {type: number, minimum: 0}
        lendable: {type: boolean, default: true}
    Question:
      description: A question as it was understood.
      type: object
      additionalProperties: false
      required: [query]
      properties:
        query: {type: string}
        subjects: {$ref: '#/components/schemas/Words'}
        years: {$ref: '#/components/schemas/Years'}
        filter: {$ref: '#/components/schemas/Filter'}
        languages: {$ref: '#/components/schemas/Words'}
        publishers: {$ref: '#/components/schemas/Words'}
        binding: {$ref: '#/components/schemas/Binding'}
        marks: {type: array, items: {type: integer}}
        lendable: {type: boolean}
        min_stars: {type: number}
        spot: {$ref: '#/components/schemas/Spot'}
        visits: {type: integer}
    Found:
      type: object
      additionalProperties: false
      required: [question, books]
      properties:
        question: {$ref: '#/components/schemas/Question'}
        books: {type: array, items: {$ref: '#/components/schemas/BookNumber'}}
    Directions:
      type: object
      additionalProperties: false
      required: [hall, floor, aisles, spot]
      properties:
        hall: {$ref: '#/components/schemas/Hall'}
        floor: {$ref: '#/components/schemas/Floor'}
        aisles: {$ref: '#/components/schemas/Words'}
        spot: {$ref: '#/components/schemas/Spot'}

    # Imports.
    BatchUpload:
      type: object
      additionalProperties: true
      required: [records]
      properties:
        records: {type: string, format: binary}
        note: {type: string, maxLength: 100}
    ImportReport:
      type: object
      additionalProperties: false
      required: [batch, bytes, pieces]
      properties:
        batch: {$ref: '#/components/schemas/Batch'}
        bytes: {type: integer, minimum: 0}
        pieces: {type: integer, minimum: 0}
        kind: {type: string}
    Statistics:
      type: object
      additionalProperties: false
      required: [months]
      properties:
        months: {type: array, maxItems: 12, items: {type: integer, minimum: 0}}
        shares: {type: array, items: {type: number, minimum: 0, maximum: 1}}

    # What is wrong.
    Problem:
      type: object
      additionalProperties: false
      required: [error]
      properties:
        error: {type: string, minLength: 1}
        code: {type: string, pattern: '^[a-z_]+$'}
        details: {type: array, maxItems: 100, items: {$ref: '#/components/schemas/ProblemDetail'}}
    ProblemDetail:
      type: object
      additionalProperties: false
      required: [pointer, message]
      properties:
        pointer: {type: string, description: 'RFC 6901 into the body, or the place and name of a parameter.'}
        message: {type: string, minLength: 1}

"""#)
    }
}
