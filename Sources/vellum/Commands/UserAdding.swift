internal import ContractRuntime
internal import Glibc
internal import JSON
internal import ServiceContracts
internal import SessionCore

/// `vellum user add`.
enum UserAdding {
    static func run(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        if words.contains(where: { $0 == "--password" || $0.hasPrefix("--password=") }) {
            throw OptionError(
                message: "a password on the command line is read by every user of the machine: leave --password out to "
                    + "be asked, or write --password-stdin")
        }
        let words = try CommandWords(
            words, of: "user add",
            own: [
                CommandWords.OwnOption(name: "--email", placeholder: "ADDRESS"),
                CommandWords.OwnOption(name: "--password-stdin"),
            ], shared: CommandWords.storeOptions + ["--bcrypt-cost"], environment: environment)
        guard words.operands.count == 1, let text = words.operands.first, let email = words["--email"] else {
            throw OptionError(message: "write one user and an e-mail address: vellum user add ID --email ADDRESS")
        }
        let user = try UserCommand.userID(text)
        let options = try words.serveOptions()
        let password = try await password(fromInput: words.has("--password-stdin"))
        try check(user, email, password)
        try await UserCommand.administer("add", options, mayMake: true) { administration in
            do {
                try await administration.add(user, email: email, password: password)
            } catch let error as CoreError {
                throw told(error, user, email)
            }
            try StandardOutput.print("\(user) is registered")
        }
    }

    private static func told(_ error: CoreError, _ user: UserID, _ email: String) -> any Error {
        switch error {
        case .userExists:
            CommandFailure(.taken, "the user ID \(user) is taken: write another; vellum user list tells whose it is")
        case .emailExists:
            CommandFailure(
                .taken, "\(Log.quoted(email)) belongs to another account: write another one, or delete that account")
        case .invalidRegistration(let flaws):
            OptionError(message: "the password " + flaws.map(\.message).joined(separator: ", and "))
        default: error
        }
    }

    /// By the same contract as a registration over the wire.
    private static func check(_ user: UserID, _ email: String, _ password: String) throws(OptionError) {
        let body: JSONValue = .object([
            "user_id": .string(user.text), "email": .string(email), "password": .string(password),
        ])
        do throws(Rejection) {
            _ = try BodyReader.read(AuthAPI.RegisterRequest.self, from: body.encoded)
        } catch {
            let flaws = error.violations.map { "\($0.pointer.dropFirst()) \($0.message)" }
            throw OptionError(message: flaws.isEmpty ? error.message : flaws.joined(separator: ", and "))
        }
    }

    private static func password(fromInput: Bool) async throws -> String {
        guard !fromInput else { return try await Terminal.firstLineOfInput() }
        guard isatty(STDIN_FILENO) == 1 else {
            throw OptionError(
                message: "there is no terminal to ask for the password at: write --password-stdin to read it from the "
                    + "standard input")
        }
        let password = try await Terminal.ask("Password: ", isSecret: true)
        guard try await Terminal.ask("The same again: ", isSecret: true) == password else {
            throw CommandFailure(.failed, "the passwords differ: nothing was done")
        }
        return password
    }
}
