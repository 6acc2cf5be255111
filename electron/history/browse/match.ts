/**
 * What the full-text index is asked for a text as it was typed: each word begins a word there, all of them in one entry.
 * Case, accents and normal forms do not count, and neither does punctuation, which only parts words. null for a text
 * without any word, which sets no condition.
 */
export function matchOf(text: string): string | null {
  const words = text
    .toWellFormed()
    .split(/[\s\p{C}"]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length === 0 ? null : words.map(matchWord).join(' AND ')
}

/**
 * Names on disk come in either normal form. The index takes them as they are, and its own folding of accents covers Latin
 * and its like, not Korean or Japanese.
 */
function matchWord(word: string): string {
  const forms = new Set([word.normalize('NFC'), word.normalize('NFD')])
  const phrases = [...forms].map((form) => `"${form}"*`)
  return phrases.length === 1 ? phrases.join('') : `(${phrases.join(' OR ')})`
}
