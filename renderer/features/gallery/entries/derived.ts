/**
 * Computes one value for each element and keeps it as long as the element is the same object, so that a change of a few
 * rows among 100,000 costs a few computations. Elements are ordered by `orderOf`, ascending and without ties. Where every
 * value stayed the same, so does the array, so that whatever was made of it can be kept too.
 */
export function createDerived<T extends object, D>(
  orderOf: (element: T) => number,
  compute: (element: T) => D,
): (elements: readonly T[]) => readonly D[] {
  let lastElements: readonly T[] = []
  let lastValues: readonly D[] = []

  return (elements) => {
    if (elements === lastElements) return lastValues
    let before = 0
    let isSame = elements.length === lastElements.length
    const values = elements.map((element, index) => {
      before = skipTo(orderOf(element), before)
      const isKept = lastElements[before] === element
      const value = isKept ? (lastValues[before] as D) : compute(element) // The two arrays have the same length.
      isSame &&= value === lastValues[index]
      return value
    })
    lastElements = elements
    if (!isSame) lastValues = values
    return lastValues
  }

  function skipTo(order: number, from: number): number {
    let at = from
    for (
      let element = lastElements[at];
      element !== undefined && orderOf(element) < order;
      element = lastElements[at]
    ) {
      at += 1
    }
    return at
  }
}
