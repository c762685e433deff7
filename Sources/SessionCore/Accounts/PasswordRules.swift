/// What a new password must be like (api.md, contracts/auth-api.yaml).
package enum PasswordRules {
    /// In UTF-8. bcrypt reads no more than 72.
    package static let bytes = 8...72

    /// All rules that the password breaks, each as a sentence for a client that goes on from "password".
    package static func violations(_ password: String, userID: UserID, email: Email) -> [String] {
        var violations: [String] = []
        let count = password.utf8.count
        if count < bytes.lowerBound { violations.append("must have at least \(bytes.lowerBound) bytes") }
        if count > bytes.upperBound { violations.append("must have at most \(bytes.upperBound) bytes") }
        let characters = password.unicodeScalars
        if !characters.contains(where: \.properties.isUppercase) { violations.append("must have an upper-case letter") }
        if !characters.contains(where: \.properties.isLowercase) { violations.append("must have a lower-case letter") }
        let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
        if !characters.contains(where: { digits.contains($0) }) { violations.append("must have a digit") }
        // C's strings end at NUL, and bcrypt would not see the rest.
        if password.utf8.contains(0) { violations.append("must not have a NUL character") }
        let folded = password.lowercased()
        if folded == userID.text.lowercased() { violations.append("must not be the user ID") }
        if folded == email.normalised { violations.append("must not be the e-mail address") }
        if common.contains(folded) { violations.append("must not be one of the most common passwords") }
        return violations
    }

    /// Common passwords, in lower case, of those that keep the other rules when a letter is written large.
    private static let common: Set<String> = [
        "password1", "password12", "password123", "password1234", "passw0rd", "passw0rd1", "p4ssw0rd", "qwerty12",
        "qwerty123", "qwerty1234", "qwertyuiop1", "qwert12345", "abcd1234", "abc12345", "abc123456", "a1234567",
        "a12345678", "a123456789", "aa123456", "aa12345678", "asdf1234", "asd12345", "zxcv1234", "1q2w3e4r",
        "1q2w3e4r5t", "1qaz2wsx", "q1w2e3r4", "q1w2e3r4t5", "zaq12wsx", "letmein1", "letmein123", "welcome1",
        "welcome12", "welcome123", "iloveyou1", "iloveyou2", "monkey123", "dragon123", "football1", "baseball1",
        "sunshine1", "princess1", "superman1", "michael1", "charlie1", "jordan23", "master123", "shadow123",
        "admin123", "admin1234", "administrator1", "changeme1", "changeme123", "default1", "test1234", "test12345",
        "guest123", "user1234", "secret123", "login123", "trustno1", "starwars1", "pokemon1", "whatever1", "computer1",
        "internet1", "samsung1", "google123", "summer2024", "summer2025", "winter2024", "winter2025", "spring2025",
        "autumn2025",
    ]
}
