import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeSources } from '../support/pictures.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import { models, storeBatch } from '../support/stored-batch.ts'

export interface Place {
  readonly home: string
  readonly out: string
  readonly prompt: string
}

export interface Template {
  /** A copy of a library whose one batch was never begun, with a prompt of its own; `out` is where its results go. */
  copy(name: string, out?: string): Place
}

interface TemplateOptions {
  /** One small picture when left out. */
  readonly makePictures?: (folder: string) => Promise<string>
  readonly recipe?: Partial<Recipe>
}

export async function makeTemplate(
  folder: string,
  service: keyof typeof models,
  { makePictures = (target) => makeSources(target, 1), recipe = {} }: TemplateOptions = {},
): Promise<Template> {
  mkdirSync(folder, { recursive: true })
  const sources = await makePictures(join(folder, `sources-${service}`))
  const home = join(folder, `template-${service}`)
  // Results lie in a folder that is named relative to nothing, so each copy is told its own.
  const [out, model] = [join(folder, 'unset'), models[service]]
  await storeBatch({ home, sources: [sources], out, model, prompt: 'unset', recipe })
  return {
    copy: (name, out = 'out') => {
      const place = {
        home: join(folder, name, 'home'),
        out: join(folder, name, out),
        prompt: `make it warm, ${name}`,
      }
      mkdirSync(join(folder, name))
      cpSync(home, place.home, { recursive: true })
      rename(place)
      return place
    },
  }
}

function rename({ home, out, prompt }: Place): void {
  const database = new DatabaseSync(join(home, 'library.db'))
  database.prepare('UPDATE item SET prompt = ?').run(prompt)
  database.prepare('UPDATE batch SET output_folder = ?').run(out)
  database.close()
  if (!readdirSync(home).includes('library.db')) throw new Error('The copy of the library is gone')
}
