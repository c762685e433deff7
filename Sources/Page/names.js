// What IDs and e-mail addresses may be: as the contract has it, and as people say it.

export const isID = (text) => /^[A-Za-z0-9._~-]{1,128}$/.test(text) && !/^\.\.?$|\.svg$/.test(text);

const idFields = ["user_id", "session_id"];

/** What the API says of a field, without patterns. What people can read stays as it is. */
export function inWords(field, message) {
  if (message === "must be an email") return "must be an e-mail address, such as name@example.com";
  if (!idFields.includes(field)) return message;
  if (message.startsWith("must match ")) return "may have letters from A to Z, digits and . _ ~ - only";
  if (message.startsWith("must not match ")) return "must not be . or .. and must not end in .svg";
  return message;
}
