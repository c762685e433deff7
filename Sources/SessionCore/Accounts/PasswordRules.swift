/// What a new password must be. The list of common ones is short on purpose: it holds those that pass the other rules.
enum PasswordRules {
    static let minimumBytes = 8
    /// bcrypt reads no more.
    static let maximumBytes = 72

    static let common: Set<String> = [
        "password1", "password12", "password123", "passw0rd", "passw0rd1", "p@ssw0rd", "p@ssword1", "qwerty123",
        "qwerty12", "qwertyuiop1", "abc12345", "abcd1234", "abc123456", "aa123456", "a1234567", "a12345678",
        "welcome1", "welcome123", "iloveyou1", "letmein1", "letmein123", "sunshine1", "princess1", "football1",
        "baseball1", "dragon123", "monkey123", "superman1", "trustno1", "admin123", "admin1234", "changeme1",
        "changeme123", "master123", "1q2w3e4r", "1qaz2wsx", "zaq12wsx", "summer2024", "summer2025", "summer2026",
        "winter2024", "winter2025", "winter2026", "test1234", "hello123",
    ]

    /// Everything that is wrong with it, in words for the client.
    static func flaws(_ password: String, userID: UserID, email: String) -> [String] {
        var flaws: [String] = []
        let bytes = password.utf8
        if bytes.count < minimumBytes { flaws.append("must have at least \(minimumBytes) bytes") }
        if bytes.count > maximumBytes { flaws.append("must have at most \(maximumBytes) bytes in UTF-8") }
        if bytes.contains(0) { flaws.append("must not have a NUL") }
        if !bytes.contains(where: { (0x41...0x5A).contains($0) }) { flaws.append("must have an upper-case letter") }
        if !bytes.contains(where: { (0x61...0x7A).contains($0) }) { flaws.append("must have a lower-case letter") }
        if !bytes.contains(where: { (0x30...0x39).contains($0) }) { flaws.append("must have a digit") }
        let folded = password.lowercased()
        if folded == userID.text.lowercased() { flaws.append("must not be the user ID") }
        if folded == email.lowercased() { flaws.append("must not be the e-mail address") }
        if common.contains(folded) { flaws.append("is one of the most common passwords") }
        return flaws
    }
}
