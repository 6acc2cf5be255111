/**
 * Orders names the way people count: `shot2` before `shot10`, `a` beside `A`. Independent of the machine's language, and
 * total: only identical names are equal.
 */
export function compareNatural(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const codeA = a.charCodeAt(i)
    const codeB = b.charCodeAt(j)
    if (isDigit(codeA) && isDigit(codeB)) {
      const startA = skipZeros(a, i)
      const startB = skipZeros(b, j)
      i = skipDigits(a, startA)
      j = skipDigits(b, startB)
      // As many digits on both sides: then the order of the text is the order of the numbers.
      const order = i - startA - (j - startB) || compareCodeUnits(a.slice(startA, i), b.slice(startB, j))
      if (order !== 0) return order
    } else {
      const order = lowerCase(codeA) - lowerCase(codeB)
      if (order !== 0) return order
      i += 1
      j += 1
    }
  }
  return a.length - i - (b.length - j) || compareCodeUnits(a, b)
}

function skipZeros(text: string, start: number): number {
  let end = start
  while (text.charCodeAt(end) === 48) end += 1
  return end
}

function skipDigits(text: string, start: number): number {
  let end = start
  while (isDigit(text.charCodeAt(end))) end += 1
  return end
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function lowerCase(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code
}

function compareCodeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
