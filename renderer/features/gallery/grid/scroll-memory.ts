const memories = new WeakMap<object, Map<string, number>>()

/** How far each place was scrolled, as long as the window lives. */
export function scrollTops(owner: object): Map<string, number> {
  const known = memories.get(owner)
  if (known !== undefined) return known
  const created = new Map<string, number>()
  memories.set(owner, created)
  return created
}
