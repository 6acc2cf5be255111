const digits = 65_536

/**
 * The indices of numbers in ascending order; equal ones, and those that differ by less than one, stay in theirs. Digit by
 * digit rather than by comparing: several times as fast for 100,000 sizes or dates that come in no order.
 */
export function sortByNumber(keys: readonly number[]): readonly number[] {
  const { smallest, span } = rangeOf(keys)
  let order = new Uint32Array(keys.length)
  for (let index = 0; index < order.length; index += 1) order[index] = index
  const found = new Uint16Array(keys.length)
  for (let unit = 1; span / unit >= 1; unit *= digits) {
    for (let at = 0; at < order.length; at += 1) {
      found[at] = Math.floor(((keys[order[at] ?? 0] ?? 0) - smallest) / unit) % digits
    }
    order = sortByDigit(order, found)
  }
  return Array.from(order)
}

function rangeOf(keys: readonly number[]): { readonly smallest: number; readonly span: number } {
  let smallest = Infinity
  let largest = -Infinity
  for (const key of keys) {
    if (key < smallest) smallest = key
    if (key > largest) largest = key
  }
  return { smallest, span: largest - smallest }
}

/** Stable, so that what lower digits decided holds where this one is equal. */
function sortByDigit(order: Uint32Array, found: Uint16Array): Uint32Array<ArrayBuffer> {
  const begins = new Uint32Array(digits + 1)
  for (const digit of found) begins[digit + 1] = (begins[digit + 1] ?? 0) + 1
  for (let digit = 0; digit < digits; digit += 1) begins[digit + 1] = (begins[digit + 1] ?? 0) + (begins[digit] ?? 0)
  const sorted = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at += 1) {
    const digit = found[at] ?? 0
    const place = begins[digit] ?? 0
    sorted[place] = order[at] ?? 0
    begins[digit] = place + 1
  }
  return sorted
}
