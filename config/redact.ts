/** What stands in a log where something about a person, or a secret, was. */
export const redacted = '[redacted]';

/** Keys whose values never reach a log: secrets, and what says something about a person. */
const hiddenKeys = new RegExp(
  [
    'token|cookie|authorization|password|secret|voucher|session(?!s)|csrf|smtpurl|mongodburi|signinlink|onetimelink|^link$',
    'e-?mail|phone|mobile|telephone|^(to|cc|bcc|from|replyto)$|recipient',
    '^name$|^(person|display|full|real|given|family|user|candidate|nominee|member)s?_?names?$|^names$',
    'comment|^reason$|remark|note(s)?$|^body$|^subject$|^text$|^html$',
  ].join('|'),
  'i',
);

const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const mobileNumber = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const credentialsInUrl = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi;
const secretInQuery = /([?&](?:token|code|state|link|key|secret)=)[^&\s"'#]+/gi;

/** The text without e-mail addresses, mobile numbers, credentials in URLs and tokens in query strings. */
export function redactText(text: string): string {
  return text
    .replace(credentialsInUrl, `$1${redacted}@`)
    .replace(secretInQuery, `$1${redacted}`)
    .replace(address, redacted)
    .replace(mobileNumber, redacted);
}

/** A copy of JSON data without secrets and without anything that says something about a person, however deep it lies. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, hiddenKeys.test(key) && inner !== null ? redacted : redact(inner)]),
  );
}
