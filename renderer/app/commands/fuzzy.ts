/**
 * How well a query is found in a text, null where it is not: its letters in order, words of it in any order. Higher is
 * better; letters that begin words or follow each other count more.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const folded = fold(text)
  let total = 0
  for (const word of words) {
    const score = wordScore(word, folded)
    if (score === null) return null
    total += score
  }
  // Of two that match alike, the shorter text is meant.
  return total - folded.length / 100
}

function wordScore(word: string, text: string): number | null {
  const whole = text.indexOf(word)
  if (whole !== -1) return word.length * 3 + (isWordStart(text, whole) ? word.length : 0)
  let score = 0
  let from = 0
  for (const letter of word) {
    const at = text.indexOf(letter, from)
    if (at === -1) return null
    score += isWordStart(text, at) ? 2 : at === from ? 1 : 0
    from = at + 1
  }
  // Letters strewn over a long text are no match that anyone means.
  return score >= word.length ? score : null
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s/\-_.(]/.test(text[at - 1] ?? '')
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
