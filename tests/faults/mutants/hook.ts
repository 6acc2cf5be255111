import { registerHooks } from 'node:module'
import { findBug } from './mutants.ts'

// Loaded before the program under test (`node --import`): changes files of the program while they are loaded, never on disk.

const name = process.env['FAULTS_MUTANT']
if (name !== undefined) {
  const { changes } = findBug(name)
  const engine = new URL('../../../electron/', import.meta.url)
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context)
      const own = changes.filter(({ file }) => url === new URL(file, engine).href)
      if (own.length === 0) return loaded
      let source = textOf(loaded.source)
      for (const { file, snippet, replacement } of own) {
        if (source.split(snippet).length !== 2)
          throw new Error(`Mutant “${name}”: ${file} does not hold its snippet once`)
        source = source.replace(snippet, () => replacement)
      }
      return { ...loaded, source }
    },
  })
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray | null | undefined): string {
  if (typeof source === 'string') return source
  if (source === null || source === undefined) throw new Error('A file came without its text')
  return new TextDecoder().decode(source)
}
