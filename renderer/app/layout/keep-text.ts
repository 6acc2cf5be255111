interface Keeping {
  /** What the text is read from. */
  readonly stores: readonly { subscribe(listener: () => void): unknown }[]
  readonly write: (text: string) => Promise<void>
}

const writeAfterMs = 300

/** Writes a text a moment after it changed. Returns what writes it at once. */
export function keepText(read: () => string, { stores, write }: Keeping): () => void {
  let written = read()
  let timer: ReturnType<typeof setTimeout> | undefined
  const writeChanged = (): void => {
    const text = read()
    if (text === written) return
    written = text
    // A lost write costs little after a reload; the next change writes all of it again.
    write(text).catch(() => (written = ''))
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(writeChanged, writeAfterMs)
  }
  for (const store of stores) store.subscribe(later)
  return writeChanged
}
