const gap = 2
const narrowest = 20

/** Breaks text at spaces so that no line is wider, words longer than a line excepted; each line after the first is indented. */
export function wrap(text: string, width: number, indent = 0): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const room = Math.max(narrowest, width) - (lines.length === 0 ? 0 : indent)
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.join(`\n${' '.repeat(indent)}`)
}

/** Terms with their explanations in a second column, wrapped to the width. */
export function definitions(rows: readonly (readonly [term: string, text: string])[], width: number): string {
  const termWidth = Math.max(...rows.map(([term]) => term.length))
  const indent = termWidth + 2 * gap
  return rows
    .map(([term, text]) => {
      const first = `${' '.repeat(gap)}${term.padEnd(termWidth)}${' '.repeat(gap)}`
      return (
        first + wrap(text, Math.max(narrowest, width - indent), 0).replaceAll('\n', `\n${' '.repeat(indent)}`)
      ).trimEnd()
    })
    .join('\n')
}

/** Columns as wide as their widest cell; the last one runs on. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((known, row) => {
    row.forEach((cell, column) => (known[column] = Math.max(known[column] ?? 0, cell.length)))
    return known
  }, [])
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n')
}
