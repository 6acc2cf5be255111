import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Each makes markup or a program of text. */
const forbidden = {
  innerHTML: /\b(inner|outer)HTML\b/,
  insertAdjacentHTML: /\binsertAdjacentHTML\b/,
  dangerouslySetInnerHTML: /\bdangerouslySetInnerHTML\b/,
  'document.write': /\bdocument\s*\.\s*write(ln)?\b/,
  createContextualFragment: /\bcreateContextualFragment\b/,
  srcdoc: /\bsrcdoc\b/i,
  Function: /\bnew\s+Function\b|(?<![\w.])Function\s*\(/,
  eval: /(?<![\w.])eval\s*\(/,
} as const

function sources(): string[] {
  return ['electron', 'renderer', 'shared', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|html)$/.test(name))
      .map((name) => join(folder, name)),
  )
}

function found(source: string): string[] {
  return Object.entries(forbidden).flatMap(([name, pattern]) => (pattern.test(source) ? name : []))
}

it.each([
  'element.innerHTML = text',
  'element.insertAdjacentHTML("beforeend", text)',
  '<p dangerouslySetInnerHTML={{ __html: text }} />',
  'document.write(text)',
  'new Function(text)',
  'eval(text)',
  '<iframe srcDoc={text} />',
])('knows %s', (source) => expect(found(source)).toHaveLength(1))

it('source makes no markup and no program of text', () => {
  const files = sources()
  expect(files.length).toBeGreaterThan(300)
  const bad = files.flatMap((path) => found(readFileSync(join(root, path), 'utf8')).map((name) => `${path}: ${name}`))
  expect(bad).toEqual([])
})
